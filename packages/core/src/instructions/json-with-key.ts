import { z } from "zod";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { namesLabels, writtenAnswer } from "./written-answer.ts";

/** An object with one member whose value is a string, the key and the value as JSON strings. A key given twice is two members. */
const oneMember = /^\{\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*")\s*\}$/u;

function stringOf(json: string): string | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : null;
  } catch {
    // Not a string that JSON allows (a bare line break, a bad escape): the reply does not keep to the instruction.
    return null;
  }
}

const words = {
  en: 'Reply with one JSON object and nothing else, of the form {"{key}": "…"}: "{key}" is its only key, and its value is a string with {answer}.',
  zh: '只输出一个JSON对象，不写其他任何内容，格式为{"{key}": "…"}：“{key}”是唯一的键，其值是字符串，写{answer}。',
  es: 'Responda con un solo objeto JSON y nada más, de la forma {"{key}": "…"}: "{key}" es su única clave y su valor es una cadena con {answer}.',
  pt: 'Responda com um único objeto JSON e nada mais, na forma {"{key}": "…"}: "{key}" é sua única chave e seu valor é uma cadeia de texto com {answer}.',
};

/** The whole reply is a JSON object with exactly this key, whose value is a string of labels. */
export default defineInstruction({
  name: "json-with-key",
  description: "One JSON object with one given key, its value the letters of the correct options",
  source: "IFEval, arXiv 2311.07911 (JSON format), in our own words and stricter: key and value are given",
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({
    key: z
      .string()
      .regex(/^[\p{L}_][\p{L}\p{N}_-]{0,39}$/u, "letters, digits, _ and -, at most 40")
      .default("answer")
      .describe("The object's only key, the same in every language."),
  }),
  answerForm: "json",
  armName: ({ key }) => (key === "answer" ? undefined : `json-with-key/${key}`),
  say: (language, labels, { key }) => instructionText(words, language, labels, { key }),
  example: (reply, { key }) => `{${JSON.stringify(key)}: ${JSON.stringify(writtenAnswer(reply))}}`,
  keeps: (text, prompt, { key }) => {
    const [, foundKey = "", foundValue = ""] = oneMember.exec(text) ?? [];
    return stringOf(foundKey) === key && namesLabels(stringOf(foundValue) ?? "", prompt);
  },
});
