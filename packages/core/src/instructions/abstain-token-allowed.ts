import { answersOrAbstains, tokenOf, tokenSettings } from "./abstention-token.ts";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { writtenAnswer } from "./written-answer.ts";

const words = {
  en: 'Reply only with {answer} and nothing else. If you do not know the answer, you may reply only with "{token}" instead.',
  zh: "只写{answer}，不写其他内容。如果不知道答案，可以只写“{token}”。",
  es: 'Responda únicamente con {answer}, sin nada más. Si no sabe la respuesta, puede responder únicamente "{token}".',
  pt: 'Responda unicamente com {answer}, sem mais nada. Se não souber a resposta, pode responder unicamente "{token}".',
};

/**
 * The whole reply is the labels, or a given token instead. The shipped extractor reads the shipped tokens as abstaining,
 * so such a reply keeps to the instruction and earns nothing under exact-set.
 */
export default defineInstruction({
  name: "abstain-token-allowed",
  description: "The letters of the correct options, or a given token where the answer is not known",
  source: "SQuAD 2.0, arXiv 1806.03822 (abstaining allowed); the form and its check: Viva",
  languages: ["zh", "en", "es", "pt"],
  settings: tokenSettings,
  answerForm: "label",
  armName: ({ token }) => (token === undefined ? undefined : `abstain-token-allowed/${token}`),
  say: (language, labels, settings) => instructionText(words, language, labels, { token: tokenOf(language, settings) }),
  example: writtenAnswer,
  keeps: answersOrAbstains,
});
