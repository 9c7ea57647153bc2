import { catalog } from "../../perturbations/catalog.ts";
import type { PerturbationGroup } from "../../perturbations/define.ts";
import type { RobustnessGroup } from "../../records/robustness.ts";
import { type AnyPlugin, addedOf } from "../../runs/plugins.ts";
import type { Specification } from "../../runs/specification.ts";

/** The group of every operator of some chains, as its plugin declares it; operators nobody knows are not in it. */
export async function operatorGroups(
  operators: Iterable<string>,
  plugins: readonly AnyPlugin[] = [],
): Promise<ReadonlyMap<string, PerturbationGroup>> {
  const own = new Map(addedOf(plugins, "perturbation").map((plugin) => [plugin.name, plugin]));
  const found = new Map<string, PerturbationGroup>();
  for (const name of operators) {
    const load = Object.hasOwn(catalog, name) ? catalog[name] : undefined;
    const plugin = own.get(name) ?? (load === undefined ? undefined : (await load()).default);
    if (plugin !== undefined) {
      found.set(name, plugin.group);
    }
  }
  return found;
}

/** The group of each perturbation by its name, as a run's specification records it; runs of earlier versions have none. */
export function recordedGroups(specification: Specification): ReadonlyMap<string, PerturbationGroup> {
  const perturbations = (specification["perturbations"] ?? []) as readonly {
    readonly use: string;
    readonly group?: PerturbationGroup;
  }[];
  return new Map(perturbations.flatMap(({ use, group }) => (group === undefined ? [] : [[use, group] as const])));
}

/** Where the groups of perturbations are known from. */
export interface KnownGroups {
  /** By the perturbation's name. */
  readonly recorded: ReadonlyMap<string, PerturbationGroup>;
  /** By the operator's name. */
  readonly operators: ReadonlyMap<string, PerturbationGroup>;
}

/** Farthest-reaching last: what a chain of operators comes to. */
const reach: readonly PerturbationGroup[] = ["key-keeping", "pressure", "format-changing", "key-changing", "probe"];

/**
 * The group of a perturbation: the recorded one, else that of its farthest-reaching operator. An operator whose group
 * nobody declares is taken by what it does to the key. Null for a probe, which is no question of robustness.
 *
 * @param mapped Whether all forms keep the key.
 */
export function groupOfPerturbation(
  name: string,
  operators: readonly string[],
  { recorded, operators: groups }: KnownGroups,
  mapped: boolean,
): { readonly group: RobustnessGroup; readonly declared: boolean } | null {
  const places = operators.map((one) => reach.indexOf(groups.get(one) ?? (mapped ? "key-keeping" : "key-changing")));
  const group = recorded.get(name) ?? reach[Math.max(0, ...places)] ?? "key-keeping";
  const declared = recorded.has(name) || operators.every((one) => groups.has(one));
  return group === "probe" ? null : { group, declared };
}
