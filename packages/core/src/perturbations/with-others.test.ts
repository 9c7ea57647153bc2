import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import { negativeItems, plainItems } from "./__fixtures__/worded-items.ts";
import type { OtherItems, Perturbation } from "./define.ts";
import extraDistractor from "./extra-distractor.ts";
import { otherItemsOf } from "./other-items-of.ts";
import parallelLanguage from "./parallel-language.ts";
import wrongStem from "./wrong-stem.ts";

const withOthers =
  (plugin: Perturbation) =>
  (item: Item, others: Partial<OtherItems>, settings: unknown = {}, seed = 1) =>
    plugin
      .configure(settings)
      .perturb(item, randomStream(seed, item.id), { similar: () => [], parallels: () => [], ...others });

const lender: Item = {
  ...plainItems.en,
  id: "other",
  stem: "Which of these is true about thalassaemia?",
  options: [
    { id: "A", text: "HbA2 is raised" },
    { id: "B", text: "Ferritin is low as a rule" },
    { id: "C", text: "Platelets are giant" },
    { id: "D", text: "All of the above" },
    { id: "E", text: "5 g/dl" },
  ],
};

describe("otherItemsOf", () => {
  const exam = ["b", "a", "c", "e", "d", "f"].map((id) => ({ ...plainItems.en, id }));

  it("gives similar items of the language in order of id, never the item or its group", () => {
    const grouped = exam.map((item, at) =>
      at < 2 ? { ...item, group: { id: "g", kind: "shared-stem" as const, order: at + 1, text: "" } } : item,
    );
    const others = otherItemsOf([...grouped, plainItems.zh, { ...plainItems.en, id: "free", options: [] }]);
    expect(others.similar(exam[2] ?? plainItems.en).map(({ id }) => id)).toEqual(["a", "b", "d", "e", "f"]);
    expect(others.similar(grouped[0] ?? plainItems.en).map(({ id }) => id)).toEqual(["c", "d", "e", "f"]);
    expect(others.similar(plainItems.zh)).toEqual([]);
  });

  it("stays in the specialty where enough share it, and gives at most 64", () => {
    const heart = { ...plainItems.en, tags: { specialty: ["cardiology"] } };
    const others = otherItemsOf([...exam, ...Array.from({ length: 80 }, (_, at) => ({ ...heart, id: `h${at}` }))]);
    expect(others.similar({ ...heart, id: "h0" })).toHaveLength(64);
    expect(others.similar({ ...heart, id: "h0" }).every(({ tags }) => tags["specialty"]?.[0] === "cardiology")).toBe(
      true,
    );
    expect(others.similar(exam[0] ?? heart).map(({ id }) => id)).toEqual(["a", "c", "d", "e", "f"]);
  });

  it("gives parallel items by their shared id, in order of language", () => {
    const parallel = Object.values(plainItems).map((item) => ({ ...item, parallelId: "p" }));
    expect(
      otherItemsOf(parallel)
        .parallels({ ...plainItems.es, parallelId: "p" })
        .map(({ language }) => language),
    ).toEqual(["en", "pt", "zh"]);
    expect(otherItemsOf(parallel).parallels(plainItems.es)).toEqual([]);
  });
});

describe("wrong-stem", () => {
  const perturb = withOthers(wrongStem);

  it("exchanges the question and keeps options and key", () => {
    const item = { ...plainItems.en, context: "An article.", media: ["film.png"] };
    const casePart = {
      ...lender,
      context: "A table.",
      group: { id: "g", kind: "shared-stem" as const, order: 1, text: "A case." },
    };
    const [made] = perturb(item, { similar: () => [casePart] });
    expect(made?.item).toEqual({ ...plainItems.en, stem: `A case.\n${lender.stem}`, context: "A table." });
    expect(made?.validity.status).toBe("unsound");
    expect(made?.answerMap).toEqual({ A: "A", B: "B", C: "C", D: "D" });
  });

  it("borrows from no item that knows the key, has a picture or the same question", () => {
    const unfit: Item[] = [
      { ...lender, options: [{ id: "X", text: "ferritin is LOW." }] },
      { ...lender, media: ["film.png"] },
      { ...lender, stem: plainItems.en.stem },
      { ...lender, stem: " " },
    ];
    expect(perturb(plainItems.en, { similar: () => unfit })).toEqual([]);
    expect(perturb(plainItems.en, { similar: () => [...unfit, lender] })).toHaveLength(1);
    expect(perturb(plainItems.en, {})).toEqual([]);
    expect(perturb({ ...plainItems.en, accepted: [] }, { similar: () => [lender] })).toEqual([]);
  });
});

