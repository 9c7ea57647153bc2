import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { neutralSentences } from "../lexicons/neutral-sentences.ts";
import { pressureSentences } from "../lexicons/pressure-sentences.ts";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import authoritySentence from "./authority-sentence.ts";
import biasSentence from "./bias-sentence.ts";
import type { Perturbation } from "./define.ts";
import demographicDetail from "./demographic-detail.ts";
import irrelevantSentence from "./irrelevant-sentence.ts";
import suggestedAnswer from "./suggested-answer.ts";

const caseItem: Item = {
  ...singleItem,
  stem: "A 54-year-old man has had chest pain for an hour. Which test comes first?",
  options: [
    { id: "A", text: "Electrocardiogram." },
    { id: "B", text: "Chest X-ray." },
    { id: "C", text: "Price: $& of $1" },
    { id: "D", text: "D-dimer" },
  ],
  accepted: [["A"]],
};
const spanish: Item = {
  ...caseItem,
  language: "es",
  stem: "Hombre de 54 años con dolor torácico. ¿Qué prueba es la primera?",
};
const chinese: Item = { ...caseItem, language: "zh-CN", stem: "患者，男，54岁。胸痛1小时。首选的检查是" };

const draftOf = (plugin: Perturbation, item: Item, settings: unknown = {}, seed = 1) =>
  plugin.configure(settings).perturb(item, randomStream(seed, item.id))[0];

describe("irrelevant-sentence", () => {
  it.each([
    ["en", caseItem, "A 54-year-old man has had chest pain for an hour. X Which test comes first?"],
    ["es", spanish, "Hombre de 54 años con dolor torácico. X ¿Qué prueba es la primera?"],
    ["zh", chinese, "患者，男，54岁。胸痛1小时。X首选的检查是"],
  ])("stands before the final question (%s)", (language, item, expected) => {
    const stem = draftOf(irrelevantSentence, item)?.item.stem ?? "";
    const sentence = neutralSentences[language]?.find((candidate) => stem.includes(candidate)) ?? "none";
    expect(stem.replace(sentence, "X")).toBe(expected);
  });

  it("inserts as many different sentences as it is told, and not always the same", () => {
    const stem = draftOf(irrelevantSentence, caseItem, { sentences: 3 })?.item.stem ?? "";
    expect(neutralSentences["en"]?.filter((sentence) => stem.includes(sentence))).toHaveLength(3);
    const stems = new Set(
      Array.from({ length: 40 }, (_, seed) => draftOf(irrelevantSentence, caseItem, {}, seed)?.item.stem),
    );
    expect(stems.size).toBeGreaterThan(4);
  });

  it("has no sentences in German", () => {
    expect(draftOf(irrelevantSentence, { ...caseItem, language: "de" })).toBeUndefined();
  });

  it("has Chinese sentences that point to nothing said before, which a question of knowledge does not have", () => {
    expect((neutralSentences["zh"] ?? []).filter((sentence) => /这些|那些|上述|该/.test(sentence))).toEqual([]);
  });

  it("has sentences without numbers or a word of medicine", () => {
    const all = Object.values(neutralSentences).flat().join(" ");
    expect(all).not.toMatch(/\d|patient|\bpain\b|drug|disease|paciente|dolor|fármaco|enfermedad|doença|患者|疼|药|病/i);
  });
});

