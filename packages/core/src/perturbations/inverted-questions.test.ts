import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import { allOrNoneItems, negativeItems, plainItems, severalRight } from "./__fixtures__/worded-items.ts";
import type { Perturbation } from "./define.ts";
import invertedLeadIn from "./inverted-lead-in.ts";
import selectIncorrect from "./select-incorrect.ts";

const drafts = (plugin: Perturbation, item: Item) =>
  plugin.configure({}).perturb(item, randomStream(1, plugin.name, item.id));

describe("inverted-lead-in", () => {
  it.each<[string, string, string]>([
    ["en", "Which of the following is true about tetanus?", "Which of the following are false about tetanus?"],
    ["en", "Which of the following is NOT true about tetanus?", "Which of the following are true about tetanus?"],
    ["en", "Which one of the following statements is correct?", "Which of the following statements are incorrect?"],
    [
      "en",
      "Which of the following statements about tetanus is false?",
      "Which of the following statements about tetanus are true?",
    ],
    ["en", "All of the following are true about tetanus, EXCEPT:", "Which of the following are true about tetanus?"],
    ["en", "About tetanus, all are true except", "About tetanus, which of the following are true?"],
    ["en", "Mark the FALSE answer:", "Mark the true answers:"],
    ["zh", "关于贫血的叙述，错误的是", "关于贫血的叙述，正确的有"],
    ["zh", "关于贫血的说法正确的是（  ）", "关于贫血的说法错误的有（  ）"],
    ["zh", "下列哪项是不正确的？", "下列哪些是正确的？"],
    ["zh", "关于贫血，哪种说法是错误的", "关于贫血，哪些说法是正确的"],
    ["zh", "关于贫血的描述，不正确的是哪一项", "关于贫血的描述，正确的是哪些"],
    [
      "es",
      "¿Cuál de las siguientes afirmaciones sobre la anemia es cierta?",
      "¿Cuáles de las siguientes afirmaciones sobre la anemia son falsas?",
    ],
    [
      "es",
      "Respecto a la anemia, ¿cuál de las siguientes afirmaciones NO es correcta?",
      "Respecto a la anemia, ¿cuáles de las siguientes afirmaciones son correctas?",
    ],
    ["es", "Señale la opción FALSA respecto a la anemia:", "Señale las opciones verdaderas respecto a la anemia:"],
    ["es", "Indique la afirmación incorrecta.", "Indique las afirmaciones correctas:"],
  ])("inverts exactly (%s): %s", (language, stem, expected) => {
    const [draft] = drafts(invertedLeadIn, { ...plainItems.en, language, stem });
    expect(draft?.item.stem).toBe(expected);
    expect(draft?.item).toMatchObject({ kind: "multiple", accepted: [["B", "C", "D"]] });
    expect(draft).toMatchObject({ answerMap: null, validity: { status: "sound" } });
  });

  it.each([
    ["en", "Which of the following is the most likely diagnosis?"],
    ["en", "Which of the following is the correct next step?"],
    ["en", "Which of the following is least likely?"],
    ["en", "Which of the following is not a cause of anaemia?"],
    ["en", "Which sign is not seen in shock? Mark the correct answer:"],
    ["zh", "最可能的诊断是"],
    ["zh", "最正确的是"],
    ["zh", "正确的处理是"],
    ["zh", "贫血不是下列哪项的表现，正确的是"],
    ["es", "¿Cuál es el diagnóstico más probable?"],
    ["pt", "Assinale a alternativa INCORRETA."],
    ["fr", "Laquelle est fausse ?"],
  ])("leaves alone what no rule inverts exactly (%s): %s", (language, stem) => {
    expect(drafts(invertedLeadIn, { ...plainItems.en, language, stem })).toEqual([]);
  });

  it("keeps the case before the lead-in", () => {
    expect(drafts(invertedLeadIn, plainItems.zh)[0]?.item.stem).toBe(
      "患者，女，30岁，面色苍白。关于缺铁性贫血的叙述，错误的有（  ）",
    );
    expect(drafts(invertedLeadIn, negativeItems.es)[0]?.item.stem).toBe(
      "Mujer con ferropenia. Señale las respuestas verdaderas:",
    );
  });

  it("takes what is left of a key of several", () => {
    expect(drafts(invertedLeadIn, severalRight)[0]?.item).toMatchObject({
      stem: "下列关于缺铁性贫血治疗的说法，错误的有",
      accepted: [["C", "D"]],
    });
  });
});

describe("select-incorrect", () => {
  it.each(Object.values<Item>(plainItems).map((item) => [item.language, item] as const))(
    "asks for every wrong option (%s)",
    (_language, item) => {
      const [draft] = drafts(selectIncorrect, item);
      const wrong = item.options.map(({ id }) => id).filter((id) => !item.accepted[0]?.includes(id));
      expect(draft?.item.stem.startsWith(`${item.stem}\n`)).toBe(true);
      expect(draft?.item).toMatchObject({ kind: "multiple", accepted: [wrong] });
      expect(draft).toMatchObject({ answerMap: null, validity: { status: "sound" } });
    },
  );

  it.each(Object.values<Item>(negativeItems).map((item) => [item.language, item] as const))(
    "is unsound after a negative stem (%s)",
    (_language, item) => {
      expect(drafts(selectIncorrect, item)[0]?.validity.status).toBe("unsound");
    },
  );

  it("leaves credits and earlier keys out: they belong to the question that was", () => {
    const credited: Item = {
      ...plainItems.en,
      options: plainItems.en.options.map((option) => ({ ...option, credit: 0.5 })),
      keyHistory: [{ accepted: [["B"]], until: "2020-01-01", reason: "revised" }],
    };
    const inverted = drafts(selectIncorrect, credited)[0]?.item;
    expect(inverted?.options).toEqual(plainItems.en.options);
    expect(inverted).not.toHaveProperty("keyHistory");
  });
});

describe.each([invertedLeadIn, selectIncorrect])("$name", (plugin) => {
  it("gives nothing without a single accepted set, or with fewer than two wrong options", () => {
    expect(drafts(plugin, { ...plainItems.en, accepted: [] })).toEqual([]);
    expect(drafts(plugin, { ...plainItems.en, accepted: [["A"], ["B"]] })).toEqual([]);
    expect(drafts(plugin, { ...plainItems.en, accepted: [["A", "B", "C"]] })).toEqual([]);
    expect(drafts(plugin, { ...plainItems.en, kind: "true-false" })).toEqual([]);
  });

  it.each(allOrNoneItems.filter(({ language }) => language !== "pt").map((item) => [item.language, item] as const))(
    "is unsound where an option refers to others (%s)",
    (_language, item) => {
      expect(drafts(plugin, item)[0]?.validity.status).toBe("unsound");
    },
  );
});
