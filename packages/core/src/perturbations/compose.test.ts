import { describe, expect, it } from "vitest";
import { z } from "zod";
import { randomStream } from "../base/random.ts";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { RenderDirectives, Validity } from "../records/variant.ts";
import appendNone from "./append-none-of-the-above.ts";
import { type CompositionStep, composePerturbations } from "./compose.ts";
import { variantsOfComposition } from "./compose-variants.ts";
import { definePerturbation, noOtherItems, type OtherItems, type Perturbation } from "./define.ts";
import dropWrongOptions from "./drop-wrong-options.ts";
import irrelevantSentence from "./irrelevant-sentence.ts";
import labelSet from "./label-set.ts";
import replaceKeyByNone from "./replace-key-by-none.ts";
import reverseOptions from "./reverse-options.ts";
import rotateOptions from "./rotate-options.ts";
import shuffleOptions from "./shuffle-options.ts";
import typosKeyboard from "./typos-keyboard.ts";

const step = (plugin: Perturbation, settings: Readonly<Record<string, unknown>> = {}): CompositionStep => ({
  plugin,
  settings,
  configured: plugin.configure(settings),
});
const randomOf = (operator: string) => randomStream(5, operator, singleItem.id);
const compose = (...plugins: readonly Perturbation[]) => composePerturbations(plugins.map((plugin) => step(plugin)));
const perturb = (...plugins: readonly Perturbation[]) => compose(...plugins).perturb(singleItem, randomOf);

/** An operator that gives one option the id of another item's, sets a directive and judges as told. */
const judging = (
  name: string,
  validity: Validity,
  directives: RenderDirectives = {},
  needsOthers = false,
): Perturbation =>
  definePerturbation({
    name,
    description: "Judges",
    source: "test",
    group: "key-keeping",
    touches: needsOthers ? ["option-set"] : ["stem"],
    keepsKey: true,
    needsOthers,
    languages: "any",
    settings: z.strictObject({}),
    perturb: (item, _random, _settings, others) => [
      {
        item: {
          ...item,
          stem: `${item.stem} ${name}`,
          options: [...item.options, ...others.similar(item).flatMap(({ options }) => options)],
        },
        renderDirectives: directives,
        answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
        validity,
      },
    ],
  });
const sound: Validity = { status: "sound", reason: "fair", by: "rule" };

