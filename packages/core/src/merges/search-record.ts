import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { readModelJson } from "../weights/model-json.ts";

/** Name of the record of a search, in the folder of the model it ended in. */
export const searchRecordName = "search.json";

const share = z.strictObject({ density: z.number(), scale: z.number() });
/** Mean scores; the interval is null where there are fewer than two groups of items. */
const measured = z.strictObject({ value: z.number(), low: z.number().nullable(), high: z.number().nullable() });
const impact = z.strictObject({
  /** Score lost without the layer, and score gained by it alone. */
  deletion: z.number(),
  addition: z.number(),
  contribution: measured,
});

const searchRecordSchema = z.strictObject({
  format: z.literal(1),
  viva: z.string(),
  method: z.literal("hi-merging"),
  base: z.string(),
  models: z.array(z.string()).min(2),
  /** One for each model: what it was trained for, and how many items and groups of them it was tuned and is reported on. */
  tasks: z.array(
    z.strictObject({
      name: z.string(),
      validationItems: z.int(),
      validationGroups: z.int(),
      testItems: z.int(),
    }),
  ),
  /** Groups of tensors that were measured and treated as one layer each, by name. */
  layers: z.array(z.string()),
  /** Every setting of the search, defaults included. */
  settings: z.record(z.string(), z.unknown()),
  /** Level of the intervals, each by itself. */
  level: z.number(),
  /** Models put to a task, now and in earlier attempts, and items that they were put to. */
  evaluations: z.strictObject({ made: z.int(), known: z.int() }).nullable(),
  itemEvaluations: z.int(),
  /** Of each model the cells that were tried; a score is null where none was looked for. */
  grids: z.array(
    z.strictObject({
      best: z.strictObject({ ...share.shape, score: z.number().nullable() }),
      cells: z.array(z.strictObject({ ...share.shape, score: z.number().nullable(), items: z.int() })),
    }),
  ),
  /** In the order of `layers`, of each one entry for every task; none where layers were not looked at. */
  contributions: z.array(
    z.array(
      z.strictObject({
        single: impact,
        merged: impact,
        loss: measured,
        p: z.number(),
        adjustedP: z.number(),
        items: z.int(),
        groups: z.int(),
      }),
    ),
  ),
  /** In the order in which layers were treated; models by their place. */
  treatments: z.array(
    z.strictObject({
      layer: z.int(),
      class: z.enum(["severe", "partial", "one-sided", "mutual", "none"]),
      dropped: z.array(z.int()),
      prunedAgain: z.array(z.int()),
    }),
  ),
  /** Of the first round and of the end: the share of every layer of every model. */
  firstRound: z.array(z.array(share)),
  final: z.array(z.array(share)),
});

/** What a search for a merge tried, measured and did: search.json. Places of models, tasks and layers count from 0. */
export type SearchRecord = z.infer<typeof searchRecordSchema>;

/** A contribution or loss with its interval. */
export type MeasuredImpact = z.infer<typeof measured>;

/** The text of search.json. Same record, same bytes. */
export function searchRecordText(record: SearchRecord): string {
  return `${JSON.stringify(searchRecordSchema.parse(record), null, 2)}\n`;
}

/** Read the record of a search; null where a folder has none. Throws MERGE_SEARCH_INVALID for one that is none. */
export function readSearchRecord(folder: string): SearchRecord | null {
  const file = join(folder, searchRecordName);
  if (!existsSync(file)) {
    return null;
  }
  const parsed = searchRecordSchema.safeParse(readModelJson(file, 64 * 1024 * 1024));
  if (!parsed.success) {
    throw new DataError("MERGE_SEARCH_INVALID", `is no record of a search: ${z.prettifyError(parsed.error)}`, {
      place: { file },
    });
  }
  const { models, tasks, layers, grids, contributions, treatments } = parsed.data;
  const places = treatments.flatMap(({ dropped, prunedAgain }) => [...dropped, ...prunedAgain]);
  const fits =
    tasks.length === models.length &&
    grids.length === models.length &&
    (contributions.length === 0 || contributions.length === layers.length) &&
    contributions.every((ofTasks) => ofTasks.length === tasks.length) &&
    treatments.every(({ layer }) => layer >= 0 && layer < layers.length) &&
    places.every((model) => model >= 0 && model < models.length);
  if (!fits) {
    throw new DataError("MERGE_SEARCH_INVALID", "names models, tasks or layers that it does not list", {
      place: { file },
    });
  }
  return parsed.data;
}
