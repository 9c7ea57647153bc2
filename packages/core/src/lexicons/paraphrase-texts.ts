/** What a paraphrasing model is told, and the words whose number a paraphrase must not change. */
export interface ParaphraseTexts {
  /** Before the question; `{style}` is filled in. */
  readonly instruction: string;
  readonly styles: { readonly formal: string; readonly plain: string; readonly reordered: string };
  /** Words that deny, at their stems; a paraphrase denies as often as its source. */
  readonly denials: readonly string[];
}

/** By language. Source: Viva. */
export const paraphraseTexts: Readonly<Record<string, ParaphraseTexts>> = {
  en: {
    instruction:
      "Rewrite the exam question below {style}. Keep every fact, number, unit, drug, abbreviation and denial, and ask for exactly the same thing. Do not answer it, do not explain anything and do not mention answer options. Reply with the rewritten question alone.",
    styles: {
      formal: "in formal clinical language",
      plain: "in plain, simple sentences",
      reordered: "with the facts in another order and other sentence structure",
    },
    denials: [
      "not",
      "no",
      "n't",
      "never",
      "without",
      "denies",
      "denied",
      "except",
      "least",
      "incorrect",
      "false",
      "absent",
      "absence",
      "neither",
      "nor",
      "unlikely",
      "contraindicated",
    ],
  },
  zh: {
    instruction:
      "请{style}改写下面的考题。保留所有事实、数字、单位、药名、缩写和否定，所问内容必须完全相同。不要作答，不要解释，不要提及选项。只回复改写后的题目。",
    styles: { formal: "用正式的临床语言", plain: "用浅显的短句", reordered: "调整叙述顺序和句式" },
    denials: ["不", "无", "未", "非", "没", "否认", "除外", "错误", "除了", "禁忌"],
  },
  es: {
    instruction:
      "Reescriba la pregunta de examen siguiente {style}. Conserve todos los datos, números, unidades, fármacos, siglas y negaciones, y pregunte exactamente lo mismo. No la responda, no explique nada y no mencione las opciones. Responda solo con la pregunta reescrita.",
    styles: {
      formal: "en lenguaje clínico formal",
      plain: "con frases sencillas",
      reordered: "con los datos en otro orden y otra estructura",
    },
    denials: [
      "no",
      "sin",
      "nunca",
      "ni",
      "niega",
      "excepto",
      "salvo",
      "incorrecta",
      "incorrecto",
      "falsa",
      "falso",
      "menos",
      "ausencia",
      "ausente",
      "ningún",
      "ninguna",
      "ninguno",
      "tampoco",
      "contraindicado",
      "contraindicada",
    ],
  },
};
