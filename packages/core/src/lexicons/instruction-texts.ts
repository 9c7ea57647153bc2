import type { PromptLanguage } from "./prompt-texts.ts";

/** Words that several instructions share, in one language. */
export interface InstructionTexts {
  /**
   * What a reply is to name, and how several are written: where options stand behind capital letters, behind small ones,
   * behind other labels, and where there are none.
   */
  readonly answer: Readonly<Record<"capitals" | "letters" | "labels" | "text", string>>;
  /**
   * What a reply may hold instead of an answer: one of the phrases by which a reader knows that a reply abstains
   * (`refusalPhrases`), and none that holds a letter of an option standing alone.
   */
  readonly abstention: string;
  /** Opens the line in which a reply gives its answer. */
  readonly lastLine: string;
  /** Says that an option is the answer when nothing more is known of it. */
  readonly plainReason: string;
  /** Names of the languages a reply can be asked in. */
  readonly languages: Readonly<Record<PromptLanguage, string>>;
}

/** Words that several instructions share, by language. Source: Viva. */
export const instructionTexts: Readonly<Record<PromptLanguage, InstructionTexts>> = {
  en: {
    answer: {
      capitals: "the letter of each correct option (if several, with nothing between them)",
      letters: 'the letter of each correct option (if several, separated by ", ")',
      labels: 'the label of each correct option (if several, separated by ", ")',
      text: "your answer in a few words",
    },
    abstention: "UNKNOWN",
    lastLine: "Final answer: ",
    plainReason: "It fits what the question describes better than anything else.",
    languages: { zh: "Chinese", en: "English", es: "Spanish", pt: "Portuguese" },
  },
  zh: {
    answer: {
      capitals: "每个正确选项的字母（如有多个，连写，中间不加任何符号）",
      letters: "每个正确选项的字母（如有多个，用“, ”隔开）",
      labels: "每个正确选项的标号（如有多个，用“, ”隔开）",
      text: "简短的答案",
    },
    abstention: "不知道",
    lastLine: "最终答案：",
    plainReason: "这与题目所述的情况最为符合。",
    languages: { zh: "中文", en: "英文", es: "西班牙文", pt: "葡萄牙文" },
  },
  es: {
    answer: {
      capitals: "la letra de cada opción correcta (si son varias, sin nada en medio)",
      letters: 'la letra de cada opción correcta (si son varias, separadas por ", ")',
      labels: 'la etiqueta de cada opción correcta (si son varias, separadas por ", ")',
      text: "su respuesta en pocas palabras",
    },
    abstention: "NO SÉ",
    lastLine: "Respuesta final: ",
    plainReason: "Es lo que mejor encaja con lo que describe la pregunta.",
    languages: { zh: "chino", en: "inglés", es: "español", pt: "portugués" },
  },
  pt: {
    answer: {
      capitals: "a letra de cada alternativa correta (se forem várias, sem nada no meio)",
      letters: 'a letra de cada alternativa correta (se forem várias, separadas por ", ")',
      labels: 'a etiqueta de cada alternativa correta (se forem várias, separadas por ", ")',
      text: "sua resposta em poucas palavras",
    },
    abstention: "NÃO SEI",
    lastLine: "Resposta final: ",
    plainReason: "É o que melhor se ajusta ao que a questão descreve.",
    languages: { zh: "chinês", en: "inglês", es: "espanhol", pt: "português" },
  },
};
