import type { PromptLanguage } from "./prompt-texts.ts";

/** The sentences by the form of answer a prompt asks for. */
type ByForm = Readonly<Record<"label" | "reason-then-label" | "json" | "text", string>>;

/**
 * How the answer is asked for where no label was shown, by whether the options stand in the prompt: in every form of
 * answer the text takes the place of the label, and nothing else changes. Viva's own wording.
 */
export const unlabelledTexts: Readonly<Record<PromptLanguage, Readonly<Record<"unlabelled" | "hidden", ByForm>>>> = {
  en: {
    unlabelled: {
      label: "Reply with the full text of each correct option, one per line, and nothing else.",
      text: "Reply with the full text of each correct option, one per line, and nothing else.",
      "reason-then-label":
        'Reason briefly first. Then end with one line of the form "Answer: " followed by the full text of each correct option.',
      json: 'Reply with JSON only, of the form {"answer": "…"}, where the value is the full text of each correct option, joined by "; ".',
    },
    hidden: {
      label: "Give the answer in as few words as possible and nothing else.",
      text: "Give the answer in as few words as possible and nothing else.",
      "reason-then-label":
        'Reason briefly first. Then end with one line of the form "Answer: " followed by the answer in as few words as possible.',
      json: 'Reply with JSON only, of the form {"answer": "…"}, where the value is the answer in as few words as possible.',
    },
  },
  zh: {
    unlabelled: {
      label: "只输出全部正确选项的完整内容，每个选项单独一行，不要输出其他内容。",
      text: "只输出全部正确选项的完整内容，每个选项单独一行，不要输出其他内容。",
      "reason-then-label": "先简要分析，最后单独用一行按“答案：”加全部正确选项完整内容的格式作答。",
      json: '只输出JSON，格式为{"answer": "…"}，其值为全部正确选项的完整内容，多个之间用“；”隔开。',
    },
    hidden: {
      label: "只用最少的字写出答案，不要输出其他内容。",
      text: "只用最少的字写出答案，不要输出其他内容。",
      "reason-then-label": "先简要分析，最后单独用一行按“答案：”加答案（尽量简短）的格式作答。",
      json: '只输出JSON，格式为{"answer": "…"}，其值为尽量简短的答案。',
    },
  },
  es: {
    unlabelled: {
      label: "Responda solo con el texto completo de cada opción correcta, una por línea y sin nada más.",
      text: "Responda solo con el texto completo de cada opción correcta, una por línea y sin nada más.",
      "reason-then-label":
        'Razone primero brevemente. Termine con una línea de la forma "Respuesta: " seguida del texto completo de cada opción correcta.',
      json: 'Responda solo con JSON, de la forma {"answer": "…"}, cuyo valor sea el texto completo de cada opción correcta, separados por "; ".',
    },
    hidden: {
      label: "Dé la respuesta con el menor número de palabras posible y sin nada más.",
      text: "Dé la respuesta con el menor número de palabras posible y sin nada más.",
      "reason-then-label":
        'Razone primero brevemente. Termine con una línea de la forma "Respuesta: " seguida de la respuesta con el menor número de palabras posible.',
      json: 'Responda solo con JSON, de la forma {"answer": "…"}, cuyo valor sea la respuesta con el menor número de palabras posible.',
    },
  },
  pt: {
    unlabelled: {
      label: "Responda apenas com o texto completo de cada alternativa correta, uma por linha e sem mais nada.",
      text: "Responda apenas com o texto completo de cada alternativa correta, uma por linha e sem mais nada.",
      "reason-then-label":
        'Raciocine primeiro, brevemente. Termine com uma linha na forma "Resposta: " seguida do texto completo de cada alternativa correta.',
      json: 'Responda apenas com JSON, na forma {"answer": "…"}, cujo valor seja o texto completo de cada alternativa correta, separados por "; ".',
    },
    hidden: {
      label: "Dê a resposta com o menor número possível de palavras e sem mais nada.",
      text: "Dê a resposta com o menor número possível de palavras e sem mais nada.",
      "reason-then-label":
        'Raciocine primeiro, brevemente. Termine com uma linha na forma "Resposta: " seguida da resposta com o menor número possível de palavras.',
      json: 'Responda apenas com JSON, na forma {"answer": "…"}, cujo valor seja a resposta com o menor número possível de palavras.',
    },
  },
};
