/**
 * Prints how the text metrics answer to changes whose effect theory tells, as a table for docs/text-metrics.md: the
 * explanations of CMExam's validation part in ../shared/data against themselves, their neighbour's, their first half and
 * their words in random order; says so where the file is missing.
 *
 *   node scripts/text-metrics-table.ts
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { randomStream } from "../packages/core/src/base/random.ts";
import cmexam from "../packages/core/src/datasets/cmexam.ts";
import { corpusBleu } from "../packages/core/src/text/bleu.ts";
import { corpusChrf } from "../packages/core/src/text/chrf.ts";
import { cmexamTextScores } from "../packages/core/src/text/cmexam-text-scores.ts";
import { distinctNgrams, repetitionRate } from "../packages/core/src/text/distinct-ngrams.ts";
import { languageObedience } from "../packages/core/src/text/language-obedience.ts";
import { lengthRatio } from "../packages/core/src/text/length-ratio.ts";
import type { MetricTokenizer } from "../packages/core/src/text/metric-tokenizer.ts";
import { rougeNgrams, rougeSubsequence } from "../packages/core/src/text/rouge.ts";
import type { RougeScore } from "../packages/core/src/text/rouge-score.ts";
import { rougeSummary } from "../packages/core/src/text/rouge-summary.ts";
import { type TextPair, tokenizePairs } from "../packages/core/src/text/token-pairs.ts";
import { tokenizeCharacters } from "../packages/core/src/text/tokenize-characters.ts";
import { createMetricWordTokenizer } from "../packages/core/src/text/tokenize-chinese-words.ts";

const path = fileURLToPath(new URL("../../shared/data/cmexam/val-part.csv", import.meta.url));
if (!existsSync(path)) {
  console.log(`${path} is missing: nothing to measure.`);
  process.exit(0);
}

const explanations: string[] = [];
for await (const { item } of cmexam.configure({ path }, { resolvePath: (given) => given }).load()) {
  const [explanation] = item?.references ?? [];
  if (explanation !== undefined && explanation.trim() !== "") {
    explanations.push(explanation);
  }
}

const words = await createMetricWordTokenizer();
const scriptWords = await createMetricWordTokenizer({ medical: false, keepWhiteSpace: true });

/**
 * What is said instead of each explanation, with what stands between words that were moved: blanks where words are
 * measured, so that they are cut as before, nothing elsewhere.
 */
const repliesWith = (between: string): Readonly<Record<string, readonly string[]>> => ({
  itself: explanations,
  "neighbour's": explanations.map((_, at) => explanations[(at + 1) % explanations.length] ?? ""),
  "first half": explanations.map((text) => {
    const characters = tokenizeCharacters.tokens(text);
    return characters.slice(0, Math.ceil(characters.length / 2)).join("");
  }),
  "words in random order": explanations.map((text, at) =>
    randomStream("text-metrics-table", at).shuffled(words.tokens(text)).join(between),
  ),
});

const mean = (values: readonly (number | null)[]): number => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};
const meanF = (scores: readonly RougeScore[] | undefined): number =>
  100 * mean((scores ?? []).map(({ fMeasure }) => fMeasure));

const pairsOf = (texts: readonly string[]): TextPair[] =>
  explanations.map((reference, at) => ({ hypothesis: texts[at] ?? "", references: [reference] }));

function measured(texts: readonly string[], spaced: readonly string[]): Record<string, number | null> {
  const over = (
    pairs: readonly TextPair[],
    tokenizer: MetricTokenizer,
    name: string,
  ): Record<string, number | null> => {
    const tokens = tokenizePairs(pairs, tokenizer);
    const [rouge1, rouge2] = rougeNgrams(tokens, 2);
    return {
      [`BLEU-1, ${name}`]: corpusBleu(tokens, { order: 1 })?.score ?? null,
      [`BLEU-4, ${name}`]: corpusBleu(tokens)?.score ?? null,
      [`ROUGE-1, ${name}`]: meanF(rouge1),
      [`ROUGE-2, ${name}`]: meanF(rouge2),
      [`ROUGE-L, ${name}`]: meanF(rougeSubsequence(tokens)),
      [`ROUGE-Lsum, ${name}`]: meanF(rougeSummary(pairs, tokenizer)),
    };
  };
  const pairs = pairsOf(texts);
  const characters = tokenizePairs(pairs, tokenizeCharacters);
  const script = cmexamTextScores(
    pairs.map(({ hypothesis, references: [reference = null] }) => ({ reply: hypothesis, reference })),
    { script: "gpt", words: scriptWords },
  );
  return {
    ...over(pairs, tokenizeCharacters, "characters"),
    ...over(pairsOf(spaced), words, "words"),
    "chrF of single characters": corpusChrf(pairs, { characterOrder: 1 }),
    chrF: corpusChrf(pairs),
    "CMExam's BLEU-1": script.bleu1,
    "CMExam's BLEU-4": script.bleu4,
    "CMExam's ROUGE-1": script.rouge1,
    "CMExam's ROUGE-2": script.rouge2,
    "CMExam's ROUGE-L": script.rougeL,
    "length ratio": lengthRatio(characters),
    "distinct-2": distinctNgrams(characters.hypotheses, 2),
    "repetition rate": mean(characters.hypotheses.map((tokens) => repetitionRate(tokens))),
    "language obedience": mean(texts.map((text) => languageObedience(text, "zh"))),
  };
}

const spaced = repliesWith(" ");
const columns = Object.entries(repliesWith("")).map(([name, texts]) => ({
  name,
  scores: measured(texts, spaced[name] ?? []),
}));
console.log(`${explanations.length} explanations.\n`);
console.log(`| metric | ${columns.map(({ name }) => name).join(" | ")} |`);
console.log(`| --- |${" --- |".repeat(columns.length)}`);
for (const metric of Object.keys(columns[0]?.scores ?? {})) {
  const values = columns.map(({ scores }) => {
    const value = scores[metric] ?? null;
    return value === null ? "–" : value > 1.5 || metric.includes("BLEU") ? value.toFixed(2) : value.toFixed(4);
  });
  console.log(`| ${metric} | ${values.join(" | ")} |`);
}
