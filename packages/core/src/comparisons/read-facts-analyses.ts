import type { FactsAnalysis } from "../records/facts-analysis.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import { factsAnalysis } from "./facts-analysis.ts";
import { type GatherFieldsOptions, gatherFields } from "./gather-fields.ts";
import { readOperations } from "./read-operations.ts";
import { runSettings } from "./run-settings.ts";

/** How runs and facts are read. */
export interface FactsAnalysesOptions extends GatherFieldsOptions {
  /** File or folder of one's own facts, read beside those that ship with Viva. */
  readonly ownFacts?: string;
}

/**
 * The facts analysis of every field of some runs. Settings are the first run's; each run names the facts of its own
 * models. Throws as `gatherFields` and `readModelFacts` do, and FILE_JSON_INVALID for an operations.json that is none.
 */
export async function readFactsAnalyses(
  folders: readonly string[],
  options: FactsAnalysesOptions = {},
): Promise<readonly FactsAnalysis[]> {
  const known = readModelFacts(options.ownFacts);
  const { fields, records } = await gatherFields(folders, options);
  const [first] = records;
  if (first === undefined) {
    return [];
  }
  const settings = {
    ...runSettings(first),
    facts: new Map([...records].reverse().flatMap((record) => [...runSettings(record).facts])),
  };
  const operations = folders.map(readOperations);
  return fields.map((field) => factsAnalysis(field, settings, known, operations));
}
