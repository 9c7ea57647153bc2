import { describe, expect, it } from "vitest";
import { annotations } from "../lexicons/annotation-texts.ts";
import { type LabelEvidence, publishedLabel, settledLabel } from "./annotation-labels.ts";

const nothing: LabelEvidence = { published: undefined, consensus: undefined, reviewers: {}, model: undefined };
const model = { status: "labelled", value: "IM" } as const;

describe("settledLabel", () => {
  it.each<[string, Partial<LabelEvidence>, string | null, string | null]>([
    ["nobody", {}, null, null],
    ["the model alone", { model }, "IM", "model"],
    ["a model that says none applies", { model: { status: "not-applicable" } }, "none", "model"],
    ["a model that gave no category", { model: { status: "invalid", written: "Heart" } }, null, null],
    ["one reviewer", { model, reviewers: { anna: "Surg" } }, "Surg", "reviewer"],
    ["two who agree", { model, reviewers: { anna: "Surg", ben: "Surg" } }, "Surg", "reviewer"],
    ["two who differ", { model, reviewers: { anna: "Surg", ben: "IM" } }, null, null],
    ["a consensus", { model, reviewers: { anna: "Surg", ben: "IM" }, consensus: "EM" }, "EM", "consensus"],
    ["what is published", { published: "TCM", model, consensus: "EM" }, "TCM", "published"],
  ])("of %s", (_who, evidence, value, by) => {
    expect(settledLabel({ ...nothing, ...evidence })).toMatchObject({ value, by });
  });
});

describe("publishedLabel", () => {
  const annotated = { tags: { discipline: ["ClinMed"], difficulty: ["3"], competency: ["PHL"] } };
  it("is the tag, none for an annotated item without it, and unknown for any other", () => {
    expect(publishedLabel(annotated, "competency", annotations)).toBe("PHL");
    expect(publishedLabel(annotated, "department", annotations)).toBe("none");
    expect(publishedLabel({ tags: {} }, "department", annotations)).toBeUndefined();
  });

  it("takes no tag of another meaning for an annotation", () => {
    const other = { tags: { discipline: ["pharmacology"], difficulty: ["hard"] } };
    expect(publishedLabel(other, "department", annotations)).toBeUndefined();
  });
});
