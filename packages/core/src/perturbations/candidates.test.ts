import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { multipleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { allOrNoneItems, negativeItems, plainItems, severalRight } from "./__fixtures__/worded-items.ts";
import type { Perturbation } from "./define.ts";
import maskedOption from "./masked-option.ts";
import trueFalseEach from "./true-false-each.ts";
import yesNoCandidate from "./yes-no-candidate.ts";

const drafts = (plugin: Perturbation, item: Item, settings: unknown = {}, seed = 1) =>
  plugin.configure(settings).perturb(item, randomStream(seed, item.id));
const status = (plugin: Perturbation, item: Item) => drafts(plugin, item)[0]?.validity.status;

describe("true-false-each", () => {
  it("asks of each option in turn, and the key says which is true", () => {
    const made = drafts(trueFalseEach, multipleItem);
    expect(made.map(({ item }) => item.accepted)).toEqual([
      [["true"]],
      [["false"]],
      [["true"]],
      [["true"]],
      [["false"]],
    ]);
    expect(made[1]?.item.stem).toBe("下列哪些药物可改善其预后？\n判断：“地高辛”是本题的正确答案。这一说法对还是错？");
    expect(made[1]?.item.options).toEqual([
      { id: "true", text: "对" },
      { id: "false", text: "错" },
    ]);
    expect(made.every(({ item, answerMap }) => item.kind === "true-false" && answerMap === null)).toBe(true);
  });

  it.each([
    ["en", "Statement: “Ferritin is low” is a correct answer to this question. Is the statement true or false?"],
    [
      "es",
      "Afirmación: «La ferritina está alta» es una respuesta correcta a esta pregunta. ¿Es verdadera o falsa la afirmación?",
    ],
    ["pt", "Afirmação: “Ferritina alta” é uma resposta correta a esta questão. A afirmação é verdadeira ou falsa?"],
  ] as const)("asks in %s", (language, question) => {
    expect(drafts(trueFalseEach, plainItems[language])[0]?.item.stem.split("\n").at(-1)).toBe(question);
  });

  it("puts quotation marks inside the quoted option as its language has them", () => {
    const quoting = (language: "es" | "en", text: string): string | undefined => {
      const item = plainItems[language];
      return drafts(trueFalseEach, { ...item, options: [{ id: "A", text }, ...item.options.slice(1)] })[0]?.item.stem;
    };
    expect(quoting("es", "Parálisis «en báscula»")).toContain("«Parálisis “en báscula”»");
    expect(quoting("en", "A “bell” curve")).toContain("“A ‘bell’ curve”");
  });

  it("is sound where options are judged one by one, unchecked where one is the best of several", () => {
    expect([plainItems.en, plainItems.zh, plainItems.es].map((item) => status(trueFalseEach, item))).toEqual([
      "sound",
      "sound",
      "sound",
    ]);
    expect(status(trueFalseEach, severalRight)).toBe("sound");
    const best = { ...plainItems.en, stem: "What is the most likely diagnosis?" };
    expect(status(trueFalseEach, best)).toBe("unchecked");
    expect(status(trueFalseEach, { ...plainItems.en, stem: "Which drug causes gout?" })).toBe("unchecked");
    expect(status(trueFalseEach, { ...plainItems.en, stem: "Which is the most correct statement?" })).toBe("unchecked");
    expect(Object.values(negativeItems).map((item) => status(trueFalseEach, item))).toEqual(Array(4).fill("unsound"));
    expect(allOrNoneItems.map((item) => status(trueFalseEach, item))).toEqual(Array(4).fill("unsound"));
  });

  it("takes ids the item does not use, and nothing where alternatives are accepted", () => {
    const used: Item = {
      ...plainItems.en,
      options: [
        { id: "true", text: "Yes" },
        { id: "false", text: "Never" },
      ],
      accepted: [["true"]],
    };
    expect(drafts(trueFalseEach, used)[0]?.item.options.map(({ id }) => id)).toEqual(["true-2", "false-2"]);
    expect(drafts(trueFalseEach, { ...plainItems.en, accepted: [["A"], ["B"]] })).toEqual([]);
    expect(drafts(trueFalseEach, { ...plainItems.en, accepted: [] })).toEqual([]);
    expect(drafts(trueFalseEach, { ...plainItems.en, kind: "true-false" })).toEqual([]);
    expect(drafts(trueFalseEach, { ...plainItems.en, language: "fr" })).toEqual([]);
  });

  it("never gives meaning to what an option holds", () => {
    const item: Item = {
      ...plainItems.en,
      options: [
        { id: "A", text: "costs $& and {option}." },
        { id: "B", text: "b" },
      ],
    };
    expect(drafts(trueFalseEach, item)[0]?.item.stem).toContain("“costs $& and {option}” is");
  });
});

describe("yes-no-candidate", () => {
  it("proposes right and wrong options with even odds, and the key follows", () => {
    let right = 0;
    const proposed = new Set<string>();
    for (let seed = 0; seed < 2000; seed++) {
      const [made] = drafts(yesNoCandidate, plainItems.en, {}, seed);
      const text = /“(.*)”/.exec(made?.item.stem ?? "")?.[1] ?? "";
      proposed.add(text);
      expect(made?.item.accepted).toEqual([[text === "Ferritin is low" ? "yes" : "no"]]);
      right += text === "Ferritin is low" ? 1 : 0;
    }
    expect(proposed).toEqual(new Set(plainItems.en.options.map(({ text }) => text)));
    // Four standard deviations of a binomial with n = 2000 and p = 1/2 are 90.
    expect(Math.abs(right - 1000)).toBeLessThan(90);
  });

  it("may offer maybe, which is never right", () => {
    const [made] = drafts(yesNoCandidate, plainItems.es, { maybe: true });
    expect(made?.item.options.map(({ text }) => text)).toEqual(["Sí", "No", "Quizá"]);
    expect(made?.item.accepted.flat()).not.toContain("maybe");
    expect(drafts(yesNoCandidate, plainItems.zh)[0]?.item.options.map(({ text }) => text)).toEqual(["是", "否"]);
  });

  it("gives nothing where every option is right", () => {
    expect(drafts(yesNoCandidate, { ...plainItems.en, kind: "multiple", accepted: [["A", "B", "C", "D"]] })).toEqual(
      [],
    );
  });
});

describe("masked-option", () => {
  const item: Item = {
    ...plainItems.en,
    options: [
      { id: "A", text: "Ferritin is low" },
      { id: "B", text: "Reticulocytes are raised within a day" },
      { id: "C", text: "High" },
      { id: "D", text: "Transfusion is needed in every patient" },
    ],
  };

  it("blanks a wrong option of some length, which is then what is asked for", () => {
    const hidden = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const [made] = drafts(maskedOption, item, {}, seed);
      const [id = ""] = made?.item.accepted[0] ?? [];
      const text = item.options.find((option) => option.id === id)?.text ?? "?";
      hidden.add(id);
      expect(made?.item.stem).not.toContain(text);
      expect(made?.item.stem).toContain(`\n${id}. [____]`);
      expect(made?.item.stem).toContain("\nA. Ferritin is low\n");
      expect(made?.renderDirectives).toEqual({
        options: "hidden",
        turns: [{ say: "Write the text of the blanked option word for word and nothing else." }],
      });
      expect(made?.validity.status).toBe("unsound");
    }
    expect(hidden).toEqual(new Set(["B", "D"]));
  });

  it("never hides what the stem or another option gives away", () => {
    const told: Item = { ...item, stem: `${item.stem} Reticulocytes are raised within a day.` };
    const like = { id: "E", text: "Transfusion is needed in almost every patient" };
    for (let seed = 0; seed < 10; seed++) {
      expect(drafts(maskedOption, told, {}, seed)[0]?.item.accepted).toEqual([["D"]]);
      expect(drafts(maskedOption, { ...item, options: [...item.options, like] }, {}, seed)[0]?.item.accepted).toEqual([
        ["B"],
      ]);
    }
  });

  it("hides nothing that the others together hold word by word", () => {
    const series = (texts: readonly string[], language: "zh" | "en"): Item => ({
      ...plainItems[language],
      stem: "?",
      options: texts.map((text, at) => ({ id: "ABCDE".charAt(at), text })),
      accepted: [["A"]],
    });
    const measures = ["乙类", "预防控制措施和强制治疗措施", "一般治疗措施和紧急处置措施", "紧急预防措施和强制处置措施"];
    const pairs = [
      "Wait",
      "Surgical repair with antibiotics given early",
      "Radiation and hormone treatment throughout life",
      "Surgical repair and radiation treatment",
    ];
    const hidden = (item: Item): ReadonlySet<string> =>
      new Set(
        Array.from({ length: 30 }, (_, seed) => drafts(maskedOption, item, {}, seed)[0]?.item.accepted[0]?.[0] ?? ""),
      );
    expect(hidden(series(measures, "zh"))).toEqual(new Set(["B", "C"]));
    expect(hidden(series(pairs, "en"))).toEqual(new Set(["B", "C"]));
  });

  it("gives nothing where no option can be hidden", () => {
    expect(drafts(maskedOption, { ...item, options: item.options.slice(0, 1) })).toEqual([]);
    expect(
      drafts(maskedOption, {
        ...item,
        options: item.options.map(({ id }) => ({ id, text: `${id} 1234567890 1234567890` })),
      }),
    ).toEqual([]);
    expect(allOrNoneItems.flatMap((one) => drafts(maskedOption, one))).toEqual([]);
    expect(drafts(maskedOption, { ...item, language: "fr" })).toEqual([]);
  });
});
