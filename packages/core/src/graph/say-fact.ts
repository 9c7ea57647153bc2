import { relationPhrases } from "../lexicons/relation-phrases.ts";
import { nameLanguageOf } from "./name-languages.ts";
import type { SeedStep } from "./seed.ts";

/**
 * A fact in words of a language; one whose relation has no words as `head — relation → tail`.
 *
 * @example sayFact("gout", "drug", "colchicine", "en") // "drug used in gout: colchicine"
 */
export function sayFact(head: string, relation: string, tail: string, language: string): string {
  const phrase = Object.hasOwn(relationPhrases, relation)
    ? relationPhrases[relation]?.[nameLanguageOf(language)]
    : undefined;
  return (phrase ?? `{head} — ${relation.replaceAll("{", "")} → {tail}`).replace(/\{(head|tail)\}/g, (_, part) =>
    part === "head" ? head : tail,
  );
}

/** The facts of a way in words, in the order they are walked, each as it is stated. */
export function sayPath(path: readonly SeedStep[], language: string): string {
  return path
    .map(({ from, relation, reversed, to }) =>
      reversed ? sayFact(to.label, relation, from.label, language) : sayFact(from.label, relation, to.label, language),
    )
    .join(nameLanguageOf(language) === "zh" ? "；" : "; ");
}
