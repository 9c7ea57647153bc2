import { describe, expect, it } from "vitest";
import { cmexamAnnotations } from "../lexicons/cmexam-annotations.ts";
import { isCritical } from "../records/item.ts";
import { messagesOf, rowsOf, tagCounts } from "./__fixtures__/rows-of.ts";
import sampleExam from "./sample-exam.ts";

const languages = ["zh", "en", "es"];
const exams = await Promise.all(languages.map((language) => rowsOf(sampleExam, { language })));

describe("sample-exam", () => {
  it.each(languages)("gives 70 sound items in %s", (language) => {
    const rows = exams[languages.indexOf(language)] ?? [];
    expect(rows).toHaveLength(70);
    expect([...messagesOf(rows, "error"), ...messagesOf(rows, "warning")]).toEqual([]);
    expect(rows.every(({ item }) => item?.language === language && item.parallelId === item.id)).toBe(true);
    expect(rows.every(({ item }) => item?.options.length === 5 && item.references.length === 1)).toBe(true);
    expect(rows.every(({ place }) => (place.line ?? 0) > 1)).toBe(true);
  });

  it("asks the same in each language: ids, kinds, keys, tags and groups", () => {
    const skeletons = exams.map((rows) =>
      rows.map(({ item }) => ({
        id: item?.id,
        kind: item?.kind,
        options: item?.options.map(({ id }) => id),
        accepted: item?.accepted,
        tags: item?.tags,
        group: item?.group && { ...item.group, text: "" },
      })),
    );
    expect(skeletons[1]).toEqual(skeletons[0]);
    expect(skeletons[2]).toEqual(skeletons[0]);
    const texts = exams.map((rows) => rows.map(({ item }) => `${item?.group?.text}${item?.stem}`));
    expect(new Set(texts.flat()).size).toBe(210);
  });

  it("has seven specialties, two levels, and eight single-answer items in ten", () => {
    const rows = exams[1] ?? [];
    expect(Object.values(tagCounts(rows, "specialty"))).toEqual([10, 10, 10, 10, 10, 10, 10]);
    expect(tagCounts(rows, "level")).toEqual({ attending: 35, senior: 35 });
    expect(tagCounts(rows, "questionType")).toEqual({ single: 56, multiple: 14 });
    for (const { item } of rows) {
      expect((item?.accepted[0]?.length ?? 0) > 1).toBe(item?.kind === "multiple");
    }
  });

  it("tags with codes that have names", () => {
    for (const [tag, values] of Object.entries(cmexamAnnotations)) {
      const codes = Object.keys(tagCounts(exams[1] ?? [], tag)).filter((code) => code !== "(none)");
      expect(values.map(({ code }) => code)).toEqual(expect.arrayContaining(codes));
    }
  });

  it("gives each case of a group its text, in order", () => {
    const grouped = (exams[0] ?? []).flatMap(({ item }) => item?.group ?? []);
    const orders = new Map<string, number[]>();
    for (const { id, order, text } of grouped) {
      expect(text).not.toBe("");
      orders.set(id, [...(orders.get(id) ?? []), order]);
    }
    expect(orders.size).toBe(7);
    for (const order of orders.values()) {
      expect(order).toEqual(order.map((_, index) => index + 1));
    }
  });

  it("grades the harm of options alike in each language, never of a key, and marks critical items of one answer", () => {
    const graded = exams.map((rows) =>
      rows.flatMap(({ item }) =>
        (item?.options ?? []).flatMap(({ id, harm }) => (harm === undefined ? [] : [`${item?.id} ${id} ${harm}`])),
      ),
    );
    expect(graded[1]).toEqual(graded[0]);
    expect(graded[2]).toEqual(graded[0]);
    expect(graded[0]?.filter((option) => option.endsWith("severe")).length).toBeGreaterThanOrEqual(20);
    for (const { item } of exams[0] ?? []) {
      const harms = item?.options.filter(({ harm }) => harm !== undefined) ?? [];
      expect(harms.filter(({ id }) => item?.accepted.flat().includes(id))).toEqual([]);
      if (item !== undefined && isCritical(item)) {
        expect(item.kind).toBe("single");
        expect(harms.some(({ harm }) => harm === "severe")).toBe(true);
      }
    }
    expect((exams[0] ?? []).filter(({ item }) => item !== undefined && isCritical(item))).toHaveLength(13);
  });
});
