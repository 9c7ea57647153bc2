import type { Prompt } from "../../records/prompt.ts";

const optionTexts: Readonly<Record<string, readonly string[]>> = {
  en: ["High ferritin", "Low ferritin", "High haptoglobin", "Low vitamin B12"],
  zh: ["铁蛋白升高", "铁蛋白降低", "结合珠蛋白升高", "维生素B12降低"],
  es: ["Ferritina alta", "Ferritina baja", "Haptoglobina alta", "Vitamina B12 baja"],
  pt: ["Ferritina alta", "Ferritina baixa", "Haptoglobina alta", "Vitamina B12 baixa"],
};

/** A prompt with four options in a language, under these labels; no labels: none are shown. */
export function promptIn(language: string, labels: readonly string[] = ["A", "B", "C", "D"]): Prompt {
  return {
    messages: [{ role: "user", content: "?" }],
    labels: labels.map((label, index) => ({
      label,
      optionId: `option-${index}`,
      text: optionTexts[language]?.[index] ?? `option ${index}`,
    })),
    answerForm: "label",
    choose: "any",
    language,
    hash: "0".repeat(32),
  };
}
