import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import { promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import { type Item, itemSchema, publishedKey } from "../records/item.ts";
import { createPassageSearch } from "../text/passage-search.ts";
import { defineRetriever, type OpenRetriever } from "./define.ts";

const settingsSchema = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe("Solved questions as Viva writes items (a run folder's or an import's items.jsonl); never tested ones."),
  count: z.int().min(1).max(64).default(3).describe("Solved questions put beside each question at most."),
  choose: z
    .enum(["nearest", "random"])
    .default("nearest")
    .describe("By BM25 between the stems, or drawn at random for each question."),
  explained: z
    .boolean()
    .default(false)
    .describe("Whether each comes with its explanation, for reasons to be imitated."),
  seed: z.int().default(1).describe("Of the random draw: another number draws others."),
});

/** A run folder's line also says which exam the item belongs to. */
const lineSchema = itemSchema.extend({ exam: z.string().exactOptional() });

/**
 * Worked examples that differ from question to question, which a study's `fewShot` does not give. A question is never given
 * its own solution: examples with its id or, but for case, punctuation and spaces, its stem are passed over.
 */
export default defineRetriever({
  name: "solved-examples",
  description: "Solved questions of a train file, the nearest by BM25 or drawn at random, with or without explanations",
  source: "Liu et al. 2022, arXiv 2101.06804 (nearest examples); Robertson and Zaragoza 2009 (BM25)",
  languages: "any",
  readsOptions: false,
  settings: settingsSchema,
  files: ({ path }, { resolvePath }) => [resolvePath(path)],
  open: async (settings, { resolvePath }): Promise<OpenRetriever> => {
    const pool = await readSolved(resolvePath(settings.path), settings.explained);
    const texts = pool.map((item) => solvedText(item, settings.explained));
    const stems = pool.map((item) => plainText(stemOf(item)));
    const serves = (at: number, item: Item, stem: string): boolean => pool[at]?.id !== item.id && stems[at] !== stem;
    const passage = (at: number, score: number) => ({
      id: pool[at]?.id ?? "",
      text: texts[at] ?? "",
      score,
      source: settings.path,
    });
    if (settings.choose === "random") {
      return {
        retrieve: (item) => {
          const random = randomStream(settings.seed, "solved-examples", item.id);
          const stem = plainText(stemOf(item));
          const left = Array.from(pool.keys()).filter((at) => serves(at, item, stem));
          const drawn: number[] = [];
          while (drawn.length < settings.count && left.length > 0) {
            const place = random.integer(left.length);
            const [at] = left.splice(place, 1);
            drawn.push(at ?? 0);
          }
          return drawn.map((at) => passage(at, 0));
        },
      };
    }
    const search = await createPassageSearch(
      pool.map((item, at) => ({ id: String(at), text: stemOf(item), source: settings.path })),
    );
    return {
      retrieve: (item) => {
        const stem = plainText(stemOf(item));
        return search
          .search(stemOf(item), settings.count + pool.length - new Set(stems).size + 2)
          .map(({ passage: { id }, score }) => ({ at: Number(id), score }))
          .filter(({ at }) => serves(at, item, stem))
          .slice(0, settings.count)
          .map(({ at, score }) => passage(at, score));
      },
    };
  },
});

/** Items that show an answer, and where explanations are wanted an explanation. Throws DATASET_ROW_INVALID for a line that is no item. */
async function readSolved(path: string, explained: boolean): Promise<Item[]> {
  const pool: Item[] = [];
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const parsed = lineSchema.safeParse(parseJsonLine(line, path));
      if (!parsed.success) {
        throw new DataError("DATASET_ROW_INVALID", `not an item: ${z.prettifyError(parsed.error)}`, {
          place: { file: path, line: line.number },
        });
      }
      const { exam: _, ...item } = parsed.data;
      const hasAnswer = item.options.length > 0 && publishedKey(item).length > 0 && item.annulled === undefined;
      if (hasAnswer && (!explained || (item.references[0] ?? "") !== "")) {
        pool.push(item);
      }
    }
  }
  return pool;
}

function stemOf({ stem, group }: Item): string {
  return group?.kind === "shared-stem" && group.text !== "" ? `${group.text}\n${stem}` : stem;
}

function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function solvedText(item: Item, explained: boolean): string {
  const { question, options, answerPrefix } = promptTexts[promptLanguageOf(item.language)];
  const label = (at: number): string => String.fromCharCode(65 + at);
  const key = publishedKey(item);
  const labels = item.options.flatMap(({ id }, at) => (key.includes(id) ? [label(at)] : [])).join("");
  return [
    `${question} ${stemOf(item)}`,
    `${options} ${item.options.map(({ text }, at) => `${label(at)}. ${text}`).join("; ")}`,
    ...(explained ? [item.references[0] ?? ""] : []),
    `${answerPrefix}${labels}`,
  ].join("\n");
}