describe("composePerturbations", () => {
  it("gives the drafts of one operator as they are", () => {
    expect(perturb(shuffleOptions)).toEqual(
      shuffleOptions.configure({}).perturb(singleItem, randomOf("shuffle-options")),
    );
    expect(compose(shuffleOptions).name).toBe("shuffle-options");
  });

  it("puts every draft of the first through the second, with the draws that each has alone", () => {
    const drafts = perturb(rotateOptions, typosKeyboard);
    const rotated = rotateOptions.configure({}).perturb(singleItem, randomOf("rotate-options"));
    const typed = typosKeyboard.configure({}).perturb(singleItem, randomOf("typos-keyboard"))[0];
    expect(drafts).toHaveLength(3);
    expect(drafts.map(({ item }) => item.stem)).toEqual(drafts.map(() => typed?.item.stem));
    expect(typed?.item.stem).not.toBe(singleItem.stem);
    expect(drafts.map(({ item }) => item.options)).toEqual(rotated.map(({ item }) => item.options));
  });

  it("leads every option back to the source's, and leaves out what a step has added", () => {
    const [draft] = perturb(appendNone, shuffleOptions);
    expect(draft?.item.options.map(({ id }) => id).sort()).toEqual(["A", "B", "C", "D", "none-of-the-above"]);
    expect(draft?.answerMap).toEqual({ A: "A", B: "B", C: "C", D: "D" });
    const [fewer] = perturb(dropWrongOptions, shuffleOptions);
    expect(Object.keys(fewer?.answerMap ?? {})).toHaveLength(2);
    expect(fewer?.answerMap).toMatchObject({ B: "B" });
  });

  it("keeps no key where one step keeps none", () => {
    expect(compose(replaceKeyByNone, shuffleOptions).keepsKey).toBe(false);
    expect(perturb(replaceKeyByNone, shuffleOptions)[0]?.answerMap).toBeNull();
    expect(perturb(shuffleOptions, replaceKeyByNone)[0]?.answerMap).toBeNull();
  });

  it("maps ids through both steps where they change", () => {
    const renaming = (name: string, suffix: string): Perturbation =>
      definePerturbation({
        name,
        description: "Renames ids",
        source: "test",
        group: "key-keeping",
        touches: ["option-set", "key"],
        keepsKey: true,
        languages: "any",
        settings: z.strictObject({}),
        perturb: (item) => [
          {
            item: { ...item, options: item.options.map(({ id, text }) => ({ id: id + suffix, text })) },
            answerMap: Object.fromEntries(item.options.map(({ id }) => [id + suffix, id])),
            validity: sound,
          },
        ],
      });
    expect(perturb(renaming("once", "x"), renaming("twice", "y"))[0]?.answerMap).toEqual({
      Axy: "A",
      Bxy: "B",
      Cxy: "C",
      Dxy: "D",
    });
  });

  it("takes the worst verdict, with everybody's reason and name", () => {
    const unsure: Validity = { status: "unchecked", reason: "nobody has looked", by: "a clinician" };
    const wrong: Validity = { status: "unsound", reason: "asks nothing", by: "rule" };
    const [draft] = perturb(judging("one", unsure), judging("two", sound), judging("three", wrong));
    expect(draft?.validity).toEqual({
      status: "unsound",
      reason: "one: nobody has looked; two: fair; three: asks nothing",
      by: "a clinician, rule",
    });
    expect(perturb(judging("one", wrong), judging("two", unsure))[0]?.validity.status).toBe("unsound");
    expect(perturb(judging("one", sound), judging("two", unsure))[0]?.validity.status).toBe("unchecked");
  });

  it("merges directives, and refuses two of one", () => {
    expect(perturb(reverseOptions, labelSet)[0]?.renderDirectives).toEqual({ labels: ["I", "II", "III", "IV"] });
    const both = perturb(labelSet, judging("form", sound, { answerForm: "json" }))[0];
    expect(both?.renderDirectives).toEqual({ labels: ["I", "II", "III", "IV"], answerForm: "json" });
    // It does not declare that it touches the prompt, so it is found out only here.
    const undeclared = judging("undeclared", sound, { labels: ["1", "2", "3", "4"] });
    expect(() => perturb(labelSet, undeclared)).toThrow("undeclared decides the prompt's labels");
  });

  it("refuses a pair that means nothing, wherever in a chain the two stand", () => {
    expect(() => compose(reverseOptions, typosKeyboard, shuffleOptions)).toThrow(
      "shuffle-options cannot follow reverse-options",
    );
  });

  it("has no draft where a step has none", () => {
    expect(compose(labelSet, typosKeyboard).perturb({ ...singleItem, language: "zh" }, randomOf)).toEqual([]);
    expect(compose(typosKeyboard, labelSet).perturb({ ...singleItem, language: "zh" }, randomOf)).toEqual([]);
    expect(composePerturbations([]).perturb(singleItem, randomOf)).toEqual([]);
  });

  it("gives other items to every step", () => {
    const composed = compose(irrelevantSentence, judging("taker", sound, {}, true));
    const others: OtherItems = {
      ...noOtherItems,
      similar: () => [{ ...singleItem, options: [{ id: "new", text: "x" }] }],
    };
    expect(composed.needsOthers).toBe(true);
    expect(composed.perturb(singleItem, randomOf, others)[0]?.item.options.at(-1)?.id).toBe("new");
    expect(composed.perturb(singleItem, randomOf)[0]?.item.options).toHaveLength(4);
  });
});

describe("variantsOfComposition", () => {
  it("numbers several drafts, and says how each was made", () => {
    const variants = variantsOfComposition(singleItem, compose(rotateOptions, labelSet), 3);
    expect(variants.map(({ id }) => id)).toEqual([0, 1, 2].map((n) => `iron-1~rotate-options+label-set~${n}`));
    expect(variants[0]).toMatchObject({
      itemId: "iron-1",
      perturbation: "rotate-options+label-set",
      parents: ["iron-1"],
      chain: [
        { operator: "rotate-options", settings: {}, seed: "3/rotate-options/iron-1" },
        { operator: "label-set", settings: {}, seed: "3/label-set/iron-1" },
      ],
    });
    expect(variantsOfComposition(singleItem, compose(reverseOptions), 3)[0]?.id).toBe("iron-1~reverse-options");
    expect(variantsOfComposition(singleItem, compose(reverseOptions), 3, undefined, "turned")[0]?.id).toBe(
      "iron-1~turned",
    );
  });

  it("draws what each operator draws alone, whatever it is combined with", () => {
    const of = (...plugins: readonly Perturbation[]) =>
      variantsOfComposition(singleItem, compose(...plugins), 8)[0]?.item ?? singleItem;
    expect(of(typosKeyboard, shuffleOptions).stem).toBe(of(typosKeyboard).stem);
    expect(of(typosKeyboard, shuffleOptions).options).toEqual(of(shuffleOptions).options);
    expect(of(shuffleOptions, typosKeyboard)).toEqual(of(typosKeyboard, shuffleOptions));
  });

  it("draws by seed, operator and item alone", () => {
    const of = (item: typeof singleItem, seed: number) =>
      variantsOfComposition(item, compose(shuffleOptions), seed).map(({ item: { options } }) => options);
    const plain = shuffleOptions
      .configure({})
      .perturb(multipleItem, randomStream(3, "shuffle-options", multipleItem.id));
    expect(of(multipleItem, 3)).toEqual(plain.map(({ item: { options } }) => options));
    expect(of(multipleItem, 4)).not.toEqual(of(multipleItem, 3));
  });
});