describe("extra-distractor", () => {
  const listed = (texts: readonly string[]): Item["options"] =>
    texts.map((text, at) => ({ id: "ABCDE".charAt(at), text }));
  const plain: Item = { ...plainItems.en, stem: "A woman of 30 is pale. What is the most likely diagnosis?" };
  const other: Item = { ...lender, stem: "Target cells are seen. What is the diagnosis?" };
  /** Items of the specialty that have no text to lend. */
  const mute = ["m1", "m2"].map((id): Item => ({ ...other, id, options: listed(["HbA2 is raised", "-", "-"]) }));
  const perturb = (item: Item, others: readonly Item[], settings: unknown = {}, seed = 1) =>
    withOthers(extraDistractor)(item, { similar: () => [...others, ...mute] }, settings, seed);
  const texts = (item: Item, others: readonly Item[], settings: unknown = {}, seed = 1) =>
    perturb(item, others, settings, seed)[0]
      ?.item.options.slice(item.options.length)
      .map(({ text }) => text);

  it("adds a wrong option of another item at the end, with an id of its own", () => {
    const [made] = perturb(plain, [other]);
    expect(made?.item.options.slice(0, 4)).toEqual(plain.options);
    expect(made?.item.options[4]).toEqual({ id: "extra-distractor", text: "Platelets are giant" });
    expect(made?.answerMap).toEqual({ A: "A", B: "B", C: "C", D: "D" });
    expect(made?.validity.status).toBe("unchecked");
  });

  it("never borrows a key, all or none, what names labels, what stands there already, or what looks another way", () => {
    for (let seed = 0; seed < 20; seed++) {
      expect(texts(plain, [other], {}, seed)).toEqual(["Platelets are giant"]);
    }
    const naming = { ...other, options: listed(["HbA2", "Both A and C", "nan"]) };
    expect(perturb(plain, [naming])).toEqual([]);
    expect(perturb(plain, [{ ...negativeItems.en, options: other.options }])).toEqual([]);
  });

  it("borrows only within a specialty, and from none where fewer than three others share it", () => {
    const heart: Item = { ...other, id: "heart", tags: { specialty: ["cardiology"] } };
    expect(perturb(plain, [heart])).toEqual([]);
    expect(texts(plain, [heart, other])).toEqual(["Platelets are giant"]);
    const few = withOthers(extraDistractor)(plain, { similar: () => [other, ...mute.slice(1), heart] });
    expect(few).toEqual([]);
  });

  it("borrows what ends as most of the options do where no specialty is named", () => {
    const untagged = (item: Item): Item => ({ ...item, tags: {} });
    const syndromes = untagged({
      ...plainItems.zh,
      stem: "该病证型是",
      options: listed(["心阴虚证", "肺阴虚证", "肝阴虚证", "风寒"]),
    });
    const lending = (text: string): Item =>
      untagged({ ...plainItems.zh, id: text, options: listed(["对", text]), accepted: [["A"]] });
    expect(texts(syndromes, [lending("胃火炽盛")])).toBeUndefined();
    expect(texts(syndromes, [lending("胃火炽盛"), lending("脾气虚证")])).toEqual(["脾气虚证"]);
    const few = { ...syndromes, options: listed(["心阴虚证", "肺阴虚证", "痰热", "风寒"]) };
    expect(texts(few, [lending("脾气虚证")])).toBeUndefined();
    const sentences = {
      ...syndromes,
      options: listed(["有发热咳嗽咳痰的肺热阴虚证", "肺阴虚证", "肝阴虚证", "肾阴虚证"]),
    };
    expect(texts(sentences, [lending("脾气虚证")])).toBeUndefined();
  });

  it("borrows from questions that ask for the same, or what ends alike where they do not say for what", () => {
    const test: Item = { ...other, stem: "Which test confirms the diagnosis?" };
    expect(texts(plain, [test])).toBeUndefined();
    expect(texts({ ...plain, stem: "Which test is next?" }, [test])).toEqual(["Platelets are giant"]);
    expect(texts({ ...plain, stem: "What is true?" }, [test])).toBeUndefined();
    const ending = { ...test, options: listed(["x", "Platelets are low"]) };
    expect(texts({ ...plain, stem: "What is true?" }, [ending])).toEqual(["Platelets are low"]);
  });

  it("borrows the same kind of answer", () => {
    const asking = (own: readonly string[], lent: string, item: Item = plainItems.en) =>
      texts({ ...item, stem: "What is the diagnosis?", options: listed(own) }, [
        { ...other, options: listed(["x", lent]) },
      ])?.[0];
    expect(asking(["10 mg", "20 mg", "30 mg"], "40 mg")).toBe("40 mg");
    expect(asking(["10 mg", "20 mg", "30 mg"], "40 ml")).toBeUndefined();
    expect(asking(["10 mg", "20 mg", "30 mg"], "a drop")).toBeUndefined();
    // A Roman numeral in a name is no number.
    expect(asking(["Factor Ⅱ", "Factor Ⅴ", "Factor X"], "Kallikrein")).toBe("Kallikrein");
    expect(asking(["铁剂治疗", "输血治疗"], "Iron")).toBeUndefined();
    expect(asking(["Aspirin", "Heparin"], "warfarin")).toBeUndefined();
    expect(asking(["Aspirin.", "Heparin.", "Iron."], "Warfarin")).toBe("Warfarin.");
    expect(asking(["Aspirin", "Heparin", "Iron"], "Warfarin.")).toBe("Warfarin");
    expect(asking(["铁剂治疗。", "输血治疗。"], "抗凝治疗")).toBe("抗凝治疗。");
  });

  it("borrows nothing that says again what stands there", () => {
    const again = (own: string, lent: string, stem = "What is the diagnosis?") =>
      texts({ ...plain, stem, options: listed([own, "Gastro-oesophageal reflux"]) }, [
        { ...other, options: listed(["x", lent]) },
      ]);
    expect(again("Iron deficiency anaemia", "Anaemia of iron deficiency")).toBeUndefined();
    expect(again("Acute viral hepatitis", "Chronic viral hepatitis")).toEqual(["Chronic viral hepatitis"]);
    expect(again("Iron deficiency anaemia", "Pernicious anaemia")).toEqual(["Pernicious anaemia"]);
    expect(again("肺结核及其并发症", "结核性肺部并发症")).toBeUndefined();
    expect(
      again("Iron deficiency anaemia", "Pernicious anaemia", "After pernicious anaemia: what is the diagnosis?"),
    ).toBeUndefined();
  });

  it("takes texts that end alike before others, one from an item", () => {
    const second: Item = { ...other, id: "second", options: listed(["x", "Sideroblasts are high"]) };
    expect(texts(plain, [other, second])).toEqual(["Sideroblasts are high"]);
    expect(texts(plain, [other, second], { count: 2 })).toEqual(["Sideroblasts are high", "Platelets are giant"]);
    expect(texts(plain, [other, second], { count: 3 })).toBeUndefined();
  });

  it("is unsound where what does not hold is asked for, and none where nothing is marked", () => {
    const except = { ...plain, stem: "All are possible diagnoses EXCEPT:" };
    expect(perturb(except, [other])[0]?.validity.status).toBe("unsound");
    expect(perturb({ ...plain, accepted: [] }, [other])).toEqual([]);
    expect(perturb({ ...plain, kind: "true-false" }, [other])).toEqual([]);
  });
});

