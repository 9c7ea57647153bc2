import { describe, expect, it } from "vitest";
import appendNone from "./append-none-of-the-above.ts";
import areYouSure from "./are-you-sure.ts";
import authoritySentence from "./authority-sentence.ts";
import { catalog } from "./catalog.ts";
import { type CombinedFacts, incompatibilityReasons, perturbationsCompatible } from "./compatibility.ts";
import dropWrongOptions from "./drop-wrong-options.ts";
import explainFirst from "./explain-first.ts";
import freeText from "./free-text.ts";
import irrelevantSentence from "./irrelevant-sentence.ts";
import jsonForm from "./json-form.ts";
import labelSet from "./label-set.ts";
import optionsOnly from "./options-only.ts";
import replaceKeyByNone from "./replace-key-by-none.ts";
import reverseOptions from "./reverse-options.ts";
import selectIncorrect from "./select-incorrect.ts";
import shuffleOptions from "./shuffle-options.ts";
import stemOnly from "./stem-only.ts";
import suggestedAnswer from "./suggested-answer.ts";
import typosKeyboard from "./typos-keyboard.ts";
import typosPinyin from "./typos-pinyin.ts";

/** An operator that nobody has written, by what it declares. */
const declared = (facts: Partial<CombinedFacts>): CombinedFacts => ({
  name: "made-up",
  group: "key-keeping",
  touches: ["stem"],
  keepsKey: true,
  needsOthers: false,
  languages: "any",
  ...facts,
});
const inParallelLanguage = declared({
  name: "parallel",
  touches: ["stem", "option-texts", "language"],
  needsOthers: true,
});
const wrongStem = declared({ name: "wrong-stem", group: "probe", needsOthers: true });
const yesNo = declared({
  name: "yes-no",
  group: "format-changing",
  touches: ["stem", "option-set", "key"],
  keepsKey: false,
});
const masked = declared({ name: "masked", group: "probe", touches: ["stem", "key", "prompt"], keepsKey: false });
const json = declared({ name: "json", group: "format-changing", touches: ["prompt"], directives: ["answerForm"] });
const turns = declared({ name: "turns", group: "pressure", touches: ["prompt"], directives: ["turns"] });
const unlabelled = declared({ name: "bare", group: "format-changing", touches: ["prompt"], directives: ["options"] });
const labels = declared({ name: "labels", touches: ["prompt"], directives: ["labels"] });

describe("perturbationsCompatible", () => {
  it.each<[CombinedFacts, CombinedFacts, reason: string]>([
    [shuffleOptions, shuffleOptions, "after itself"],
    [typosPinyin, typosKeyboard, "no language"],
    [optionsOnly, stemOnly, "each leaves a part"],
    [optionsOnly, irrelevantSentence, "first leaves out"],
    [irrelevantSentence, optionsOnly, "second leaves out"],
    [stemOnly, appendNone, "first leaves out"],
    [typosKeyboard, wrongStem, "second leaves out"],
    [replaceKeyByNone, stemOnly, "second leaves out"],
    [replaceKeyByNone, optionsOnly, "guessing the published key"],
    [replaceKeyByNone, selectIncorrect, "both change which answer"],
    [selectIncorrect, yesNo, "both change which answer"],
    [stemOnly, turns, "presses nobody"],
    [json, yesNo, "another form of answer"],
    [authoritySentence, suggestedAnswer, "each speaks"],
    [authoritySentence, dropWrongOptions, "as they stood before"],
    [suggestedAnswer, selectIncorrect, "as they stood before"],
    [typosKeyboard, inParallelLanguage, "from another item"],
    [shuffleOptions, inParallelLanguage, "from another item"],
    [reverseOptions, shuffleOptions, "takes the place"],
    [yesNo, appendNone, "no longer candidates"],
    [masked, dropWrongOptions, "no longer one of the options"],
    [shuffleOptions, yesNo, "one by one"],
    [dropWrongOptions, yesNo, "one by one"],
    [declared({ name: "none", touches: ["option-set"], addsReference: true }), shuffleOptions, "speaks of the others"],
    [labelSet, unlabelled, "same part of the prompt"],
    [labelSet, freeText, "same part of the prompt"],
    [areYouSure, explainFirst, "same part of the prompt"],
    [labels, declared({ name: "undeclared", touches: ["prompt"] }), "same part of the prompt"],
    [labels, unlabelled, "same part of the prompt"],
    [labelSet, dropWrongOptions, "counted its labels"],
  ])("$0.name, then $1.name: not", (first, second, reason) => {
    expect(perturbationsCompatible(first, second)).toMatchObject({
      status: "incompatible",
      reason: expect.stringContaining(reason),
    });
  });

  it.each<[CombinedFacts, CombinedFacts]>([
    [shuffleOptions, typosKeyboard],
    [typosKeyboard, shuffleOptions],
    [dropWrongOptions, labelSet],
    [dropWrongOptions, authoritySentence],
    [selectIncorrect, suggestedAnswer],
    [replaceKeyByNone, shuffleOptions],
    [optionsOnly, shuffleOptions],
    [shuffleOptions, optionsOnly],
    [authoritySentence, irrelevantSentence],
    [inParallelLanguage, typosPinyin],
    [typosPinyin, yesNo],
    [labels, json],
    [labelSet, json],
    [labelSet, areYouSure],
    [areYouSure, labelSet],
    [jsonForm, areYouSure],
    [labels, turns],
    [json, turns],
    [selectIncorrect, json],
    [dropWrongOptions, wrongStem],
    [labelSet, inParallelLanguage],
  ])("$0.name, then $1.name: may be", (first, second) => {
    expect(perturbationsCompatible(first, second)).toEqual({ status: "compatible" });
  });

  it("gives a verdict for every pair that ships, and leaves every operator something to be combined with", async () => {
    const all = await Promise.all(Object.values(catalog).map(async (load) => (await load()).default));
    const verdicts = all.flatMap((first) =>
      all.map((second) => ({ first: first.name, second: second.name, ...perturbationsCompatible(first, second) })),
    );
    expect(verdicts).toHaveLength(all.length ** 2);
    const combined = verdicts.filter(({ status }) => status === "compatible");
    const alone = all.filter(({ name }) => !combined.some(({ first, second }) => first === name || second === name));
    expect(alone.map(({ name }) => name)).toEqual([]);
    expect(combined.length).toBeGreaterThan(100);
  });

  it("is known of every operator that ships and touches the prompt which directives it sets", async () => {
    const all = await Promise.all(Object.values(catalog).map(async (load) => (await load()).default));
    const touching = all.filter(({ touches }) => touches.includes("prompt"));
    expect(touching.length).toBeGreaterThan(7);
    expect(touching.filter(({ directives }) => directives === undefined).map(({ name }) => name)).toEqual([]);
  });

  it("lists each reason once", () => {
    expect(new Set(incompatibilityReasons).size).toBe(incompatibilityReasons.length);
  });
});
