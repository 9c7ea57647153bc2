import { loadPlugin } from "../base/plugin.ts";
import { type AnyPlugin, addedOf } from "../runs/plugins.ts";
import type { Specification } from "../runs/specification.ts";
import { catalog } from "../scorers/catalog.ts";
import type { ConfiguredScorer } from "../scorers/define.ts";

type Scorers = readonly { readonly use: string; readonly settings: unknown; readonly marks?: string }[];

/**
 * The headline scorer of each exam of a recorded run, configured as the run had it; none of an exam whose texts alone are
 * marked. Throws PLUGIN_UNKNOWN for a person's
 * own scorer that was not given.
 */
export async function headlineScorers(
  specification: Specification,
  plugins: readonly AnyPlugin[] = [],
): Promise<ReadonlyMap<string, ConfiguredScorer>> {
  const exams = specification["exams"] as readonly { readonly name: string; readonly scorers?: Scorers }[];
  const found = new Map<string, ConfiguredScorer>();
  for (const { name, scorers } of exams) {
    // Runs of earlier versions marked every exam with the run's scorers.
    const headline = (scorers ?? (specification["scorers"] as Scorers)).find(({ marks }) => marks !== "text");
    if (headline !== undefined) {
      const plugin = await loadPlugin("scorer", catalog, headline.use, addedOf(plugins, "scorer"));
      found.set(name, plugin.configure(headline.settings));
    }
  }
  return found;
}