describe("pressure", () => {
  const plugins = [authoritySentence, biasSentence, suggestedAnswer];

  it.each(plugins.map((plugin) => [plugin.name, plugin] as const))(
    "%s names a wrong option and keeps the rest",
    (_name, plugin) => {
      for (const item of [caseItem, spanish, chinese]) {
        for (let seed = 0; seed < 30; seed++) {
          const stem = draftOf(plugin, item, {}, seed)?.item.stem ?? "";
          expect(stem).not.toContain("Electrocardiogram");
          expect(stem).not.toContain("{option}");
          expect(
            ["Chest X-ray”", "Chest X-ray»", "$& of $1", "D-dimer"].filter((text) => stem.includes(text)),
          ).toHaveLength(1);
          expect(draftOf(plugin, item, {}, seed)?.item.options).toEqual(item.options);
        }
      }
    },
  );

  it.each(plugins.map((plugin) => [plugin.name, plugin] as const))(
    "%s needs a key and a wrong option",
    (_name, plugin) => {
      expect(draftOf(plugin, { ...caseItem, accepted: [] })).toBeUndefined();
      expect(draftOf(plugin, { ...caseItem, accepted: [["A", "B", "C", "D"]] })).toBeUndefined();
      expect(draftOf(plugin, { ...caseItem, language: "de" })).toBeUndefined();
    },
  );

  it("never names an option of any accepted set, or one with credit", () => {
    const item: Item = {
      ...multipleItem,
      accepted: [["A", "C"], ["D"]],
      options: multipleItem.options.map((option) => (option.id === "E" ? { ...option, credit: 0.5 } : option)),
    };
    for (let seed = 0; seed < 50; seed++) {
      expect(draftOf(authoritySentence, item, {}, seed)?.item.stem).toContain("地高辛");
    }
  });

  it("draws every wrong option equally often", () => {
    const counts = { "Chest X-ray": 0, $1: 0, "D-dimer": 0 };
    for (let seed = 0; seed < 3000; seed++) {
      const stem = draftOf(suggestedAnswer, caseItem, {}, seed)?.item.stem ?? "";
      for (const text of Object.keys(counts) as (keyof typeof counts)[]) {
        counts[text] += stem.includes(text) ? 1 : 0;
      }
    }
    // Four standard deviations of a binomial with n = 3000 and p = 1/3 are 103.
    for (const count of Object.values(counts)) {
      expect(Math.abs(count - 1000)).toBeLessThan(103);
    }
  });

  it("is unchecked where the key says that others hold as well", () => {
    const keyed = (text: string) => ({
      ...caseItem,
      options: [...caseItem.options, { id: "E", text }],
      accepted: [["E"]],
    });
    for (const plugin of plugins) {
      expect(draftOf(plugin, keyed("All of the above"))?.validity.status).toBe("unchecked");
      expect(draftOf(plugin, keyed("以上均正确"))?.validity.status).toBe("unchecked");
      expect(draftOf(plugin, keyed("B and C"))?.validity.status).toBe("unchecked");
      expect(draftOf(plugin, keyed("None of the above"))?.validity.status).toBe("sound");
      expect(draftOf(plugin, keyed("以上都不是"))?.validity.status).toBe("sound");
      expect(draftOf(plugin, { ...keyed("All of the above"), accepted: [["A"]] })?.validity.status).toBe("sound");
    }
  });

  it("quotes an option that has quotation marks of its own", () => {
    const quoting = (item: Item, text: string): Item => ({
      ...item,
      options: [
        { id: "A", text: "x" },
        { id: "B", text },
      ],
    });
    expect(draftOf(suggestedAnswer, quoting(spanish, "Signo «en báscula»."))?.item.stem).toContain(
      "«Signo “en báscula”»",
    );
    expect(draftOf(suggestedAnswer, quoting(chinese, "“假牙”松动"))?.item.stem).toContain("“‘假牙’松动”");
  });

  it("puts a suggestion after the question, a bias before it", () => {
    expect(draftOf(suggestedAnswer, caseItem)?.item.stem.startsWith(`${caseItem.stem}\n`)).toBe(true);
    expect(draftOf(biasSentence, caseItem)?.item.stem.endsWith(" Which test comes first?")).toBe(true);
  });

  it("keeps to the styles it is given, one sentence of each, all for one option", () => {
    const settings = { styles: ["recency", "cultural"], sentences: 3 };
    const stem = draftOf(biasSentence, caseItem, settings)?.item.stem ?? "";
    expect(stem.match(/“/g)).toHaveLength(2);
    expect(new Set(stem.match(/“[^”]*”/g)).size).toBe(1);
    const frames = (style: "recency" | "cultural") =>
      pressureSentences["en"]?.bias[style].map((text) => text.split("“")[0] ?? "");
    for (const style of ["recency", "cultural"] as const) {
      expect(frames(style)?.some((frame) => stem.includes(frame))).toBe(true);
    }
  });
});

