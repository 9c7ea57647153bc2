import { describe, expect, it } from "vitest";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { fieldOf, settingsOf } from "./__fixtures__/standard-field.ts";
import { stratumProfiles } from "./stratum-profile.ts";

const specialties = ["cardiology", "nephrology", "neurology"];

/** Items of three specialties in turn; each model with its own rate in each. */
function drawn(rates: Readonly<Record<string, readonly number[]>>, count: number) {
  const generator = uniformGenerator("profile-test", 4);
  const places = Array.from({ length: count }, (_, item) => item);
  return fieldOf({
    points: Object.fromEntries(
      Object.entries(rates).map(([name, own]) => [
        name,
        places.map((item) => (generator.fraction() < (own[item % 3] ?? 0) ? 1 : 0)),
      ]),
    ),
    tags: { specialty: places.map((item) => specialties[item % 3] ?? "") },
  });
}

const bySpecialty = settingsOf({ strata: [["specialty"], ["year"]] });

describe("stratumProfiles", () => {
  const field = drawn({ even: [0.7, 0.7, 0.7], weakKidney: [0.9, 0.3, 0.9] }, 240);
  const [profile, ...others] = stratumProfiles(field, bySpecialty);
  const [even, weak] = profile?.models ?? [];

  it("gives each cell its n, clusters, value and interval, and leaves out a tag that no item has", () => {
    expect(others).toEqual([]);
    expect(profile).toMatchObject({ tags: ["specialty"], level: 0.95, untagged: 0, overlapping: false });
    for (const cell of profile?.models.flatMap(({ cells }) => cells) ?? []) {
      expect(cell).toMatchObject({ nItems: 80, nClusters: 80, method: "wilson", small: false, pooled: null });
      expect(cell.low).toBeLessThan(cell.value ?? Number.NaN);
      expect(cell.high).toBeGreaterThan(cell.value ?? Number.NaN);
    }
  });

  it("finds the worst stratum and a spread beyond chance where there is one", () => {
    expect(weak?.worst?.stratum).toEqual({ specialty: "nephrology" });
    expect(weak?.worst?.lowestShare).toBeGreaterThan(0.99);
    expect(weak?.range?.low).toBeGreaterThan(0.3);
    expect(weak?.range?.high).toBeGreaterThan(0.6);
    expect(weak?.pooling).toBe("partial");
    expect(even?.range?.low).toBe(0);
    expect(even?.range?.value).toBeGreaterThan(0);
  });

  it("holds each profile against the field: residuals sum to 0 over models and over strata", () => {
    const rows = profile?.models.map(({ cells }) => cells.map(({ residual }) => residual?.value ?? Number.NaN)) ?? [];
    for (const row of rows) {
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    }
    expect(specialties.map((_, at) => (rows[0]?.[at] ?? 0) + (rows[1]?.[at] ?? 0))).toEqual(
      specialties.map(() => expect.closeTo(0, 12)),
    );
    const kidney = weak?.cells[1]?.residual;
    expect(kidney?.value).toBeLessThan(-0.1);
    expect(kidney?.high).toBeLessThan(0);
  });

  it("is the same every time", () => {
    expect(stratumProfiles(field, bySpecialty)).toEqual([profile]);
  });

  it("shows small strata with a value drawn towards the model's others", () => {
    const [small] = stratumProfiles(drawn({ m: [0.9, 0.2, 0.6] }, 24), bySpecialty);
    expect(small?.why).toBe("a profile needs at least two models and two strata");
    for (const cell of small?.models[0]?.cells ?? []) {
      expect(cell.small).toBe(true);
      expect(cell.pooled?.weight).toBeLessThan(1);
      const mean = 1 / 3 + 0.1;
      expect(Math.abs((cell.pooled?.value ?? 0) - mean)).toBeLessThanOrEqual(Math.abs((cell.value ?? 0) - mean) + 0.2);
      expect(cell.pooled?.low).toBeLessThanOrEqual(cell.pooled?.value ?? Number.NaN);
    }
  });

  it("is sensible for one item, perfect papers, identical models and missing answers", () => {
    const one = fieldOf({ points: { m: [1] }, tags: { specialty: ["a"] } });
    expect(stratumProfiles(one, bySpecialty)[0]?.models[0]).toMatchObject({
      cells: [{ value: 1, nItems: 1, small: true, residual: null }],
      range: null,
      sd: null,
      worst: null,
      pooling: "none",
    });
    const points = Array.from({ length: 30 }, () => 1);
    const tags = { specialty: points.map((_, item) => specialties[item % 3] ?? "") };
    const perfect = stratumProfiles(fieldOf({ points: { a: points, b: points }, tags }), bySpecialty)[0];
    for (const model of perfect?.models ?? []) {
      // Nothing varies, so nothing tells how far it might.
      expect(model.range).toBeNull();
      expect(model.cells.map(({ value, high }) => [value, high])).toEqual([
        [1, 1],
        [1, 1],
        [1, 1],
      ]);
      expect(model.cells.every(({ residual }) => Math.abs(residual?.value ?? 1) < 1e-12)).toBe(true);
    }
    const holes = fieldOf({
      points: { full: points, hole: points.map((_, item) => (item % 3 === 1 ? Number.NaN : 0)) },
      tags,
    });
    const missing = stratumProfiles(holes, bySpecialty)[0];
    expect(missing?.why).toBe("a model has no value in one of the strata");
    expect(missing?.models[1]?.cells[1]).toMatchObject({ value: null, low: null, nItems: 0, method: "none" });
    expect(JSON.stringify(missing)).not.toMatch(/NaN/u);
  });

  it("counts items of one group as one cluster", () => {
    const points = Array.from({ length: 20 }, (_, item) => (item % 4 < 2 ? 1 : 0));
    const tags = { specialty: points.map((_, item) => (item < 10 ? "a" : "b")) };
    const apart = stratumProfiles(fieldOf({ points: { m: points }, tags }), bySpecialty)[0]?.models[0]?.cells[0];
    const clusters = points.map((_, item) => Math.floor(item / 2));
    const grouped = stratumProfiles(fieldOf({ points: { m: points }, tags, clusters }), bySpecialty)[0]?.models[0]
      ?.cells[0];
    expect([apart?.nClusters, grouped?.nClusters]).toEqual([10, 5]);
    expect((grouped?.high ?? 0) - (grouped?.low ?? 0)).toBeGreaterThan((apart?.high ?? 0) - (apart?.low ?? 0));
  });
});
