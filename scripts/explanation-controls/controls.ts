import { randomStream } from "../../packages/core/src/base/random.ts";
import { corpusBleu } from "../../packages/core/src/text/bleu.ts";
import { corpusChrf } from "../../packages/core/src/text/chrf.ts";
import { cmexamTextScores } from "../../packages/core/src/text/cmexam-text-scores.ts";
import { distinctNgrams, repetitionRate } from "../../packages/core/src/text/distinct-ngrams.ts";
import { languageObedience } from "../../packages/core/src/text/language-obedience.ts";
import { lengthRatio } from "../../packages/core/src/text/length-ratio.ts";
import type { MetricTokenizer } from "../../packages/core/src/text/metric-tokenizer.ts";
import { rougeNgrams, rougeSubsequence } from "../../packages/core/src/text/rouge.ts";
import type { RougeScore } from "../../packages/core/src/text/rouge-score.ts";
import { rougeSummary } from "../../packages/core/src/text/rouge-summary.ts";
import { type TextPair, tokenizePairs } from "../../packages/core/src/text/token-pairs.ts";
import { tokenizeCharacters } from "../../packages/core/src/text/tokenize-characters.ts";
import { createMetricWordTokenizer } from "../../packages/core/src/text/tokenize-chinese-words.ts";

/** What is said instead of each explanation. */
export const controls = ["itself", "neighbour's", "first half", "words in random order"] as const;

export type Control = (typeof controls)[number];

/** Scores of all explanations by metric: BLEU, ROUGE and chrF 0–100, the others 0–1; null where there is none. */
export type ControlScores = Readonly<Record<string, number | null>>;

/**
 * How the text metrics answer to changes whose effect theory tells: Chinese explanations against themselves, their
 * neighbour's, their first half and their own words in random order.
 *
 * @param explanations At least two.
 */
export async function measureControls(
  explanations: readonly string[],
): Promise<Readonly<Record<Control, ControlScores>>> {
  const words = await createMetricWordTokenizer();
  const scriptWords = await createMetricWordTokenizer({ medical: false, keepWhiteSpace: true });
  const measured = (control: Control): ControlScores => {
    // Moved words are kept apart by blanks where words are measured, so that they are cut as before.
    const pairs = pairsOf(explanations, replies(control, explanations, words, ""));
    const spaced = pairsOf(explanations, replies(control, explanations, words, " "));
    const characters = tokenizePairs(pairs, tokenizeCharacters);
    const script = cmexamTextScores(
      pairs.map(({ hypothesis, references: [reference = null] }) => ({ reply: hypothesis, reference })),
      { script: "gpt", words: scriptWords },
    );
    return {
      ...overTokens(pairs, tokenizeCharacters, "characters"),
      ...overTokens(spaced, words, "words"),
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
      "language obedience": mean(pairs.map(({ hypothesis }) => languageObedience(hypothesis, "zh"))),
    };
  };
  return {
    itself: measured("itself"),
    "neighbour's": measured("neighbour's"),
    "first half": measured("first half"),
    "words in random order": measured("words in random order"),
  };
}

/** @param between What stands between words that were moved. */
function replies(
  control: Control,
  explanations: readonly string[],
  words: MetricTokenizer,
  between: string,
): readonly string[] {
  switch (control) {
    case "itself":
      return explanations;
    case "neighbour's":
      return explanations.map((_, at) => explanations[(at + 1) % explanations.length] ?? "");
    case "first half":
      return explanations.map((text) => {
        const characters = tokenizeCharacters.tokens(text);
        return characters.slice(0, Math.ceil(characters.length / 2)).join("");
      });
    case "words in random order":
      return explanations.map((text, at) =>
        randomStream("explanation-controls", at).shuffled(words.tokens(text)).join(between),
      );
  }
}

function pairsOf(explanations: readonly string[], said: readonly string[]): TextPair[] {
  return explanations.map((reference, at) => ({ hypothesis: said[at] ?? "", references: [reference] }));
}

function overTokens(pairs: readonly TextPair[], tokenizer: MetricTokenizer, name: string): ControlScores {
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
}

function meanF(scores: readonly RougeScore[] | undefined): number {
  return 100 * mean((scores ?? []).map(({ fMeasure }) => fMeasure));
}

function mean(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
