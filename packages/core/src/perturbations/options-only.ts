import { z } from "zod";
import { withoutQuestion } from "./control-item.ts";
import { definePerturbation } from "./define.ts";

/** A lead-in that says neither what is asked nor how many options are right. */
const leadIns: Readonly<Record<string, string>> = {
  en: "What is correct among the following?",
  zh: "下列选项中，正确的是",
  es: "Entre las opciones siguientes, señale lo correcto.",
  pt: "Entre as alternativas a seguir, assinale o que está correto.",
  fr: "Parmi les propositions suivantes, indiquez ce qui est correct.",
  de: "Was von Folgendem ist richtig?",
  it: "Tra le opzioni seguenti, indichi ciò che è corretto.",
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
