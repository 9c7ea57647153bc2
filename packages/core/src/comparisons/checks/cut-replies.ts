import { parseJsonLine, readLines } from "../../base/lines.ts";
import { loadPlugin } from "../../base/plugin.ts";
import { catalog } from "../../extractors/catalog.ts";
import type { ConfiguredExtractor } from "../../extractors/define.ts";
import type { Answer, Reading } from "../../records/answer.ts";
import type { Item } from "../../records/item.ts";
import type { Prompt } from "../../records/prompt.ts";
import { readJournal } from "../../runs/journal.ts";
import { parseCompletionLine } from "../../runs/journal-entry.ts";
import { type AnyPlugin, addedOf } from "../../runs/plugins.ts";
import { runFile } from "../../runs/run-files.ts";
import { scaledMark } from "../../runs/scaled-mark.ts";
import type { RunRecord, Specification } from "../../runs/specification.ts";
import { placeOf } from "../../runs/walk.ts";
import type { ConfiguredScorer } from "../../scorers/define.ts";
import { headlineScorers } from "../headline-scorers.ts";
import type { RunItems } from "../run-items.ts";
import { cutCompletion } from "./cut-completion.ts";

/** Tokens after which replies are cut where nobody says otherwise. */
export const usualTokenLimits: readonly number[] = [64, 256, 1024];

/** What one extractor reads out of one model's replies, cut at one limit. */
export interface CutReading {
  readonly extractor: string;
  /** Tokens; null for the replies as they came. */
  readonly limit: number | null;
  /** Mean points, 0–1, of each item over all its replies, and over those that chose an option; NaN without one. */
  readonly posed: Float64Array;
  readonly readable: Float64Array;
}

/** One model's replies to the items as published, under one way of asking, cut at several limits. */
export interface CutCell {
  readonly exam: string;
  readonly arm: string;
  readonly model: string;
  readonly replies: number;
  /** Replies whose tokens are not known: they cannot be cut. */
  readonly uncounted: number;
  /** Limit → replies that are longer. */
  readonly longer: ReadonlyMap<number, number>;
  /** The run's own extractor first, under each the replies as they came and then the limits in rising order. */
  readonly readings: readonly CutReading[];
}

/** What a run's replies are cut and read with. */
export interface CutRepliesOptions {
  /** Tokens, above 0; default `usualTokenLimits`. */
  readonly limits?: readonly number[];
  /** A person's own extractors and scorers, where the run used some. */
  readonly plugins?: readonly AnyPlugin[];
}

/**
 * Read every reply of a run anew, as it came and as if it had been cut off after so many tokens, by every extractor of
 * the study, and mark it by the exam's first scorer. Nothing is asked. Only the items as published.
 *
 * Throws PLUGIN_UNKNOWN for a person's own extractor or scorer that was not given, and JOURNAL_CORRUPT.
 */
export async function readCutReplies(
  folder: string,
  { specification }: RunRecord,
  items: ReadonlyMap<string, RunItems>,
  { limits = usualTokenLimits, plugins = [] }: CutRepliesOptions = {},
): Promise<readonly CutCell[]> {
  const extractors = await extractorsOf(specification, plugins);
  const scorers = await headlineScorers(specification, plugins);
  const rising = [...new Set(limits)].sort((a, b) => a - b);
  const texts = await itemsOf(folder);
  const promptOf = await promptsOf(folder);
  const cells = new Map<string, OpenCell>();
  const journal = readJournal(runFile(folder, "completions"));
  const path = runFile(folder, "answers");
  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const answer = parseJsonLine(line, path) as Answer;
        const own = items.get(answer.exam);
        const place = own?.placeOf.get(answer.itemId);
        const item = texts.get(answer.exam)?.get(answer.itemId);
        const scorer = scorers.get(answer.exam);
        const entry = answer.perturbation === "none" ? journal.index.find(placeOf(answer)) : null;
        if (own === undefined || place === undefined || item === undefined || scorer === undefined || entry === null) {
          continue;
        }
        const reply = parseCompletionLine(journal.read(entry), runFile(folder, "completions"));
        const prompt = promptOf(reply.promptHash);
        if (prompt !== undefined) {
          const key = JSON.stringify([answer.exam, answer.arm, answer.model]);
          const cell = cells.get(key) ?? new OpenCell(answer, own.itemIds.length, extractors, rising);
          cells.set(key, cell);
          cell.add(reply, prompt, item, place, scorer);
        }
      }
    }
  } finally {
    await journal.close();
  }
  return [...cells.values()].map((cell) => cell.close());
}

interface NamedExtractor {
  readonly name: string;
  readonly configured: ConfiguredExtractor;
}

async function extractorsOf(specification: Specification, plugins: readonly AnyPlugin[]): Promise<NamedExtractor[]> {
  const { extractor, otherExtractors = [] } = specification as unknown as {
    readonly extractor: { readonly use: string; readonly settings: unknown };
    readonly otherExtractors?: readonly { readonly use: string; readonly settings: unknown }[];
  };
  return await Promise.all(
    [extractor, ...otherExtractors].map(async ({ use, settings }) => {
      const plugin = await loadPlugin("extractor", catalog, use, addedOf(plugins, "extractor"));
      return { name: use, configured: plugin.configure(settings) };
    }),
  );
}

