import type { PromptLanguage } from "./prompt-texts.ts";

/** How what was looked up is put beside a question. */
export type Padding = "list" | "path" | "cloze" | "hedge";

/** The words around what is put beside a question, in one language. */
export interface PaddingTexts {
  readonly list: string;
  readonly path: string;
  readonly hedge: string;
  /** A skeleton to reason along: its heading, its first line, a line for each element at `{seed}`, and its last line. */
  readonly cloze: {
    readonly heading: string;
    readonly first: string;
    readonly each: string;
    readonly last: string;
  };
}

/** The words of every language. */
export const paddingTexts: Readonly<Record<PromptLanguage, PaddingTexts>> = {
  en: {
    list: "Clinical elements to think of:",
    path: "What is known around the question:",
    hedge: "Clinical elements that may or may not bear on the question; use them only where they are relevant:",
    cloze: {
      heading: "Before you answer, fill in the gaps of this line of reasoning:",
      first: "The findings that decide the question are: ____",
      each: "{seed}, seen against these findings: ____",
      last: "What follows for the answer: ____",
    },
  },
  zh: {
    list: "可供思考的临床要素：",
    path: "与本题相关的知识：",
    hedge: "以下临床要素与本题可能相关，也可能无关，仅在相关时参考：",
    cloze: {
      heading: "作答前，请先补全下面的推理框架：",
      first: "决定本题的关键表现：____",
      each: "结合上述表现考虑“{seed}”：____",
      last: "由此得出的结论：____",
    },
  },
  es: {
    list: "Elementos clínicos que conviene considerar:",
    path: "Lo que se sabe en torno a la pregunta:",
    hedge: "Elementos clínicos que pueden guardar relación con la pregunta o no; utilícelos solo si vienen al caso:",
    cloze: {
      heading: "Antes de responder, complete los huecos de este razonamiento:",
      first: "Los hallazgos que deciden la pregunta son: ____",
      each: "{seed}, a la luz de estos hallazgos: ____",
      last: "Lo que se sigue para la respuesta: ____",
    },
  },
  pt: {
    list: "Elementos clínicos a considerar:",
    path: "O que se sabe em torno da questão:",
    hedge: "Elementos clínicos que podem ou não ter relação com a questão; use-os apenas se forem pertinentes:",
    cloze: {
      heading: "Antes de responder, preencha as lacunas deste raciocínio:",
      first: "Os achados que decidem a questão são: ____",
      each: "{seed}, à luz desses achados: ____",
      last: "O que se segue para a resposta: ____",
    },
  },
};