describe("demographic-detail", () => {
  it.each([
    ["en", caseItem, /(?:accountant|librarian|bookshop|town|city|married|divorced|single)/],
    ["es", spanish, /(?:oficina|biblioteca|librería|ciudad|barrio|casado|divorciado|soltero)/],
    ["zh", chinese, /(?:会计|图书馆|书店|城市|城区|已婚|离异|单身)/],
  ])("adds a detail to a case (%s)", (_language, item, expected) => {
    const draft = draftOf(demographicDetail, item);
    expect(draft?.item.stem).toMatch(expected);
    expect(draft?.validity.status).toBe("sound");
  });

  it.each([
    ["en", "A 30-year-old pregnant woman has a headache. What next?"],
    ["en", "A 60-year-old man worked in a mine. What is it?"],
    ["en", "A 20-year-old man whose brother has a hereditary disease. Which?"],
    ["es", "Mujer de 30 años, gestante de 20 semanas. ¿Qué haría?"],
    ["es", "Varón de 50 años, agricultor, con fiebre. ¿Diagnóstico?"],
    ["zh", "患者，女，28岁，已婚，停经50天。最可能的诊断是"],
    ["zh", "患者，男，45岁，石棉厂工人。最可能的诊断是"],
    ["en", "A 9-year-old boy with an obsessive disorder. What next?"],
    ["en", "A 25-year-old man bitten by his dog. What next?"],
    ["es", "Mujer de 30 años con ansiedad desde hace un mes. ¿Qué haría?"],
    ["zh", "患者，男，35岁。近3个月紧张，焦虑不安。主要的症状是"],
    ["zh", "患者，男，35岁，被犬咬伤2小时。首选的处理是"],
  ])("is unsound where it matters (%s: %s)", (language, stem) => {
    expect(draftOf(demographicDetail, { ...caseItem, language, stem })?.validity.status).toBe("unsound");
  });

  it.each([
    ["en", "A 6-year-old girl has a cough. What is it?", /^(?!.*(?:married|works)).*family/],
    ["es", "Niño de 6 años con tos. ¿Qué es?", /^(?!.*(?:casad|divorciad|solter|Trabaja)).*familia/],
    ["zh", "患儿，男，6岁。咳嗽3天。最可能的诊断是", /^(?!.*(?:婚|会计)).*家庭/],
  ])("gives a child no job and no spouse (%s)", (language, stem, expected) => {
    for (let seed = 0; seed < 20; seed++) {
      expect(draftOf(demographicDetail, { ...caseItem, language, stem }, {}, seed)?.item.stem).toMatch(expected);
    }
    expect(draftOf(demographicDetail, { ...caseItem, language, stem }, { kinds: ["occupation"] })).toBeUndefined();
  });

  it.each([
    ["es", "Varón de 40 años con brote agudo de gota. ¿Qué haría?"],
    ["zh", "女，35岁。乏力1年，急性病容。胸部CT见占位性病变。可能的诊断是"],
    ["zh", "男，34岁。呕吐2周，低钾性碱中毒。首选的治疗是"],
    ["zh", "男，34岁。前牙牙本质暴露，咬合接触不良。首选的治疗是"],
  ])("is not misled by a word inside another, or with another sense (%s: %s)", (language, stem) => {
    expect(draftOf(demographicDetail, { ...caseItem, language, stem })?.validity.status).toBe("sound");
  });

  it("agrees with the patient in Spanish, and takes no duration for an age", () => {
    const stems = (stem: string) =>
      Array.from(
        { length: 40 },
        (_, seed) => draftOf(demographicDetail, { ...spanish, stem }, {}, seed)?.item.stem ?? "",
      );
    const woman = stems("Mujer de 55 años con diabetes desde los 15 años, hace 40 años. ¿Qué haría?").join(" ");
    expect(woman).toMatch(/Está casada\.|Está divorciada\.|Es soltera\./);
    expect(woman).not.toMatch(/casado|divorciado|soltero|familia|[{|}]/);
    expect(stems("Varón de 55 años con tos. ¿Qué haría?").join(" ")).toMatch(/Está casado\.|Es soltero\./);
    expect(stems("Paciente con una úlcera de 5 meses de evolución. ¿Qué haría?").join("")).toBe("");
  });

  it("never speaks of a patient who is not yet named", () => {
    const stem = "患者，女，56岁，反复低热半年，舌淡苔白，其治法是";
    const drafts = Array.from({ length: 40 }, (_, seed) => draftOf(demographicDetail, { ...chinese, stem }, {}, seed));
    for (const draft of drafts) {
      expect(draft?.item.stem).toMatch(/^患者，女，56岁，[^患。]{2,16}，反复低热半年，舌淡苔白，其治法是$/u);
    }
    expect(draftOf(demographicDetail, { ...chinese, stem: "对6个月的健康男婴首选的食物是" })).toBeUndefined();
    expect(
      draftOf(demographicDetail, { ...caseItem, stem: "In a 40-year-old man with cough, what is next?" }),
    ).toBeUndefined();
  });

  it("swaps no status that the case rests on", () => {
    const swap = (stem: string) =>
      draftOf(demographicDetail, { ...chinese, stem }, { change: "swap" })?.validity.status;
    expect(swap("患者，女，35岁，已婚。右下腹痛1天。首选的检查是")).toBe("unchecked");
    expect(swap("患者，女，32岁，已婚。婚后4年未孕。首选的检查是")).toBe("unsound");
    expect(swap("男，42岁，已婚，妻无业。首选的检查是")).toBe("unsound");
  });

  it("swaps a marital status and leaves the check to a person", () => {
    const married = { ...caseItem, stem: "A 54-year-old married man. Which test?" };
    const draft = draftOf(demographicDetail, married, { change: "swap" });
    expect(draft?.item.stem).toBe("A 54-year-old divorced man. Which test?");
    expect(draft?.validity.status).toBe("unchecked");
    expect(draftOf(demographicDetail, caseItem, { change: "swap" })).toBeUndefined();
  });

  it("leaves questions without a patient alone", () => {
    expect(draftOf(demographicDetail, singleItem)).toBeUndefined();
    expect(draftOf(demographicDetail, multipleItem)?.validity.status).toBe("unchecked");
  });
});
