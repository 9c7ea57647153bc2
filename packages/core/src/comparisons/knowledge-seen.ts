import { parseJsonLine, readLines } from "../base/lines.ts";
import type { ContextLine } from "../runs/context-line.ts";
import { runFile } from "../runs/run-files.ts";
import type { KnowledgeSeen } from "./knowledge-input.ts";
import type { RunItems } from "./run-items.ts";

/** By exam and way of asking what each item was given. */
export type SeenByArm = ReadonlyMap<string, ReadonlyMap<string, readonly (ShownToItem | undefined)[]>>;

/** What an item was given, and whether its seeds were found or drawn. */
export interface ShownToItem extends KnowledgeSeen {
  readonly drawn: boolean;
}

/** What was put beside the items of a run as published. Throws what reading contexts.jsonl throws. */
export async function readKnowledgeSeen(folder: string, items: ReadonlyMap<string, RunItems>): Promise<SeenByArm> {
  const path = runFile(folder, "contexts");
  const seen = new Map<string, Map<string, (ShownToItem | undefined)[]>>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, variantId, arm, passages, missing } = parseJsonLine(line, path) as ContextLine;
      const own = items.get(exam);
      // A variant that is not the published item has an id of its own.
      const item = own?.placeOf.get(variantId);
      // What could not be looked up yet is not "nothing found".
      if (own === undefined || item === undefined || missing !== undefined) {
        continue;
      }
      const ofExam = seen.get(exam) ?? new Map<string, (ShownToItem | undefined)[]>();
      seen.set(exam, ofExam);
      const ofArm = ofExam.get(arm) ?? new Array<ShownToItem | undefined>(own.itemIds.length).fill(undefined);
      ofExam.set(arm, ofArm);
      const seeds = passages.flatMap(({ seed }) => (seed === undefined ? [] : [seed]));
      ofArm[item] = {
        passages: passages.length,
        seeds: seeds.map(({ id, label }) => ({ id, label })),
        drawn: seeds.every(({ score }) => score === 0),
      };
    }
  }
  return seen;
}
