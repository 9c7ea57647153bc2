import { describe, expect, it } from "vitest";
import { annotationNamesEs } from "./annotation-names-es.ts";
import { annotations, noCategory } from "./annotation-texts.ts";
import { cmexamAnnotations } from "./cmexam-annotations.ts";

describe("annotations", () => {
  it("have a name of their own for every category in every language", () => {
    for (const [tag, values] of Object.entries(cmexamAnnotations)) {
      expect(Object.keys(annotationNamesEs[tag] ?? {}).sort()).toEqual(values.map(({ code }) => code).sort());
      const own = annotations.find((one) => one.tag === tag);
      for (const language of ["en", "es", "zh"] as const) {
        const names = own?.values.map(({ title }) => title[language]) ?? [];
        expect(new Set(names).size, `${tag} ${language}`).toBe(names.length);
        expect(names.every((name) => name !== "")).toBe(true);
      }
    }
  });

  it("may stay open where the published file says 不符合", () => {
    const open = annotations.filter(({ values }) => values.at(-1)?.code === noCategory).map(({ tag }) => tag);
    expect(open).toEqual(["diseaseGroup", "department", "competency"]);
  });
});
