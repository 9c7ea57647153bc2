import { z } from "zod";
import { paraphraseTexts } from "../lexicons/paraphrase-texts.ts";
import { paraphraseFaults } from "../text/paraphrase-faults.ts";
import { definePerturbation } from "./define.ts";
import { sameOptions } from "./draft-parts.ts";
import { languageOf } from "./text-draft.ts";

/**
 * The stem in the words of a model that is asked before the exam. The model sees the stem alone: neither options nor key nor
 * explanation. Kept only when no rule is broken (`paraphraseFaults`), and then unchecked: whether it still asks the same only
 * a person can say. None without an assistant's reply, in a language without words for the request, and for stems that are no
 * question by themselves (fewer than twelve characters).
 */
export default definePerturbation({
  name: "paraphrase",
  description: "The stem rewritten by a named model; kept only when numbers, abbreviations, denials and language hold",
  source: "Viva; as the prompt and question paraphrases of Mizrahi et al. 2024, arXiv 2401.00595, with rule checks",
  group: "key-keeping",
  touches: ["stem"],
  keepsKey: true,
  languages: Object.keys(paraphraseTexts),
  settings: z.strictObject({
    model: z.string().min(1).default("paraphraser").describe("Id of the assistant that rewrites."),
    style: z.enum(["formal", "plain", "reordered"]).default("reordered").describe("How it is to rewrite."),
  }),
  requests: (item, { style }) => {
    const texts = paraphraseTexts[languageOf(item)];
    if (texts === undefined || item.stem.trim().length < leastCharacters || item.options.length < 2) {
      return [];
    }
    return [
      {
        messages: [
          { role: "user", content: `${texts.instruction.replace("{style}", texts.styles[style])}\n\n${item.stem}` },
        ],
      },
    ];
  },
  perturb: (item, _random, { model }, _others, [reply]) => {
    const texts = paraphraseTexts[languageOf(item)];
    if (texts === undefined || reply === undefined || reply === null) {
      return [];
    }
    const stem = reply.trim();
    const language = languageOf(item);
    const forbidden = item.options.map(({ text }) => text);
    if (paraphraseFaults(item.stem, stem, { language, denials: texts.denials, forbidden }).length > 0) {
      return [];
    }
    return [
      {
        item: { ...item, stem },
        answerMap: sameOptions(item.options),
        validity: {
          status: "unchecked",
          reason: "rewritten by a model; numbers, abbreviations, denials, length and language hold",
          by: `rule, after ${model}`,
        },
      },
    ];
  },
});

const leastCharacters = 12;
