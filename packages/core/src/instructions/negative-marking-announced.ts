import { answersOrAbstains, tokenOf, tokenSettings } from "./abstention-token.ts";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { writtenAnswer } from "./written-answer.ts";

const words = {
  en: 'A wrong answer loses points; leaving the question blank costs nothing. Reply only with {answer} and nothing else. To leave the question blank, reply only with "{token}".',
  zh: "答错倒扣分，不作答不扣分。只写{answer}，不写其他内容。如选择不作答，只写“{token}”。",
  es: 'Una respuesta incorrecta resta puntos; dejar la pregunta en blanco no cuesta nada. Responda únicamente con {answer}, sin nada más. Para dejarla en blanco, responda únicamente "{token}".',
  pt: 'Uma resposta errada perde pontos; deixar a questão em branco não custa nada. Responda unicamente com {answer}, sem mais nada. Para deixá-la em branco, responda unicamente "{token}".',
};

/**
 * Says that wrong answers lose points and a blank does not, as the Spanish residency exam does; the whole reply is the
 * labels, or a given token for a blank. What a wrong answer costs is not said. Mark with `negative-marking` beside
 * `exact-set` to see whether a model makes use of the rule.
 */
export default defineInstruction({
  name: "negative-marking-announced",
  description: "Wrong answers are said to lose points; the letters of the correct options, or a token for a blank",
  source: "Thurstone 1919, Psychological Bulletin 16:235 (formula scoring, announced); the check: Viva",
  languages: ["zh", "en", "es", "pt"],
  settings: tokenSettings,
  answerForm: "label",
  armName: ({ token }) => (token === undefined ? undefined : `negative-marking-announced/${token}`),
  say: (language, labels, settings) => instructionText(words, language, labels, { token: tokenOf(language, settings) }),
  example: writtenAnswer,
  keeps: answersOrAbstains,
});
