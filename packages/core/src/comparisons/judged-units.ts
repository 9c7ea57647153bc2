import { createDictionary } from "../base/growable.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import type { Judgement, JudgementLine } from "../records/judgement.ts";
import { runFile } from "../runs/run-files.ts";

/** A reply that was judged. */
export interface JudgedUnit {
  readonly callId: string;
  readonly itemId: string;
  readonly model: string;
  readonly repeat: number;
  /** Items of one group are one cluster. */
  readonly cluster: number;
  /** Characters of the reply. */
  readonly length: number;
  /** Judge → what it says. */
  readonly judgements: ReadonlyMap<string, Judgement>;
}

/** The judged replies of one scorer, one exam and way of asking, on the items as published. */
export interface JudgedReplySet {
  readonly exam: string;
  readonly arm: string;
  readonly scorer: string;
  /** In the order in which they first judge. */
  readonly judges: readonly string[];
  readonly units: readonly JudgedUnit[];
}

/** The cluster of every item of a run: a group's items are one, whatever their exam's other items are. */
export async function readItemClusters(folder: string): Promise<(exam: string, itemId: string) => number> {
  const clusters = createDictionary();
  const ofItem = new Map<string, number>();
  const path = runFile(folder, "items");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, id, group } = parseJsonLine(line, path) as Pick<Item, "id" | "group"> & { readonly exam: string };
      const name = group === undefined ? `i${id}` : `g${group.id}`;
      ofItem.set(`${exam}\u0000${id}`, clusters.code(`${exam}\u0000${name}`));
    }
  }
  return (exam, itemId) => ofItem.get(`${exam}\u0000${itemId}`) ?? -1;
}

/** Read judgements.jsonl: memory grows with the judgements. Perturbed questions are left out. */
export async function readJudgedReplies(
  folder: string,
  clusterOf: (exam: string, itemId: string) => number,
): Promise<readonly JudgedReplySet[]> {
  interface OpenSet extends JudgedReplySet {
    readonly judges: string[];
    readonly units: JudgedUnit[];
  }
  const sets = new Map<string, OpenSet>();
  let lastKey = "";
  let judgements = new Map<string, Judgement>();
  const path = runFile(folder, "judgements");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const read = parseJsonLine(line, path) as JudgementLine;
      const { exam, arm, scorer, callId, itemId, model, repeat, length, perturbation } = read;
      if (perturbation !== "none") {
        continue;
      }
      const key = `${exam}\u0000${arm}\u0000${scorer}`;
      const set: OpenSet = sets.get(key) ?? { exam, arm, scorer, judges: [], units: [] };
      sets.set(key, set);
      const { judge, form, scale, values, points } = read;
      if (!set.judges.includes(judge)) {
        set.judges.push(judge);
      }
      // The judges of a reply stand one after the other.
      const unitKey = `${key}\u0000${callId}`;
      if (lastKey !== unitKey) {
        lastKey = unitKey;
        judgements = new Map();
        const cluster = clusterOf(exam, itemId);
        set.units.push({ callId, itemId, model, repeat, cluster, length, judgements });
      }
      judgements.set(judge, { judge, form, scale, values, points });
    }
  }
  return [...sets.values()];
}
