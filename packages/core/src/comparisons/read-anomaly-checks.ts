import { existsSync, readFileSync } from "node:fs";
import { DataError, messageOf, UsageError } from "../base/errors.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { AnomalyChecks } from "../records/anomaly-checks.ts";
import type { Estimate } from "../records/estimate.ts";
import type { PublishedValue } from "../records/published-value.ts";
import type { Variant } from "../records/variant.ts";
import { nameKey } from "../runs/known-models.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { anomalyChecks } from "./anomaly-checks.ts";
import { readCellReplies } from "./checks/cell-replies.ts";
import { type CutRepliesOptions, readCutReplies } from "./checks/cut-replies.ts";
import { gatherFields } from "./gather-fields.ts";
import { readRunItems } from "./run-items.ts";
import { runSettings } from "./run-settings.ts";
import { yardsticksOf } from "./yardsticks.ts";

/** What a run is checked with. */
export interface AnomalyChecksOptions extends CutRepliesOptions {
  /** File or folder of one's own facts, to match published names. */
  readonly ownFacts?: string;
}

/**
 * Check a run folder. A published row is of a model where it has the model's id, or where both name the same facts.
 * Throws RUN_NOT_FOUND, FILE_JSON_INVALID, and as `readModelFacts` does for `ownFacts`.
 */
export async function readAnomalyChecks(
  folder: string,
  { ownFacts, ...cutting }: AnomalyChecksOptions = {},
): Promise<AnomalyChecks> {
  const record = readRunRecord(folder);
  const settings = runSettings(record);
  const { fields } = await gatherFields([folder]);
  const known = readModelFacts(ownFacts);
  const unsound = await unsoundVariants(folder);
  const { specification } = record;
  const items = await readRunItems(folder);
  // Within one run a model's name is its id.
  const all = await Promise.all(fields.map(async (field) => [...(await yardsticksOf(field, [record]))]));
  const yardsticks = new Set(all.flat());
  return anomalyChecks({
    run: record.name,
    fields,
    settings,
    estimates: readRows(runFile(folder, "estimates")),
    sensitivity: readRows(runFile(folder, "sensitivity")),
    replies: await readCellReplies(folder, record, items),
    cuts: await readCutReplies(folder, record, items, cutting).catch((error: unknown) => {
      // A person's own extractor or scorer that was not given: that check says so, the others need neither.
      if (error instanceof UsageError && error.code === "PLUGIN_UNKNOWN") {
        return null;
      }
      throw error;
    }),
    yardsticks,
    published: (specification["published"] ?? []) as readonly PublishedValue[],
    sameModel: (published, id) => {
      const facts = known.find(settings.facts.get(id) ?? id);
      return nameKey(published) === nameKey(id) || (facts !== undefined && known.find(published) === facts);
    },
    isUnsound: (exam, perturbation, itemId) => unsound.has(variantKey(exam, perturbation, itemId)),
  });
}

function readRows(path: string): readonly Estimate[] {
  if (!existsSync(path)) {
    return [];
  }
  try {
    return JSON.parse(readFileSync(path, "utf8")) as readonly Estimate[];
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
}

function variantKey(exam: string, perturbation: string, itemId: string): string {
  return JSON.stringify([exam, perturbation, itemId]);
}

async function unsoundVariants(folder: string): Promise<ReadonlySet<string>> {
  const path = runFile(folder, "variants");
  const unsound = new Set<string>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      // Most are sound: their lines are not parsed.
      if (line.text.includes('"unsound"')) {
        const variant = parseJsonLine(line, path) as Variant & { readonly exam: string };
        if (variant.validity.status === "unsound") {
          unsound.add(variantKey(variant.exam, variant.perturbation, variant.itemId));
        }
      }
    }
  }
  return unsound;
}
