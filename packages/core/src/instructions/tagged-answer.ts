import { z } from "zod";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { namesLabels, writtenAnswer } from "./written-answer.ts";

const words = {
  en: "Put {answer} between the tags {open} and {close}, with nothing else between the tags. Use the tags once.",
  zh: "把{answer}写在标签{open}和{close}之间，标签之间不写其他内容，标签只用一次。",
  es: "Ponga {answer} entre las etiquetas {open} y {close}, sin nada más entre ellas. Use las etiquetas una sola vez.",
  pt: "Coloque {answer} entre as marcas {open} e {close}, sem mais nada entre elas. Use as marcas uma única vez.",
};

/** Exactly one pair of tags with the labels between them, white space there aside; text outside the tags is free. */
export default defineInstruction({
  name: "tagged-answer",
  description: "The letters of the correct options between a given pair of tags",
  source: "DeepSeek-R1, arXiv 2501.12948 (answer tags), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({
    tag: z
      .string()
      .regex(/^[A-Za-z][A-Za-z_-]{0,30}$/, "Latin letters, _ and -")
      .default("answer")
      .describe("Name of the tag, the same in every language."),
  }),
  answerForm: "reason-then-label",
  armName: ({ tag }) => (tag === "answer" ? undefined : `tagged-answer/${tag}`),
  say: (language, labels, { tag }) =>
    instructionText(words, language, labels, { open: `<${tag}>`, close: `</${tag}>` }),
  example: (reply, { tag }) => `<${tag}>${writtenAnswer(reply)}</${tag}>`,
  keeps: (text, prompt, { tag }) => {
    const [before = "", inside = "", ...more] = text.split(`<${tag}>`);
    const [answer = "", , ...closedAgain] = inside.split(`</${tag}>`);
    const pairs = text.includes(`<${tag}>`) && more.length === 0 && inside.includes(`</${tag}>`);
    const stray = before.includes(`</${tag}>`) || closedAgain.length > 0;
    return pairs && !stray && namesLabels(answer.trim(), prompt);
  },
});
