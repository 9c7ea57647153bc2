import { type BleuSettings, defaultOrder, smoothingValue } from "./bleu-score.ts";
import { type ChrfSettings, chrfDefaults } from "./chrf-score.ts";
import type { TokenPairs } from "./token-pairs.ts";

/** The definitions that BLEU and chrF follow, to nine decimals: sacrebleu of this version. */
const version = "version:2.6.0";

/** The references of the pairs, or how many each pair has, or "var" where they have not as many. */
export type CountedReferences = readonly (readonly unknown[])[] | number | "var";

/** How many references the pairs have: a number, or `var`. */
function referenceCount(references: CountedReferences): string {
  if (typeof references !== "object") {
    return String(references);
  }
  const counts = new Set(references.map(({ length }) => length));
  return counts.size === 1 ? String([...counts][0]) : "var";
}

/** What a signature says of tokens. */
export interface SignedTokens extends Pick<TokenPairs, "lowercase" | "tokenizer"> {
  readonly references: CountedReferences;
}

/**
 * sacrebleu's signature, by which others can repeat a score. Two things go beyond it: orders other than 4, which sacrebleu
 * leaves unsaid, are named as `order`, and `tok` may be a tokenizer that sacrebleu lacks.
 *
 * @example bleuSignature(pairs) // "nrefs:1|case:mixed|eff:no|tok:zh|smooth:exp|version:2.6.0"
 */
export function bleuSignature(
  { references, lowercase, tokenizer }: SignedTokens,
  { order = defaultOrder, smoothing = { method: "exp" }, effectiveOrder = false }: BleuSettings = {},
): string {
  const value = smoothingValue(smoothing);
  return [
    `nrefs:${referenceCount(references)}`,
    `case:${lowercase ? "lc" : "mixed"}`,
    `eff:${effectiveOrder ? "yes" : "no"}`,
    `tok:${tokenizer}`,
    `smooth:${smoothing.method}${value === undefined ? "" : `[${value.toFixed(2)}]`}`,
    ...(order === defaultOrder ? [] : [`order:${order}`]),
    version,
  ].join("|");
}

/**
 * sacrebleu's signature of chrF; β other than 2 is named, which sacrebleu leaves to the metric's name.
 *
 * @example chrfSignature(pairs, { wordOrder: 2 }) // "nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0"
 */
export function chrfSignature(
  pairs: readonly { readonly references: readonly string[] }[] | Exclude<CountedReferences, readonly unknown[]>,
  settings: ChrfSettings = {},
): string {
  const { characterOrder, wordOrder, beta, lowercase, whiteSpace, epsilonSmoothing } = { ...chrfDefaults, ...settings };
  return [
    `nrefs:${referenceCount(typeof pairs === "object" ? pairs.map(({ references }) => references) : pairs)}`,
    `case:${lowercase ? "lc" : "mixed"}`,
    `eff:${epsilonSmoothing ? "no" : "yes"}`,
    `nc:${characterOrder}`,
    `nw:${wordOrder}`,
    `space:${whiteSpace ? "yes" : "no"}`,
    ...(beta === chrfDefaults.beta ? [] : [`beta:${beta}`]),
    version,
  ].join("|");
}

/**
 * What a ROUGE score was made with. The definition is rouge_score 0.1.2's, without its stemmer.
 *
 * @example rougeSignature(pairs) // "nrefs:1|case:mixed|tok:char|stem:no|definition:rouge_score-0.1.2"
 */
export function rougeSignature({ references, lowercase, tokenizer }: SignedTokens): string {
  const letterCase = lowercase ? "lc" : "mixed";
  return `nrefs:${referenceCount(references)}|case:${letterCase}|tok:${tokenizer}|stem:no|definition:rouge_score-0.1.2`;
}
