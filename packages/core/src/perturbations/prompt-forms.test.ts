import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { multipleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { allOrNoneItems, negativeItems, plainItems } from "./__fixtures__/worded-items.ts";
import answerTextForm from "./answer-text-form.ts";
import areYouSure from "./are-you-sure.ts";
import type { Perturbation } from "./define.ts";
import eliminateFirst from "./eliminate-first.ts";
import explainFirst from "./explain-first.ts";
import freeText from "./free-text.ts";
import jsonForm from "./json-form.ts";
import labelSet from "./label-set.ts";

const draft = (plugin: Perturbation, item: Item, settings: unknown = {}, seed = 1) =>
  plugin.configure(settings).perturb(item, randomStream(seed, item.id))[0];
const status = (plugin: Perturbation, item: Item, settings: unknown = {}) =>
  draft(plugin, item, settings)?.validity.status;

const alike: Item = {
  ...plainItems.en,
  options: plainItems.en.options.map(({ id }, at) => ({ id, text: at < 2 ? "Iron" : id })),
};
const naming: Item = { ...plainItems.en, options: [...plainItems.en.options, { id: "E", text: "A and C" }] };
const asking = (language: string, stem: string): Item => ({
  ...plainItems[language as keyof typeof plainItems],
  stem,
});

describe("operators that only ask for another form", () => {
  it.each([
    [labelSet, { labels: "none" }, { options: "unlabelled" }],
    [answerTextForm, {}, { answerForm: "text" }],
    [jsonForm, {}, { answerForm: "json" }],
    [freeText, {}, { options: "hidden" }],
  ])("$name leaves the item alone", (plugin, settings, directives) => {
    for (const item of Object.values(plainItems)) {
      const made = draft(plugin, item, settings);
      expect(made?.item).toBe(item);
      expect(made?.renderDirectives).toEqual(directives);
      expect(made?.answerMap).toEqual(Object.fromEntries(item.options.map(({ id }) => [id, id])));
    }
    expect(draft(plugin, { ...plainItems.en, options: [], accepted: [] }, settings)).toBeUndefined();
  });

  it("are sound where each option can be named by what is asked for", () => {
    for (const [plugin, settings] of [
      [labelSet, { labels: "none" }],
      [answerTextForm, {}],
    ] as const) {
      expect(status(plugin, plainItems.es, settings)).toBe("sound");
      expect(status(plugin, multipleItem, settings)).toBe("sound");
      expect(status(plugin, allOrNoneItems[0] ?? plainItems.en, settings)).toBe("sound");
      expect(status(plugin, alike, settings)).toBe("unsound");
      expect(status(plugin, naming, settings)).toBe("unsound");
    }
    expect([alike, naming, multipleItem].map((item) => status(jsonForm, item))).toEqual(["sound", "sound", "sound"]);
  });
});

describe("free-text", () => {
  it.each([
    ["en", "A man of 60 has crushing chest pain. What is the most likely diagnosis?"],
    ["en", "Which drug is the treatment of choice in absence seizures?"],
    ["en", "The commonest cause of iron deficiency in men is:"],
    ["zh", "患者，男，60岁，胸骨后压榨样疼痛2小时。最可能的诊断是"],
    ["zh", "治疗癫痫失神发作的首选药物是"],
    ["zh", "具有重浊黏滞致病特点的邪气是"],
    ["zh", "具有通调水道功能的脏是"],
    ["zh", "川乌含有多种生物碱，其中毒性最大的是"],
    ["zh", "血浆缓冲系统中最重要的是"],
    ["es", "Varón de 60 años con dolor torácico opresivo. ¿Cuál es el diagnóstico más probable?"],
    ["es", "Mujer con crisis de ausencia. Indique el tratamiento de elección."],
    ["pt", "Homem de 60 anos com dor torácica. Qual é o diagnóstico mais provável?"],
  ])("is unchecked where the question can stand alone (%s): %s", (language, stem) => {
    expect(status(freeText, asking(language, stem))).toBe("unchecked");
  });

  it.each([
    ["en", "Which of the following drugs causes gout?"],
    ["en", "Which one is true?"],
    ["en", "All of these are signs of tetanus EXCEPT:"],
    ["en", "A girl of 12 has a curve of 35 degrees, Risser 0."],
    ["zh", "下列属于抗代谢药的是"],
    ["zh", "关于缺铁性贫血，正确的是"],
    ["zh", "可引起低血钾的是"],
    ["zh", "极性最大的是"],
    ["zh", "抑制胃酸分泌作用最强的是（  ）"],
    ["zh", "具有止痢功效的药物是"],
    ["zh", "夜间阵发性呼吸困难，可见于"],
    ["es", "¿Cuál de los siguientes fármacos causa gota?"],
    ["es", "Respecto a la gota, señale la respuesta correcta:"],
    ["es", "En la gota es cierto que:"],
    ["pt", "Sobre a gota, assinale a alternativa correta."],
    ["pt", "Qual dos seguintes fármacos causa gota?"],
  ])("is unsound where the question needs its options (%s): %s", (language, stem) => {
    expect(status(freeText, asking(language, stem))).toBe("unsound");
  });

  it("is unsound where a list is missed otherwise, and none where several are right", () => {
    const fair = asking("en", "What is the most likely diagnosis?");
    expect(status(freeText, fair)).toBe("unchecked");
    expect(status(freeText, { ...fair, options: allOrNoneItems[0]?.options ?? [] })).toBe("unsound");
    const long = "Referral to a unit that has experience with it and a second visit";
    expect(
      status(freeText, { ...fair, options: fair.options.map((o) => (o.id === "A" ? { id: "A", text: long } : o)) }),
    ).toBe("unsound");
    expect(Object.values(negativeItems).map((item) => status(freeText, item))).toEqual(Array(4).fill("unsound"));
    expect(draft(freeText, multipleItem)).toBeUndefined();
    expect(draft(freeText, { ...fair, language: "fr" })).toBeUndefined();
  });
});

describe("conversations", () => {
  it.each(["en", "zh", "es", "pt"] as const)("doubt, eliminate and explain in %s", (language) => {
    const item = plainItems[language];
    const doubt = draft(areYouSure, item)?.renderDirectives?.turns;
    expect(doubt).toHaveLength(2);
    expect(doubt?.[0]).toEqual({ say: null });
    for (const plugin of [eliminateFirst, explainFirst]) {
      const turns = draft(plugin, item)?.renderDirectives?.turns;
      expect(turns).toEqual([{ say: expect.stringMatching(/\S/) }, { say: null }]);
      expect(draft(plugin, item)?.validity.status).toBe("sound");
    }
    expect(draft(eliminateFirst, item)?.renderDirectives).not.toEqual(draft(explainFirst, item)?.renderDirectives);
  });

  it("asks in the same language, without a space in Chinese", () => {
    const said = (item: Item, settings: unknown = {}) =>
      draft(areYouSure, item, settings)?.renderDirectives?.turns?.[1]?.say;
    expect(said(plainItems.zh)).toMatch(/^你确定.*？请按/);
    expect(said(plainItems.es)).toMatch(/^¿Está seguro.*\? Dé /);
    expect(said(plainItems.en, { doubt: "disagree" })).toMatch(/right.* Are you sure\? Give your final answer/);
  });

  it("has several ways to doubt, drawn by seed", () => {
    const ways = new Set(
      Array.from({ length: 20 }, (_, seed) =>
        JSON.stringify(draft(areYouSure, plainItems.en, {}, seed)?.renderDirectives),
      ),
    );
    expect(ways.size).toBe(2);
  });

  it("gives nothing without options or in a language without words", () => {
    for (const plugin of [areYouSure, eliminateFirst, explainFirst]) {
      expect(draft(plugin, { ...plainItems.en, options: [] })).toBeUndefined();
      expect(draft(plugin, { ...plainItems.en, language: "fr" })).toBeUndefined();
    }
  });
});
