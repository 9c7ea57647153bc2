import type { PromptLanguage } from "./prompt-texts.ts";

/** The six forms of input and answer that CMExam's templates have. */
export type CmexamTemplate = 1 | 2 | 3 | 4 | 5 | 6;

/** The words of CMExam's templates in one language; every label ends in an ASCII colon. */
export interface CmexamTexts {
  readonly question: string;
  readonly options: string;
  readonly answer: string;
  readonly explanation: string;
  /** Line after which the fine-tuned models' reply begins. */
  readonly reply: string;
  /** Stands between the texts of several correct options in a worked example. */
  readonly between: string;
  /**
   * What each template asks for, in our own words: the published templates have labels only. `{label}` stands for
   * "letter" or "label", whichever the options have.
   */
  readonly instructions: Readonly<Record<CmexamTemplate, string>>;
}

/** The Chinese labels are the published ones, the others say the same. */
export const cmexamTexts: Readonly<Record<PromptLanguage, CmexamTexts>> = {
  zh: {
    question: "问题:",
    options: "选项:",
    answer: "答案:",
    explanation: "解释:",
    reply: "### 回答:",
    between: "；",
    instructions: {
      1: "请回答下面的医学考试题，正确选项可能有一个，也可能有多个。请写“答案:”，后接全部正确选项的{label}。",
      2: "请回答下面的医学考试题，正确选项可能有一个，也可能有多个。请写“答案:”，后接全部正确选项的{label}和内容。",
      3: "请说明下面这道医学考试题中哪些选项正确、为什么。请写“解释:”，后接你的说明。",
      4: "请回答下面的医学考试题，正确选项可能有一个，也可能有多个。先写“答案:”，后接全部正确选项的{label}和内容；再另起一行写“解释:”，后接你的说明。",
      5: "请回答下面的医学考试题。请写“答案:”，后接答案内容。",
      6: "请回答下面的医学考试题。先写“答案:”，后接答案内容；再另起一行写“解释:”，后接你的说明。",
    },
  },
  en: {
    question: "Question:",
    options: "Options:",
    answer: "Answer:",
    explanation: "Explanation:",
    reply: "### Response:",
    between: "; ",
    instructions: {
      1: 'Answer the following medical examination question. One option or several options may be correct. Write "Answer:" followed by the {label} of each correct option.',
      2: 'Answer the following medical examination question. One option or several options may be correct. Write "Answer:" followed by the {label} and the text of each correct option.',
      3: 'Explain which options of the following medical examination question are correct, and why. Write "Explanation:" followed by your explanation.',
      4: 'Answer the following medical examination question. One option or several options may be correct. First write "Answer:" followed by the {label} and the text of each correct option, then on a new line "Explanation:" followed by your explanation.',
      5: 'Answer the following medical examination question. Write "Answer:" followed by the answer.',
      6: 'Answer the following medical examination question. First write "Answer:" followed by the answer, then on a new line "Explanation:" followed by your explanation.',
    },
  },
  es: {
    question: "Pregunta:",
    options: "Opciones:",
    answer: "Respuesta:",
    explanation: "Explicación:",
    reply: "### Contestación:",
    between: "; ",
    instructions: {
      1: 'Responda a la siguiente pregunta de un examen de medicina. Puede haber una o varias opciones correctas. Escriba "Respuesta:" seguido de la {label} de cada opción correcta.',
      2: 'Responda a la siguiente pregunta de un examen de medicina. Puede haber una o varias opciones correctas. Escriba "Respuesta:" seguido de la {label} y el texto de cada opción correcta.',
      3: 'Explique qué opciones de la siguiente pregunta de un examen de medicina son correctas y por qué. Escriba "Explicación:" seguido de su explicación.',
      4: 'Responda a la siguiente pregunta de un examen de medicina. Puede haber una o varias opciones correctas. Escriba primero "Respuesta:" seguido de la {label} y el texto de cada opción correcta y después, en otra línea, "Explicación:" seguido de su explicación.',
      5: 'Responda a la siguiente pregunta de un examen de medicina. Escriba "Respuesta:" seguido de la respuesta.',
      6: 'Responda a la siguiente pregunta de un examen de medicina. Escriba primero "Respuesta:" seguido de la respuesta y después, en otra línea, "Explicación:" seguido de su explicación.',
    },
  },
  pt: {
    question: "Questão:",
    options: "Alternativas:",
    answer: "Resposta:",
    explanation: "Explicação:",
    reply: "### Resposta:",
    between: "; ",
    instructions: {
      1: 'Responda à seguinte questão de uma prova de medicina. Pode haver uma ou várias alternativas corretas. Escreva "Resposta:" seguido da {label} de cada alternativa correta.',
      2: 'Responda à seguinte questão de uma prova de medicina. Pode haver uma ou várias alternativas corretas. Escreva "Resposta:" seguido da {label} e do texto de cada alternativa correta.',
      3: 'Explique quais alternativas da seguinte questão de uma prova de medicina estão corretas e por quê. Escreva "Explicação:" seguido da sua explicação.',
      4: 'Responda à seguinte questão de uma prova de medicina. Pode haver uma ou várias alternativas corretas. Escreva primeiro "Resposta:" seguido da {label} e do texto de cada alternativa correta e depois, em outra linha, "Explicação:" seguido da sua explicação.',
      5: 'Responda à seguinte questão de uma prova de medicina. Escreva "Resposta:" seguido da resposta.',
      6: 'Responda à seguinte questão de uma prova de medicina. Escreva primeiro "Resposta:" seguido da resposta e depois, em outra linha, "Explicação:" seguido da sua explicação.',
    },
  },
};
