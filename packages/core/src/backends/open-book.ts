import { z } from "zod";
import { readWhole } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import { shippedPath } from "../base/shipped.ts";
import { textFilesOf } from "../base/text-files.ts";
import type { PosedCall } from "../records/call.ts";
import { plainCompletion } from "../records/completion.ts";
import { createPassageSearch, type PassageSearch } from "../text/passage-search.ts";
import { splitPassages } from "../text/passages.ts";
import { answeringBackend, defineBackend } from "./define.ts";
import { replyChoosing, shownOptions } from "./shown-options.ts";

const settingsSchema = z.strictObject({
  corpus: z
    .string()
    .optional()
    .describe("Text or Markdown file, or a folder of them. Without it the small corpus shipped with the sample exam."),
  from: z
    .enum(["corpus", "prompt"])
    .default("corpus")
    .describe("Where it looks: in the corpus, or only in the passages that stand in its prompt."),
  temperature: z
    .number()
    .gt(0)
    .max(100)
    .optional()
    .describe(
      "Draw the one option instead of taking the best: with odds exp(score/temperature), another draw each repeat. Absent: the best.",
    ),
});

/** For multiple-answer items: options whose gain over the stem alone is at least this share of the best gain. */
const shareOfBest = 0.6;

export default defineBackend({
  name: "open-book",
  description:
    "Looks each option up beside the stem (BM25) and takes the one a text supports best; it knows no medicine",
  source: "The information-retrieval solver of ARC, Clark et al. 2018, arXiv 1803.05457, with BM25+ scores",
  needsNetwork: false,
  readsItem: true,
  settings: settingsSchema,
  files: ({ corpus, from }, { resolvePath }) =>
    from === "prompt"
      ? []
      : textFilesOf(corpus === undefined ? shippedPath("exams/viva-sample/corpus") : resolvePath(corpus)),
  parameters: ({ from, temperature }) => ({ from, ...(temperature === undefined ? {} : { temperature }) }),
  open: async ({ corpus, from, temperature = 0 }, { resolvePath }) => {
    if (from === "prompt") {
      // Repeats of a question stand side by side, with the same passages.
      let last: { readonly passages: readonly string[]; readonly search: Promise<PassageSearch> } | null = null;
      const searchIn = (passages: readonly string[]): Promise<PassageSearch> => {
        if (last?.passages !== passages) {
          const texts = passages.map((text, index) => ({ id: String(index), text, source: "prompt" }));
          last = { passages, search: createPassageSearch(texts) };
        }
        return last.search;
      };
      return {
        complete: async (posed) => {
          const reply = bestReply(posed, await searchIn(posed.passages), temperature);
          return { status: "completed", completion: plainCompletion(reply), attempts: [] };
        },
        close: () => Promise.resolve(),
      };
    }
    const files = textFilesOf(corpus === undefined ? shippedPath("exams/viva-sample/corpus") : resolvePath(corpus));
    const search = await createPassageSearch(files.flatMap((file) => splitPassages(readWhole(file), file)));
    return answeringBackend((posed) => plainCompletion(bestReply(posed, search, temperature)));
  },
});

/** What it answers; "" when no passage shares a word with any option, or none is shown. */
function bestReply(posed: PosedCall, search: PassageSearch, temperature: number): string {
  const { item } = posed.variant;
  const stem = `${item.group?.kind === "shared-stem" ? `${item.group.text}\n` : ""}${item.stem}`;
  const scored = shownOptions(posed).map((option) => ({
    option,
    score: search.search(`${stem}\n${option.text}`, 1)[0]?.score ?? 0,
  }));
  const alone = search.search(stem, 1)[0]?.score ?? 0;
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best === 0) {
    return "";
  }
  if (item.kind !== "multiple") {
    const first =
      temperature === 0 ? scored.findIndex(({ score }) => score === best) : drawn(posed, scored, best, temperature);
    return replyChoosing(scored.slice(first, first + 1).map(({ option }) => option));
  }
  const threshold = alone + (best - alone) * shareOfBest;
  return replyChoosing(scored.filter(({ score }) => score >= threshold).map(({ option }) => option));
}

/** The place of an option drawn by the call's seed: each repeat draws anew, and order and subset of items change no draw. */
function drawn(
  { call }: PosedCall,
  scored: readonly { readonly score: number }[],
  best: number,
  temperature: number,
): number {
  const odds = scored.map(({ score }) => Math.exp((score - best) / temperature));
  const total = odds.reduce((sum, one) => sum + one, 0);
  let left = randomStream(call.seed, "open-book", call.variantId, call.arm).fraction() * total;
  const place = odds.findIndex((one) => {
    left -= one;
    return left < 0;
  });
  return place < 0 ? odds.length - 1 : place;
}
