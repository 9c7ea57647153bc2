import { describe, expect, it } from "vitest";
import { rubricCriterionNames } from "../lexicons/judge-texts.ts";
import { reviewSchemes } from "./review-schemes.ts";

describe("the shipped schemes", () => {
  it("say everything in three languages, and name no criterion twice", () => {
    for (const { criteria, inaccurate } of Object.values(reviewSchemes)) {
      expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length);
      for (const { title, help, values } of criteria) {
        const texts = [title, help, ...values.map((value) => value.title)].flatMap((one) => [one.en, one.es, one.zh]);
        expect(texts.every((text) => text.trim() !== "")).toBe(true);
      }
      const wrong = criteria.find(({ id }) => id === inaccurate?.criterion);
      expect(inaccurate?.values.every((value) => wrong?.values.some((one) => one.value === value))).toBe(true);
    }
  });

  it("have people rate what judges rate, on the same points", () => {
    expect(reviewSchemes.rubric.criteria.map(({ id }) => id)).toEqual([...rubricCriterionNames]);
    for (const { values } of reviewSchemes.rubric.criteria) {
      expect(values.map(({ value }) => value)).toEqual(["1", "2", "3", "4", "5"]);
    }
  });
});
