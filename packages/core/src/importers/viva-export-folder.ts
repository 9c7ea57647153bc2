import { z } from "zod";
import { DataError, UsageError } from "../base/errors.ts";
import { itemSchema } from "../records/item.ts";
import type { Imported } from "./define.ts";
import { jsonLines } from "./json-lines.ts";
import { listAt, recordAt, type SourceRecord, scalarText } from "./source-record.ts";
import { type VivaSamples, vivaItem, vivaSamplesOf } from "./viva-export.ts";

/** Of each samples file that Viva exported, what its first line says. */
export type VivaHeads = ReadonlyMap<string, VivaSamples & { readonly asRecorded: boolean }>;

/** The samples files that Viva exported, among others. Throws what `jsonLines` throws for their first lines. */
export async function vivaHeads(files: readonly string[]): Promise<VivaHeads> {
  const found = new Map<string, VivaSamples>();
  for (const file of files) {
    for await (const { value } of jsonLines(file)) {
      const about = vivaSamplesOf(value);
      if (about !== null) {
        found.set(file, about);
      }
      break;
    }
  }
  // Labels belong to items, whatever the arm: an item read again is shown with one set of them.
  const asRecorded = [...found.values()].every(({ arm }) => /^as-recorded(#\d+)?$/.test(arm));
  return new Map([...found].map(([file, about]) => [file, { ...about, asRecorded }]));
}

/**
 * The exam to take: the one that is named, or the only one; undefined where nothing was exported by Viva. Throws
 * SETTINGS_INVALID when there are several and none is named, or the named one is not there: an import is one exam,
 * and items of two may have the same ids.
 */
export function chosenVivaExam(heads: VivaHeads, named: string | undefined): string | undefined {
  const exams = [...new Set([...heads.values()].map(({ exam }) => exam))].sort();
  const [only, ...others] = exams;
  if (named === undefined ? others.length > 0 : !exams.includes(named)) {
    const there = exams.length === 0 ? "no exam that Viva exported" : exams.join(", ");
    throw new UsageError(
      "SETTINGS_INVALID",
      `exam: ${named === undefined ? "one of several has to be named" : `"${named}" is not there`}; it holds ${there}`,
    );
  }
  return named ?? only;
}

/**
 * Samples files in the order of the run: its models, then its tasks. Files of other tools keep theirs, before them.
 */
export function vivaOrder<Samples extends { readonly task: string; readonly results: SourceRecord | null }>(
  samples: readonly Samples[],
): readonly Samples[] {
  const rank = ({ task, results }: Samples): readonly [number, number] => {
    const about = recordAt(results ?? {}, "viva");
    const model = listAt(about, "models").indexOf(about["model"]);
    return [model, model < 0 ? -1 : Object.keys(recordAt(results ?? {}, "configs")).indexOf(task)];
  };
  const ranks = new Map(samples.map((one) => [one, rank(one)]));
  return [...samples].sort((a, b) => {
    const [model = 0, task = 0] = ranks.get(a) ?? [];
    const [otherModel = 0, otherTask = 0] = ranks.get(b) ?? [];
    return model - otherModel || task - otherTask;
  });
}

/** A line of viva-items.jsonl: an item and its exam. */
const lineSchema = itemSchema.extend({ exam: z.string() });

/** All items of the exam, also those nobody was asked, in the order of the run. Throws IMPORT_LAYOUT. */
export async function* vivaItems(
  files: readonly string[],
  chosen: string | undefined,
  heads: VivaHeads,
): AsyncGenerator<Imported> {
  const asRecorded = [...heads.values()].some((head) => head.asRecorded);
  for (const file of files) {
    for await (const { place, value } of jsonLines(file)) {
      const parsed = lineSchema.safeParse(value);
      if (!parsed.success) {
        throw new DataError("IMPORT_LAYOUT", `not an item: ${z.prettifyError(parsed.error)}`, { place });
      }
      const { exam, ...item } = parsed.data;
      if (exam === chosen) {
        yield vivaItem(item, asRecorded, place);
      }
    }
  }
}

/** What a run's results say of the run: kept in import.json. */
export function* vivaFacts(results: SourceRecord): Generator<Imported> {
  const { version, name, specificationHash } = recordAt(results, "viva");
  for (const [fact, value] of Object.entries({ version, run: name, specificationHash })) {
    const text = scalarText(value);
    if (text !== undefined) {
      yield { kind: "fact", name: `exported by Viva: ${fact}`, value: text };
    }
  }
}
