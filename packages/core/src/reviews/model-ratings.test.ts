import { describe, expect, it } from "vitest";
import { answersAgainstExplanations, modelRatings } from "./model-ratings.ts";
import { type RaterRecord, raterRecordFormat } from "./rater-records.ts";
import type { ReviewKey } from "./review-key.ts";
import { reviewSchemes } from "./review-schemes.ts";
import { sheetRatings } from "./sheet-ratings.ts";

const strata: ReviewKey["strata"] = [
  { model: "m", outcome: "right", size: 80, sampled: 4 },
  { model: "m", outcome: "wrong", size: 20, sampled: 2 },
];
const rows: ReviewKey["rows"] = [0, 0, 0, 0, 1, 1].map((stratum, place) => ({
  row: `r0-${place}`,
  callId: `c${place}`,
  exam: "e",
  itemId: `q${place}`,
  model: "m",
  stratum,
  shown: "",
}));
const key = { models: ["m"], strata, rows };

function record(rater: string | null, criterion: string, values: readonly (string | undefined)[]): RaterRecord {
  return {
    format: raterRecordFormat,
    sheet: "0",
    rater,
    ratings: values.flatMap((value, place) =>
      value === undefined ? [] : [{ row: `r0-${place}`, values: { [criterion]: value }, comment: "" }],
    ),
  };
}

describe("modelRatings", () => {
  it("weighs each case by the items it stands for, and halves where raters differ", () => {
    const ratings = sheetRatings(key, [
      record("anna", "inaccurate", ["1", "0", "0", "0", "1", "1"]),
      record("ben", "inaccurate", ["1", "1", "0", "0", "1", "0"]),
    ]);
    const found = modelRatings(key, reviewSchemes.labels, ratings, 0.95).find(
      ({ criterion }) => criterion === "inaccurate",
    );
    // 0.8 · 1.5/4 + 0.2 · 1.5/2
    expect(found).toMatchObject({ rated: 6, estimate: { status: "estimated" } });
    expect(found?.estimate.status === "estimated" ? found.estimate.value : 0).toBeCloseTo(0.45, 12);
    const [table] = answersAgainstExplanations(key, reviewSchemes.labels, ratings, 0.95);
    expect(table?.counts).toEqual({ rightSound: 2.5, rightInaccurate: 1.5, wrongSound: 0.5, wrongInaccurate: 1.5 });
    expect(table?.rightForWrongReason).toMatchObject({ value: 0.8 * 0.375 });
    expect(table?.inaccurateAmongWrong).toMatchObject({ value: 0.75 });
  });

  it("lets the consensus alone count, and gives means of a scale in its own points", () => {
    const scale = reviewSchemes.rubric;
    const ratings = sheetRatings(key, [
      record("anna", "accuracy", ["1", "5", "5", "5", "3", "3"]),
      record("ben", "accuracy", ["5", "5", "5", "5", "3", "3"]),
      record(null, "accuracy", ["5", undefined, undefined, undefined, undefined, undefined]),
    ]);
    const found = modelRatings(key, scale, ratings, 0.95).find(({ criterion }) => criterion === "accuracy")?.estimate;
    expect(found?.status === "estimated" ? found.value : 0).toBeCloseTo(0.8 * 5 + 0.2 * 3, 12);
    expect(found?.status === "estimated" && found.low >= 1 && found.high <= 5).toBe(true);
    expect(answersAgainstExplanations(key, scale, ratings, 0.95)[0]?.counts.rightInaccurate).toBe(0);
  });

  it("gives no number where a stratum was left open, and none for other criteria", () => {
    const ratings = sheetRatings(key, [record("anna", "inaccurate", ["1", "0", "0", "0", undefined, undefined])]);
    const found = modelRatings(key, reviewSchemes.labels, ratings, 0.95);
    expect(found.find(({ criterion }) => criterion === "inaccurate")?.estimate).toMatchObject({
      why: "cases of a kind that nobody rated",
    });
    expect(found.find(({ criterion }) => criterion === "repeated")).toMatchObject({ rated: 0 });
    expect(answersAgainstExplanations(key, { ...reviewSchemes.labels, inaccurate: null }, ratings, 0.95)).toEqual([]);
  });
});
