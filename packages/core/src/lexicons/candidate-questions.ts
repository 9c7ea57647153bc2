/** How one option is asked about alone, in one language; `{option}` stands for its text. */
export interface CandidateQuestions {
  /** Follows the stem and asks whether a statement holds. */
  readonly trueOrFalse: string;
  readonly true: string;
  readonly false: string;
  /** Follows the stem and asks about a proposed answer. */
  readonly yesOrNo: string;
  readonly yes: string;
  readonly no: string;
  readonly maybe: string;
  /** Stands before a question whose list of options has a blank. */
  readonly blanked: string;
  /** Asks for what the blank hides. */
  readonly completeBlank: string;
}

/** What a list of options shows in the place of the one that is hidden, in every language. */
export const blank = "[____]";

/** Questions about one option by language. Source: Viva's own wording. */
export const candidateQuestions: Readonly<Record<string, CandidateQuestions>> = {
  en: {
    trueOrFalse: "Statement: “{option}” is a correct answer to this question. Is the statement true or false?",
    true: "True",
    false: "False",
    yesOrNo: "Proposed answer: “{option}”. Is it a correct answer to this question?",
    yes: "Yes",
    no: "No",
    maybe: "Maybe",
    blanked: "One option of this examination question has been blanked out.",
    completeBlank: "Write the text of the blanked option word for word and nothing else.",
  },
  zh: {
    trueOrFalse: "判断：“{option}”是本题的正确答案。这一说法对还是错？",
    true: "对",
    false: "错",
    yesOrNo: "候选答案：“{option}”。它是本题的正确答案吗？",
    yes: "是",
    no: "否",
    maybe: "不确定",
    blanked: "下面这道考试题有一个选项被遮住了。",
    completeBlank: "请逐字写出被遮住的选项的内容，不要输出其他内容。",
  },
  es: {
    trueOrFalse:
      "Afirmación: «{option}» es una respuesta correcta a esta pregunta. ¿Es verdadera o falsa la afirmación?",
    true: "Verdadera",
    false: "Falsa",
    yesOrNo: "Respuesta propuesta: «{option}». ¿Es una respuesta correcta a esta pregunta?",
    yes: "Sí",
    no: "No",
    maybe: "Quizá",
    blanked: "En esta pregunta de examen se ha tapado una de las opciones.",
    completeBlank: "Escriba palabra por palabra el texto de la opción tapada y nada más.",
  },
  pt: {
    trueOrFalse: "Afirmação: “{option}” é uma resposta correta a esta questão. A afirmação é verdadeira ou falsa?",
    true: "Verdadeira",
    false: "Falsa",
    yesOrNo: "Resposta proposta: “{option}”. É uma resposta correta a esta questão?",
    yes: "Sim",
    no: "Não",
    maybe: "Talvez",
    blanked: "Nesta questão de prova, uma das alternativas foi coberta.",
    completeBlank: "Escreva palavra por palavra o texto da alternativa coberta e nada mais.",
  },
};
