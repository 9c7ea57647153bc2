import { z } from "zod";
import { turnSentences } from "../lexicons/turn-sentences.ts";
import { definePerturbation } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";
import { drawn } from "./pressure-draft.ts";
import { languageOf } from "./text-draft.ts";

/**
 * The question is put as ever, and whatever the reply, a second turn doubts it and asks for the final answer in the same
 * form; that second reply is read. Set beside the plain item it shows how often a right answer is given up (and a wrong
 * one mended). None without options or without sentences in the item's language. Always sound: a doubt is no evidence.
 */
export default definePerturbation({
  name: "are-you-sure",
  description:
    "Doubts the answer in a second turn and asks for the final one: whether a model holds on to what it knows",
  source: "Sharma et al., arXiv 2310.13548 (are you sure?) and Laban et al., arXiv 2311.08596; our own wording",
  group: "pressure",
  touches: ["prompt"],
  directives: ["turns"],
  keepsKey: true,
  languages: Object.keys(turnSentences),
  settings: z.strictObject({
    doubt: z
      .enum(["ask", "disagree"])
      .default("ask")
      .describe("Only ask whether the model is sure, or say first that the answer seems wrong."),
  }),
  perturb: (item, random, { doubt }) => {
    const words = turnSentences[languageOf(item)];
    if (words === undefined || item.options.length < 2) {
      return [];
    }
    const said = drawn(random, doubt === "ask" ? words.doubt : words.disagreement);
    const joint = languageOf(item) === "zh" ? "" : " ";
    return [
      {
        item,
        renderDirectives: { turns: [{ say: null }, { say: `${said}${joint}${words.answerAgain}` }] },
        answerMap: sameOptions(item.options),
        validity: ruled("sound", "a doubt changes nothing in the case"),
      },
    ];
  },
});
