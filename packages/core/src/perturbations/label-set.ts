import { z } from "zod";
import type { Option } from "../records/item.ts";
import { definePerturbation } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";
import { optionsNameLabels } from "./item-wording.ts";
import { comparedText, toldApartByText } from "./told-apart.ts";

/**
 * Labels in display order. The symbols are Greek capitals that medicine does not use to name things one after another;
 * punctuation such as $ & # @ cannot be told from the text of a reply.
 */
const labelSets = {
  upper: [..."ABCDEFGHIJ"],
  lower: [..."abcdefghij"],
  digits: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
  roman: ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"],
  symbols: [..."ΨΩΔΦΣΛΞΠ"],
  circled: [..."①②③④⑤⑥⑦⑧⑨⑩"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type LabelSet = (typeof labelSets)[keyof typeof labelSets];

/** Statements of a stem that go by Roman numerals or digits: "I. …", "1) …", ①. */
const numberedStatements =
  /(?:^|[\s(（:：;；,，。.])(?:I|1)\s?[.)）、:：](?!\d)[\s\S]{0,2000}?[\s(（:：;；,，。.](?:II|2)\s?[.)）、:：](?!\d)|①[\s\S]{0,2000}?②|Ⅰ[\s\S]{0,2000}?Ⅱ\s?[.)）、]/u;

/** An option that is a whole number and nothing else. */
const wholeNumber = /^\s*[\p{Nd}①-⑳]+\s*[.。]?\s*$/u;

/**
 * Only the prompt changes. None where the item has no options or more than the set has labels. Unsound where an option
 * names others by label, and, for digits, Roman and circled numbers, where the stem numbers statements of its own. Unsound as well
 * where an option reads like one of the labels, and for digits and circled numbers where one is a whole number: a reply
 * of "2" could be either.
 * Without labels the reply is asked for in the options' texts, which is unsound where two of them read alike.
 */
export default definePerturbation({
  name: "label-set",
  description:
    "Labels the options otherwise (a b c, 1 2 3, I II III, Greek capitals) or not at all; the item stays as it is",
  source:
    "Alzahrani et al., arXiv 2402.01781 (other symbols) and ReMedQA, EACL 2026 (Roman numerals, no labels), our own implementation",
  group: "key-keeping",
  touches: ["prompt"],
  directives: ["labels", "options"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({
    labels: z
      .enum(["upper", "lower", "digits", "roman", "symbols", "circled", "none"])
      .default("roman")
      .describe("A B C, a b c, 1 2 3, I II III, Ψ Ω Δ Φ Σ Λ Ξ Π, ① ② ③, or none: a list, to be answered by text."),
  }),
  perturb: (item, _random, { labels }) => {
    const { options, stem } = item;
    if (labels === "none") {
      return options.length === 0
        ? []
        : [
            {
              item,
              renderDirectives: { options: "unlabelled" },
              answerMap: sameOptions(options),
              validity: optionsNameLabels(item)
                ? ruled("unsound", "an option names others by their labels")
                : toldApartByText(item)
                  ? ruled("sound", "labels carry no meaning")
                  : ruled("unsound", "two options read alike, or one has no text"),
            },
          ];
    }
    const set = labelSets[labels];
    if (options.length === 0 || options.length > set.length) {
      return [];
    }
    const counts = labels === "digits" || labels === "roman" || labels === "circled";
    const relabelled = labels !== "upper";
    return [
      {
        item,
        renderDirectives: { labels: set.slice(0, options.length) },
        answerMap: sameOptions(options),
        validity:
          relabelled && optionsNameLabels(item)
            ? ruled("unsound", "an option names others by their labels")
            : counts && numberedStatements.test(stem)
              ? ruled("unsound", "the stem numbers statements as the labels do")
              : relabelled && readLikeLabels(options, set, labels !== "roman" && counts)
                ? ruled("unsound", "an option reads like a label")
                : ruled("sound", "labels carry no meaning"),
      },
    ];
  },
});

const comparedLabels = new Map(Object.values(labelSets).map((set) => [set, new Set<string>(set.map(comparedText))]));
/** No label is longer; longer texts are not looked at. */
const longestLabel = 6;

/** Whether an option's text is one of the labels, in any case or width, or, where labels count, a whole number. */
function readLikeLabels(options: readonly Option[], labels: LabelSet, numbers: boolean): boolean {
  return options.some(
    ({ text }) =>
      (numbers && wholeNumber.test(text)) ||
      (text.length <= longestLabel && comparedLabels.get(labels)?.has(comparedText(text)) === true),
  );
}
