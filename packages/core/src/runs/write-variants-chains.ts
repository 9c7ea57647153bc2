import { loadPlugin, parseSettings } from "../base/plugin.ts";
import { catalog } from "../perturbations/catalog.ts";
import { type ComposedPerturbation, type CompositionStep, composePerturbations } from "../perturbations/compose.ts";
import type { Perturbation } from "../perturbations/define.ts";
import { type AnyPlugin, addedOf } from "./plugins.ts";

/** One operator of a chain as a person names it. */
export interface ChainStepRequest {
  readonly use: string;
  /** As written, without defaults. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A composition with its name in ids and tables. */
export interface NamedComposition {
  readonly name: string;
  readonly composed: ComposedPerturbation;
}

/**
 * Chains of operators made ready, one of a single operator included. The name is the operators' joined by "+"; the
 * second of one name (with other settings) gets "#2" behind it, and so on. Throws PLUGIN_UNKNOWN, SETTINGS_INVALID and
 * PERTURBATIONS_INCOMPATIBLE.
 */
export async function loadCompositions(
  chains: readonly (readonly ChainStepRequest[])[],
  plugins: readonly AnyPlugin[] = [],
): Promise<NamedComposition[]> {
  const added: readonly Perturbation[] = addedOf(plugins, "perturbation");
  const times = new Map<string, number>();
  const compositions: NamedComposition[] = [];
  for (const chain of chains) {
    const steps: CompositionStep[] = [];
    for (const { use, settings: written } of chain) {
      const plugin = await loadPlugin("perturbation", catalog, use, added);
      const settings = parseSettings(`perturbation ${use}`, plugin.settings, written) as CompositionStep["settings"];
      steps.push({ plugin, settings, configured: plugin.configure(settings) });
    }
    const composed = composePerturbations(steps);
    const time = (times.get(composed.name) ?? 0) + 1;
    times.set(composed.name, time);
    compositions.push({ name: time === 1 ? composed.name : `${composed.name}#${time}`, composed });
  }
  return compositions;
}
