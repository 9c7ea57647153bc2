import { writeFileSync } from "node:fs";
import { join } from "node:path";
import cmexam from "../../packages/core/src/datasets/cmexam.ts";
import { graphFromExplanations } from "../../packages/core/src/graph/medical-text-graph.ts";
import { buildGraphDatabase } from "../../packages/core/src/graph/open-graph.ts";
import { createTestedTexts } from "../../packages/core/src/graph/tested-texts.ts";
import type { Item } from "../../packages/core/src/records/item.ts";
import { selectItems } from "../../packages/core/src/runs/select-items.ts";
import { sentenceBreaks } from "../../packages/core/src/text/sentence-breaks.ts";

/** The published filter: five options, one key, an explanation of more than 30 characters. */
export const publishedFilter = { kind: ["single" as const], tags: { optionCount: "5" }, explanationOver: 30 };

/** How an exam is parted. */
export interface SplitOptions {
  /** A CSV file of CMExam. */
  readonly path: string;
  /** Folder for what the untested part gives: items, texts, graph. */
  readonly folder: string;
  /** Questions that are tested, drawn by the seed among those that pass the published filter. */
  readonly sample: number;
  readonly seed: number;
  /** Explanations that are read at most. */
  readonly mostTrain: number;
}

/** What became of the rows. */
export interface SplitCounts {
  readonly rows: number;
  /** Rows that give no item, by code of what is wrong. */
  readonly unusable: number;
  /** Items with exactly five options; of those with one key; of those with an explanation over 30 characters. */
  readonly fiveOptions: number;
  readonly oneKey: number;
  readonly explained: number;
  readonly tested: number;
  /** Untested items that are learnt from. */
  readonly train: number;
  /** Untested items passed over because their stem is a tested one's. */
  readonly copies: number;
  /** Explanations that stand in the corpus of texts, and those left out because a sentence repeats a tested item. */
  readonly texts: number;
  readonly textsLeftOut: number;
  /** Sentences the graph was made from, those left out, and facts. */
  readonly sentences: number;
  readonly sentencesLeftOut: number;
  readonly facts: number;
  readonly entities: number;
}

/**
 * Parts CMExam into tested questions and what may be learnt from, and makes of the second part `train-items.jsonl` (solved
 * examples), `texts.md` (explanations as passages) and `graph.sqlite`. Nothing that repeats a tested item gets into texts and
 * graph; a copy of a tested question gets into none.
 */
export async function splitExam({ path, folder, sample, seed, mostTrain }: SplitOptions): Promise<SplitCounts> {
  const configured = cmexam.configure({ path }, { resolvePath: (given) => given });
  const exam = { name: "cmexam", use: "cmexam", settings: { path }, configured };
  const tested: Item[] = [];
  for await (const item of selectItems(exam, { ...publishedFilter, sample }, seed)) {
    tested.push(item);
  }
  const isTested = new Set(tested.map(({ id }) => id));
  const testedStems = new Set(tested.map(({ stem }) => plain(stem)));
  const train: Item[] = [];
  const counts = { rows: 0, unusable: 0, fiveOptions: 0, oneKey: 0, explained: 0, copies: 0 };
  for await (const { item } of configured.load()) {
    counts.rows += 1;
    if (item === undefined) {
      counts.unusable += 1;
      continue;
    }
    const five = item.options.length === 5;
    const one = five && item.kind === "single";
    const explanation = item.references[0] ?? "";
    counts.fiveOptions += five ? 1 : 0;
    counts.oneKey += one ? 1 : 0;
    counts.explained += one && [...explanation].length > publishedFilter.explanationOver ? 1 : 0;
    if (isTested.has(item.id) || explanation.trim() === "" || train.length >= mostTrain) {
      continue;
    }
    if (testedStems.has(plain(item.stem))) {
      counts.copies += 1;
    } else {
      train.push(item);
    }
  }
  writeFileSync(join(folder, "train-items.jsonl"), train.map((item) => `${JSON.stringify(item)}\n`).join(""));
  const texts = textsApart(train, tested);
  writeFileSync(join(folder, "texts.md"), texts.join("\n\n"));
  const graph = await graphFromExplanations(train, tested, { atLeast: 2, ngram: 13, source: "explanations" });
  const built = await buildGraphDatabase(join(folder, "graph.sqlite"), [], graph.statements);
  const { ngram, nearDuplicate } = graph.counts.leftOut;
  return {
    ...counts,
    tested: tested.length,
    train: train.length,
    texts: texts.length,
    textsLeftOut: train.length - texts.length,
    sentences: graph.counts.sentences,
    sentencesLeftOut: ngram + nearDuplicate,
    facts: built.nTriples,
    entities: built.nEntities,
  };
}

/** Explanations of which no sentence repeats a tested item, each one paragraph. */
function textsApart(train: readonly Item[], tested: readonly Item[]): string[] {
  const held = createTestedTexts();
  for (const { stem, options, references } of tested) {
    held.add([stem, ...options.map(({ text }) => text), ...references].join("\n"));
  }
  return train.flatMap(({ references }) => {
    const text = (references[0] ?? "").replace(/\s*\n\s*/g, " ").trim();
    const breaks = [...sentenceBreaks(text), text.length];
    const sentences = breaks.map((end, at) => text.slice(at === 0 ? 0 : (breaks[at - 1] ?? 0) + 1, end));
    return sentences.some((sentence) => held.repeats(sentence) !== null) ? [] : [text];
  });
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
