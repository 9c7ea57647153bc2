import { z } from "zod";
import { withoutQuestion } from "./control-item.ts";
import { definePerturbation } from "./define.ts";

/**
 * A lead-in that says neither what is asked nor how many options are right. Nor that the right one is correct: of a
 * question for the false statement the key is the one that is not.
 */
const leadIns: Readonly<Record<string, string>> = {
  en: "Answer by choosing from the following options.",
  zh: "请从下列选项中作答。",
  es: "Responda eligiendo entre las opciones siguientes.",
  pt: "Responda escolhendo entre as alternativas a seguir.",
  fr: "Répondez en choisissant parmi les propositions suivantes.",
  de: "Antworten Sie durch eine Wahl aus den folgenden Möglichkeiten.",
  it: "Risponda scegliendo tra le opzioni seguenti.",
};

export default definePerturbation({
  name: "options-only",
  description:
    "A control: leaves the question out and keeps the options; accuracy above guessing shows cues in the options, or memory of the item",
  source: "Balepur, Ravichander and Rudinger 2024, arXiv 2402.12483 (choices-only prompts), our own lead-in",
  group: "probe",
  touches: ["stem"],
  keepsKey: true,
  languages: Object.keys(leadIns),
  settings: z.strictObject({}),
  perturb: (item) => {
    const leadIn = leadIns[item.language.split("-")[0] ?? ""];
    if (leadIn === undefined || item.options.length < 2) {
      return [];
    }
    return [
      {
        item: { ...withoutQuestion(item), stem: leadIn },
        answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
        validity: { status: "unsound", reason: "a control: the question is left out on purpose", by: "rule" },
      },
    ];
  },
});
