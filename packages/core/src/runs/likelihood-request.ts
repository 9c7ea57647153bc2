import type { ItemKind } from "../records/item.ts";
import type { LikelihoodRequest } from "../records/likelihood.ts";
import type { Prompt } from "../records/prompt.ts";
import type { StudyLikelihood } from "./study.ts";

/** What stands before an answer, said without a question. */
const neutralPrompts: Readonly<Record<string, string>> = {
  en: "Answer:",
  es: "Respuesta:",
  pt: "Resposta:",
  zh: "答案：",
};

/**
 * What a model is asked for in a way of asking by likelihood; null where the question has no single right option or shows no
 * options, so that the likeliest of them is no answer. Options without labels are scored by their text.
 */
export function likelihoodRequest(
  { labels, language }: Prompt,
  kind: ItemKind,
  { of, unconditional }: StudyLikelihood,
): LikelihoodRequest | null {
  if (kind === "multiple" || kind === "free-text" || labels.length === 0) {
    return null;
  }
  const scored = of === "label" && labels.every(({ label }) => label !== "") ? "label" : "option-text";
  return {
    of: scored,
    continuations: labels.map(({ optionId, label, text }) => ({ optionId, text: scored === "label" ? label : text })),
    neutralPrompt: unconditional ? (neutralPrompts[language.split("-")[0] ?? ""] ?? neutralPrompts["en"] ?? "") : null,
  };
}
