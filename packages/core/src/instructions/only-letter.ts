import { z } from "zod";
import { defineInstruction } from "./define.ts";
import { instructionText } from "./instruction-text.ts";
import { namesLabels, writtenAnswer } from "./written-answer.ts";

const words = {
  en: "Reply only with {answer}: no other words, spaces or punctuation.",
  zh: "只写{answer}，不写其他文字、空格或标点。",
  es: "Responda únicamente con {answer}: sin más palabras, espacios ni signos de puntuación.",
  pt: "Responda unicamente com {answer}: sem outras palavras, espaços nem pontuação.",
};

/** The whole reply is labels of the prompt. A full stop or a bracket already breaks it. */
export default defineInstruction({
  name: "only-letter",
  description: "The letters of the correct options and not one character more",
  source: "IFEval, arXiv 2311.07911 (verifiable instructions; strict and loose), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: z.strictObject({}),
  answerForm: "label",
  say: (language, labels) => instructionText(words, language, labels),
  example: writtenAnswer,
  keeps: namesLabels,
});