/** Sums over the replies to each item, of all of them and of those that chose. */
interface Sums {
  readonly points: Float64Array;
  readonly replies: Int32Array;
  readonly chosenPoints: Float64Array;
  readonly chosen: Int32Array;
}

class OpenCell {
  readonly #address: Pick<CutCell, "exam" | "arm" | "model">;
  readonly #extractors: readonly NamedExtractor[];
  /** Null first: the replies as they came. */
  readonly #limits: readonly (number | null)[];
  readonly #longer = new Map<number, number>();
  /** By extractor and limit. */
  readonly #sums: readonly (readonly Sums[])[];
  #replies = 0;
  #uncounted = 0;

  constructor(
    { exam, arm, model }: Pick<CutCell, "exam" | "arm" | "model">,
    nItems: number,
    extractors: readonly NamedExtractor[],
    limits: readonly number[],
  ) {
    this.#address = { exam, arm, model };
    this.#extractors = extractors;
    this.#limits = [null, ...limits];
    this.#sums = extractors.map(() =>
      this.#limits.map(() => ({
        points: new Float64Array(nItems),
        replies: new Int32Array(nItems),
        chosenPoints: new Float64Array(nItems),
        chosen: new Int32Array(nItems),
      })),
    );
  }

  add(
    reply: ReturnType<typeof parseCompletionLine>,
    prompt: Prompt,
    item: Item,
    place: number,
    scorer: ConfiguredScorer,
  ): void {
    this.#replies += 1;
    const cuts = this.#limits.map((limit) => (limit === null ? reply : cutCompletion(reply, limit)));
    if (cuts.includes(null)) {
      this.#uncounted += 1;
      return;
    }
    for (const [at, limit] of this.#limits.entries()) {
      if (limit !== null && cuts[at] !== reply) {
        this.#longer.set(limit, (this.#longer.get(limit) ?? 0) + 1);
      }
    }
    for (const [which, { configured }] of this.#extractors.entries()) {
      const whole = configured.extract(reply, prompt);
      for (const [at, cut] of cuts.entries()) {
        const sums = this.#sums[which]?.[at];
        if (sums !== undefined && cut !== null) {
          addMark(sums, place, cut === reply ? whole : configured.extract(cut, prompt), item, scorer);
        }
      }
    }
  }

  close(): CutCell {
    const mean = (sum: Float64Array, counts: Int32Array): Float64Array =>
      sum.map((points, place) => points / (counts[place] ?? 0));
    return {
      ...this.#address,
      replies: this.#replies,
      uncounted: this.#uncounted,
      longer: this.#longer,
      readings: this.#extractors.flatMap(({ name }, which) =>
        this.#limits.flatMap((limit, at) => {
          const sums = this.#sums[which]?.[at];
          return sums === undefined
            ? []
            : [
                {
                  extractor: name,
                  limit,
                  posed: mean(sums.points, sums.replies),
                  readable: mean(sums.chosenPoints, sums.chosen),
                },
              ];
        }),
      ),
    };
  }
}

function addMark(sums: Sums, place: number, reading: Reading, item: Item, scorer: ConfiguredScorer): void {
  const { points } = scaledMark(scorer.score(reading, item));
  if (Number.isNaN(points)) {
    return;
  }
  sums.points[place] = (sums.points[place] ?? 0) + points;
  sums.replies[place] = (sums.replies[place] ?? 0) + 1;
  if (reading.status === "chosen") {
    sums.chosenPoints[place] = (sums.chosenPoints[place] ?? 0) + points;
    sums.chosen[place] = (sums.chosen[place] ?? 0) + 1;
  }
}

async function itemsOf(folder: string): Promise<ReadonlyMap<string, ReadonlyMap<string, Item>>> {
  const path = runFile(folder, "items");
  const exams = new Map<string, Map<string, Item>>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
      const ofExam = exams.get(exam) ?? new Map<string, Item>();
      exams.set(exam, ofExam.set(item.id, item));
    }
  }
  return exams;
}

/** Where a prompt's line names its hash. */
const hashAt = '{"hash":"'.length;
const hashDigits = 32;

/** Prompts by hash. Kept as text: there are as many as questions and ways of asking, and each is looked at once or twice. */
async function promptsOf(folder: string): Promise<(hash: string) => Prompt | undefined> {
  const path = runFile(folder, "prompts");
  const texts = new Map<string, string>();
  for await (const lines of readLines(path)) {
    for (const { text } of lines) {
      texts.set(text.slice(hashAt, hashAt + hashDigits), text);
    }
  }
  let last: Prompt | undefined;
  return (hash) => {
    const text = texts.get(hash);
    if (text !== undefined && last?.hash !== hash) {
      last = JSON.parse(text) as Prompt;
    }
    return text === undefined ? undefined : last;
  };
}
