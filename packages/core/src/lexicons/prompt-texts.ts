/** Languages Viva can ask in. */
export type PromptLanguage = "zh" | "en" | "es" | "pt";

/** What a prompt says about how many options are right. */
export type CountWording = "uniform" | "single" | "multiple";

/** The words of the shipped prompts in one language. `{label}` stands for "letter" or "label", whichever the options have. */
export interface PromptTexts {
  readonly opening: string;
  readonly count: Readonly<Record<CountWording, string>>;
  readonly labelOnly: string;
  readonly reasonThenLabel: string;
  readonly json: string;
  readonly answerText: string;
  readonly freeText: string;
  /** How an open question is put: its opening, and what is said of the length of the answer. */
  readonly open: {
    readonly opening: string;
    readonly brief: string;
    readonly full: string;
    /** Where the question has options after all. */
    readonly options: string;
  };
  /** Each option is explained, then the labels declared on the last line. */
  readonly explainThenLabel: string;
  /** The same of a question without options. */
  readonly explainFreeText: string;
  readonly answerPrefix: string;
  readonly passages: string;
  readonly context: string;
  readonly question: string;
  readonly options: string;
  readonly letter: string;
  readonly label: string;
}

/** The words of every language. */
export const promptTexts: Readonly<Record<PromptLanguage, PromptTexts>> = {
  en: {
    opening: "Answer the following medical examination question.",
    count: {
      uniform: "One option or several options may be correct.",
      single: "Exactly one option is correct.",
      multiple: "More than one option is correct.",
    },
    labelOnly: "Reply with the {label} of each correct option and nothing else.",
    reasonThenLabel:
      'Reason briefly first. Then end with one line of the form "Answer: " followed by the {label} of each correct option.',
    json: 'Reply with JSON only, of the form {"answer": "…"}, where the value is the {label} of each correct option.',
    answerText: "Reply with the full text of each correct option, without its {label}, one per line, and nothing else.",
    freeText: "Answer in a few sentences.",
    open: {
      opening: "Answer the following medical question.",
      brief: "Answer in a few sentences.",
      full: "Answer as fully as the question needs, in plain sentences.",
      options: "State what is correct in your own sentences and say why.",
    },
    explainThenLabel:
      'Explain first: say which options are correct and why, then take every other option by its {label} and say why it is wrong. Then end with one line of the form "Answer: " followed by the {label} of each correct option.',
    explainFreeText: "Answer in a few sentences, and explain why the answer is right.",
    answerPrefix: "Answer: ",
    passages: "Reference material:",
    context: "Context:",
    question: "Question:",
    options: "Options:",
    letter: "letter",
    label: "label",
  },
  zh: {
    opening: "请回答下面的医学考试题。",
    count: {
      uniform: "正确选项可能有一个，也可能有多个。",
      single: "只有一个正确选项。",
      multiple: "正确选项不止一个。",
    },
    labelOnly: "只输出全部正确选项的{label}，不要输出其他内容。",
    reasonThenLabel: "先简要分析，最后单独用一行按“答案：”加全部正确选项{label}的格式作答。",
    json: '只输出JSON，格式为{"answer": "…"}，其值为全部正确选项的{label}。',
    answerText: "只输出全部正确选项的完整内容，每个选项单独一行，不要输出{label}或其他内容。",
    freeText: "请用几句话作答。",
    open: {
      opening: "请回答下面的医学问题。",
      brief: "请用几句话作答。",
      full: "请根据问题的需要完整作答，使用连贯的句子。",
      options: "请用自己的话说明什么是正确的，并说明理由。",
    },
    explainThenLabel:
      "先写解析：说明哪些选项正确及其理由，再按{label}逐一说明其余每个选项为什么错误。最后单独用一行按“答案：”加全部正确选项{label}的格式作答。",
    explainFreeText: "请用几句话作答，并说明理由。",
    answerPrefix: "答案：",
    passages: "参考资料：",
    context: "材料：",
    question: "题目：",
    options: "选项：",
    letter: "字母",
    label: "标号",
  },
  es: {
    opening: "Responda a la siguiente pregunta de un examen de medicina.",
    count: {
      uniform: "Puede haber una o varias opciones correctas.",
      single: "Solo una opción es correcta.",
      multiple: "Hay más de una opción correcta.",
    },
    labelOnly: "Responda solo con la {label} de cada opción correcta, sin nada más.",
    reasonThenLabel:
      'Razone primero brevemente. Termine con una línea de la forma "Respuesta: " seguida de la {label} de cada opción correcta.',
    json: 'Responda solo con JSON, de la forma {"answer": "…"}, cuyo valor sea la {label} de cada opción correcta.',
    answerText:
      "Responda solo con el texto completo de cada opción correcta, sin su {label}, una por línea y sin nada más.",
    freeText: "Responda en pocas frases.",
    open: {
      opening: "Responda a la siguiente pregunta de medicina.",
      brief: "Responda en pocas frases.",
      full: "Responda con la extensión que la pregunta requiera, en frases completas.",
      options: "Diga con sus propias palabras qué es lo correcto y por qué.",
    },
    explainThenLabel:
      'Explique primero: diga qué opciones son correctas y por qué; después tome cada una de las demás por su {label} y diga por qué es incorrecta. Termine con una línea de la forma "Respuesta: " seguida de la {label} de cada opción correcta.',
    explainFreeText: "Responda en pocas frases y explique por qué la respuesta es correcta.",
    answerPrefix: "Respuesta: ",
    passages: "Material de consulta:",
    context: "Contexto:",
    question: "Pregunta:",
    options: "Opciones:",
    letter: "letra",
    label: "etiqueta",
  },
  pt: {
    opening: "Responda à seguinte questão de uma prova de medicina.",
    count: {
      uniform: "Pode haver uma ou várias alternativas corretas.",
      single: "Apenas uma alternativa está correta.",
      multiple: "Há mais de uma alternativa correta.",
    },
    labelOnly: "Responda apenas com a {label} de cada alternativa correta, sem mais nada.",
    reasonThenLabel:
      'Raciocine primeiro, brevemente. Termine com uma linha na forma "Resposta: " seguida da {label} de cada alternativa correta.',
    json: 'Responda apenas com JSON, na forma {"answer": "…"}, cujo valor seja a {label} de cada alternativa correta.',
    answerText:
      "Responda apenas com o texto completo de cada alternativa correta, sem a {label}, uma por linha e sem mais nada.",
    freeText: "Responda em poucas frases.",
    open: {
      opening: "Responda à seguinte pergunta de medicina.",
      brief: "Responda em poucas frases.",
      full: "Responda com a extensão que a pergunta exigir, em frases completas.",
      options: "Diga com as suas próprias palavras o que está correto e por quê.",
    },
    explainThenLabel:
      'Explique primeiro: diga quais alternativas estão corretas e por quê; depois tome cada uma das outras pela sua {label} e diga por que está errada. Termine com uma linha na forma "Resposta: " seguida da {label} de cada alternativa correta.',
    explainFreeText: "Responda em poucas frases e explique por que a resposta está correta.",
    answerPrefix: "Resposta: ",
    passages: "Material de consulta:",
    context: "Contexto:",
    question: "Questão:",
    options: "Alternativas:",
    letter: "letra",
    label: "etiqueta",
  },
};

/** The prompt language for an item's language: its own when Viva can ask in it, English otherwise. */
export function promptLanguageOf(language: string): PromptLanguage {
  const base = language.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(promptTexts, base) ? (base as PromptLanguage) : "en";
}
