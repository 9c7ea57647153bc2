import { describe, expect, it } from "vitest";
import { annotations } from "../lexicons/annotation-texts.ts";
import type { ReviewCriterion } from "../records/review.ts";
import { annotationScheme } from "./annotation-scheme.ts";
import { parseRating } from "./rating-value.ts";
import { reviewSchemes } from "./review-schemes.ts";

function criterion(scheme: { readonly criteria: readonly ReviewCriterion[] }, id: string): ReviewCriterion {
  const found = scheme.criteria.find((one) => one.id === id);
  if (found === undefined) {
    throw new Error(`no ${id}`);
  }
  return found;
}

const label = criterion(reviewSchemes.labels, "inaccurate");
const scale = criterion(reviewSchemes.rubric, "safety");
const group = criterion(annotationScheme(annotations), "diseasegroup");
const department = criterion(annotationScheme(annotations), "department");

describe("parseRating", () => {
  it.each([
    ["1", "1"],
    [" X ", "1"],
    ["√", "1"],
    ["是", "1"],
    ["Sí", "1"],
    ["'1", "1"],
    ["０", "0"],
    ["no", "0"],
    ["否", "0"],
    ["2", null],
    ["maybe", null],
    ["  ", undefined],
  ])("reads the label %j as %j", (cell, wanted) => {
    expect(parseRating(cell, label, undefined)).toBe(wanted);
  });

  it.each([
    ["4", "4"],
    ["4.0", "4"],
    ["５", "5"],
    ["0", null],
    ["6", null],
    ["3.5", null],
    ["four", null],
    ["1e9", null],
    ["NaN", null],
  ])("reads the point %j as %j", (cell, wanted) => {
    expect(parseRating(cell, scale, undefined)).toBe(wanted);
  });

  it.each([
    ["11", "11"],
    ["1", "01"],
    ["肿瘤", "02"],
    ["neoplasms", "02"],
    ["Neoplasias", "02"],
    ["02 · 肿瘤 · Neoplasms", "02"],
    ["不符合", "none"],
    ["v", "V"],
    ["27", null],
  ])("reads the category %j as %j", (cell, wanted) => {
    expect(parseRating(cell, group, undefined)).toBe(wanted);
  });

  it("takes over what was suggested, and only where something was", () => {
    expect(parseRating("ok", department, "IM")).toBe("IM");
    expect(parseRating("ok", department, undefined)).toBeNull();
  });
});
