import { describe, expect, it } from "vitest";
import { fieldOf, settingsOf } from "./__fixtures__/standard-field.ts";
import { levelGap } from "./level-gap.ts";

/** `right` of `count` items. */
function items(count: number, right: number): number[] {
  return Array.from({ length: count }, (_, item) => (item < right ? 1 : 0));
}
const repeated = (count: number, value: string): string[] => Array.from({ length: count }, () => value);

/**
 * Attending: 90 single at 80 %, 10 multiple at 20 %. Senior: 50 single at 80 %, 50 multiple at 20 %. The whole gap is
 * that seniors get more questions with several answers.
 */
const confounded = fieldOf({
  points: { m: [...items(90, 72), ...items(10, 2), ...items(50, 40), ...items(50, 10)] },
  tags: {
    level: [...repeated(100, "attending"), ...repeated(100, "senior")],
    kind: [
      ...repeated(90, "single"),
      ...repeated(10, "multiple"),
      ...repeated(50, "single"),
      ...repeated(50, "multiple"),
    ],
  },
});

describe("levelGap", () => {
  it("is null where the study names no levels and the items have none", () => {
    expect(levelGap(fieldOf({ points: { m: [1, 0] } }), settingsOf())).toBeNull();
    const oneLevel = fieldOf({ points: { m: [1, 0] }, tags: { level: ["attending", "attending"] } });
    expect(levelGap(oneLevel, settingsOf())).toBeNull();
  });

  it("tells a gap that is only the levels' different make-up, and says that raw and adjusted disagree", () => {
    const gap = levelGap(confounded, settingsOf());
    expect(gap).toMatchObject({
      tag: "level",
      within: "kind",
      lower: { level: "attending", nItems: 100, multipleShare: 0.1 },
      higher: { level: "senior", nItems: 100, multipleShare: 0.5 },
    });
    const [model] = gap?.models ?? [];
    expect(model?.gap?.value).toBeCloseTo(0.74 - 0.5, 12);
    expect(model?.gap?.low).toBeGreaterThan(0.1);
    expect(model?.relative?.value).toBeCloseTo(0.24 / 0.74, 12);
    expect(model?.adjusted).toMatchObject({ status: "estimated", strataUsed: 2, value: expect.closeTo(0, 12) });
    expect(model).toMatchObject({ reading: "lower-better", adjustedReading: "not-told-apart", disagree: true });
  });

  it("agrees where the gap is there in every kind", () => {
    const field = fieldOf({
      points: { m: [...items(50, 45), ...items(50, 35), ...items(50, 20), ...items(50, 10)] },
      tags: {
        level: [...repeated(100, "attending"), ...repeated(100, "senior")],
        kind: [
          ...repeated(50, "single"),
          ...repeated(50, "multiple"),
          ...repeated(50, "single"),
          ...repeated(50, "multiple"),
        ],
      },
    });
    expect(levelGap(field, settingsOf())?.models[0]).toMatchObject({
      reading: "lower-better",
      adjustedReading: "lower-better",
      disagree: false,
      gap: { value: 0.5 },
      adjusted: { value: 0.5 },
    });
  });

  it("takes the study's own levels, and says where nothing can be adjusted", () => {
    const field = fieldOf({
      points: { m: [...items(10, 5), ...items(10, 5)] },
      tags: {
        grade: [...repeated(10, "I"), ...repeated(10, "II")],
        kind: [...repeated(10, "single"), ...repeated(10, "multiple")],
      },
    });
    const settings = settingsOf({ comparison: { levels: { tag: "grade", lower: "I", higher: "II" } } });
    const gap = levelGap(field, settings);
    expect(gap?.models[0]?.gap?.value).toBe(0);
    expect(gap?.models[0]?.adjusted).toEqual({
      status: "not-estimable",
      why: "no stratum holds items of both groups",
    });
    expect(gap?.models[0]?.disagree).toBe(false);
    const absent = settingsOf({ comparison: { levels: { tag: "grade", lower: "I", higher: "III" } } });
    expect(levelGap(field, absent)?.models[0]).toMatchObject({ gap: null, higher: { value: null, nItems: 0 } });
  });

  it("counts groups that reach over both levels, and leaves out an item of both", () => {
    const field = fieldOf({
      points: { m: [1, 0, 1, 0, 1] },
      tags: { level: ["attending", "senior", "attending", "senior", ["attending", "senior"]] },
      clusters: [0, 0, 1, 2, 3],
    });
    const gap = levelGap(field, settingsOf());
    expect(gap).toMatchObject({ sharedClusters: 1, lower: { nItems: 2 }, higher: { nItems: 2 } });
    expect(gap?.models[0]?.gap).toMatchObject({ value: 1, high: 1 });
  });

  it("has no gap for a model that missed a level, and no relative loss from nothing", () => {
    const tags = { level: ["attending", "attending", "senior", "senior"] };
    const gap = levelGap(
      fieldOf({ points: { missing: [1, 0, Number.NaN, Number.NaN], nothing: [0, 0, 0, 0] }, tags }),
      settingsOf(),
    );
    expect(gap?.models[0]).toMatchObject({ gap: null, relative: null, reading: null, disagree: false });
    expect(gap?.models[1]).toMatchObject({ gap: { value: 0 }, relative: null });
  });
});