describe("parallel-language", () => {
  const perturb = withOthers(parallelLanguage);
  const spanish: Item = {
    ...plainItems.en,
    id: "es-plain",
    language: "es",
    stem: "¿Qué es cierto?",
    options: ["La ferritina está baja", "Está alta", "La haptoglobina está baja", "Hay reticulocitosis"].map(
      (text, at) => ({ id: "ABCD".charAt(at), text }),
    ),
    tags: { specialty: ["hematología"] },
    references: ["Otra."],
  };
  const status = (parallel: Item, item: Item = plainItems.en) =>
    perturb(item, { parallels: () => [parallel] })[0]?.validity.status;

  it("takes language, stem and texts, and keeps ids, key and what is not shown", () => {
    const [made] = perturb(plainItems.en, { parallels: () => [spanish] });
    expect(made?.item).toEqual({ ...plainItems.en, language: "es", stem: spanish.stem, options: spanish.options });
    expect(made?.answerMap).toEqual({ A: "A", B: "B", C: "C", D: "D" });
    expect(made?.validity.status).toBe("sound");
  });

  it("matches options by place, and says when it cannot be sure of it", () => {
    const numbered = {
      ...spanish,
      options: spanish.options.map(({ text }, at) => ({ id: String(at + 1), text })),
      accepted: [["1"]],
    };
    expect(perturb(plainItems.en, { parallels: () => [numbered] })[0]?.item.options).toEqual(spanish.options);
    expect(status(numbered)).toBe("unchecked");
    expect(status({ ...spanish, accepted: [] })).toBe("unchecked");
    expect(status({ ...spanish, accepted: [["B"]] })).toBe("unsound");
    expect(status({ ...spanish, options: spanish.options.map(({ id }) => ({ id, text: "lo mismo" })) })).toBe(
      "unsound",
    );
    const doses = (first: string): Item => ({
      ...spanish,
      options: [first, "20 mg", "30 mg", "40 mg"].map((text, at) => ({ id: "ABCD".charAt(at), text })),
    });
    expect(status(doses("10 mg"), { ...plainItems.en, options: doses("10 mg of it").options })).toBe("sound");
    expect(status(doses("15 mg"), { ...plainItems.en, options: doses("10 mg of it").options })).toBe("unchecked");
  });

  it("gives nothing where the two are not the same question, or not in the language asked for", () => {
    expect(perturb(plainItems.en, { parallels: () => [{ ...spanish, options: spanish.options.slice(1) }] })).toEqual(
      [],
    );
    expect(perturb(plainItems.en, { parallels: () => [{ ...spanish, kind: "multiple" }] })).toEqual([]);
    expect(perturb(plainItems.en, { parallels: () => [spanish] }, { to: "zh" })).toEqual([]);
    expect(perturb(plainItems.en, { parallels: () => [{ ...spanish, language: "en-GB" }] })).toEqual([]);
    expect(perturb(plainItems.en, {})).toEqual([]);
  });

  it("takes shared case and text to read from the same version", () => {
    const group = { id: "g", kind: "shared-stem" as const, order: 1, text: "A case." };
    const item = { ...plainItems.en, group, context: "An article." };
    const [made] = perturb(item, { parallels: () => [{ ...spanish, group: { ...group, text: "Un caso." } }] });
    expect(made?.item.group?.text).toBe("Un caso.");
    expect(made?.item.context).toBeUndefined();
    const [alone] = perturb(plainItems.en, {
      parallels: () => [{ ...spanish, group: { ...group, text: "Un caso." } }],
    });
    expect(alone?.item.stem).toBe(`Un caso.\n${spanish.stem}`);
  });
});
