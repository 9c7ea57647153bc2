import { describe, expect, it } from "vitest";
import { annotationCode, annotationName, cmexamAnnotations } from "./cmexam-annotations.ts";

describe("cmexamAnnotations", () => {
  it("holds every value of the paper's five annotations", () => {
    const sizes = Object.fromEntries(Object.entries(cmexamAnnotations).map(([tag, values]) => [tag, values.length]));
    expect(sizes).toEqual({ diseaseGroup: 28, department: 36, discipline: 7, competency: 4, difficulty: 5 });
  });

  it.each(Object.entries(cmexamAnnotations))(
    "tells the values of %s apart by code, by label and by name",
    (_tag, values) => {
      for (const part of ["code", "zh", "en"] as const) {
        expect(new Set(values.map((value) => value[part])).size).toBe(values.length);
      }
    },
  );

  it.each(Object.entries(cmexamAnnotations))("gives each code of %s back for its own label", (tag, values) => {
    expect(values.map((value) => annotationCode(tag, value.zh))).toEqual(values.map((value) => value.code));
  });
});

describe("annotationName", () => {
  it("names a code in Chinese, and in English for every other language", () => {
    expect(annotationName("diseaseGroup", "11", "zh")).toBe("循环系统疾病");
    expect(annotationName("diseaseGroup", "11", "zh-Hans")).toBe("循环系统疾病");
    expect(annotationName("diseaseGroup", "11", "en")).toBe("Diseases of the circulatory system");
    expect(annotationName("diseaseGroup", "11", "es")).toBe("Diseases of the circulatory system");
  });

  it("keeps the same abbreviation of two annotations apart", () => {
    expect(annotationName("department", "Dent", "zh")).toBe("口腔科");
    expect(annotationName("discipline", "Dent", "zh")).toBe("口腔医学");
  });

  it("gives a value it does not know back", () => {
    expect(annotationName("year", "2021", "en")).toBe("2021");
    expect(annotationName("department", "肾内科", "en")).toBe("肾内科");
    expect(annotationName("constructor", "x", "en")).toBe("x");
  });
});

describe("annotationCode", () => {
  it("knows no code for a label that is not the annotation's", () => {
    expect(annotationCode("department", "循环系统疾病")).toBeUndefined();
    expect(annotationCode("year", "2021")).toBeUndefined();
  });
});
