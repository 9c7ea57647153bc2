import { describe, expect, it } from "vitest";
import { holmAdjust } from "../statistics/holm-adjust.ts";
import { mcnemarTest } from "../statistics/mcnemar-test.ts";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { itemField, itemSettings } from "./__fixtures__/item-field.ts";
import type { Field } from "./field.ts";
import { parallelLanguages } from "./parallel-languages.ts";
import { parallelSides } from "./parallel-sides.ts";

/** A field of one language whose items are parallel to those of the same place, or to the ids given. */
function version(
  language: string,
  answers: Readonly<Record<string, string>>,
  parallelIds?: readonly (string | null)[],
  changes: Partial<Field> = {},
): Field {
  const items = Object.values(answers)[0]?.length ?? 0;
  return itemField("A".repeat(items), answers, {
    exam: `exam-${language}`,
    languages: Array.from({ length: items }, () => language),
    parallelIds: parallelIds ?? Array.from({ length: items }, (_, item) => `p${item}`),
    itemIds: Array.from({ length: items }, (_, item) => `${language}-${item}`),
    ...changes,
  });
}

const withMargin = (margin: number) => itemSettings({ comparison: { alpha: 0.05, smallStratum: 30, margin } });

describe("parallelSides", () => {
  it("pairs items by their parallel id, whatever their order, and models by id and run", () => {
    const en = version("en", { a: "AAB", b: "ABB" }, ["x", "y", null]);
    const es = version("es", { b: "AB", a: "BA" }, ["y", "x"]);
    const [pair, another] = parallelSides([en, es]);
    expect(another).toBeUndefined();
    expect(pair?.parallelIds).toEqual(["x", "y"]);
    expect([...(pair?.secondPlaces ?? [])]).toEqual([1, 0]);
    expect(pair?.models).toEqual([
      { name: "a", first: 0, second: 1 },
      { name: "b", first: 1, second: 0 },
    ]);
  });

  it("pairs languages within an exam, and no two exams of one language or of two ways of asking", () => {
    const mixed = version("en", { a: "AABB" }, ["x", "y", "x", "y"], { languages: ["en", "en", "pt", "pt"] });
    expect(parallelSides([mixed]).map(({ first, second }) => [first.language, second.language])).toEqual([
      ["en", "pt"],
    ]);
    expect(parallelSides([version("en", { a: "AA" }), version("en", { a: "AA" })])).toEqual([]);
    expect(parallelSides([version("en", { a: "A" }), version("es", { a: "A" }, undefined, { arm: "other" })])).toEqual(
      [],
    );
  });
});

describe("parallelLanguages", () => {
  it("is null where no item has a version in another language", () => {
    expect(parallelLanguages([itemField("AA", { a: "AA" })], itemSettings())).toBeNull();
    expect(
      parallelLanguages([version("en", { a: "A" }, ["x"]), version("es", { a: "A" }, ["y"])], itemSettings()),
    ).toBeNull();
    expect(parallelLanguages([], itemSettings())).toBeNull();
  });

  it("gives the paired difference of each model, with Holm's adjustment over all of them", () => {
    const en = version("en", { a: `${"A".repeat(12)}BBBB`, b: "A".repeat(16) });
    const es = version("es", { a: `AA${"B".repeat(10)}BBBA`, b: `${"A".repeat(15)}B` });
    const found = parallelLanguages([en, es], itemSettings());
    const [a, b] = found?.pairs[0]?.models ?? [];
    expect(a).toMatchObject({ model: "a", n: 16, first: 12 / 16, second: 3 / 16, firstAbove: 10, secondAbove: 1 });
    expect(a?.difference?.value).toBeCloseTo(9 / 16, 12);
    const p = [mcnemarTest(10, 1).p, mcnemarTest(1, 0).p];
    expect([a?.p, b?.p]).toEqual(p);
    expect([a?.pAdjusted, b?.pAdjusted]).toEqual([...holmAdjust(Float64Array.from(p))]);
    expect(a?.equivalence).toEqual({ status: "not-estimable", why: "no-margin" });
    expect(found?.pairs[0]?.items[0]).toMatchObject({ parallelId: "p0", bothRight: 2, firstOnly: 0, neither: 0, n: 2 });
    expect(found?.pairs[0]?.items[5]).toMatchObject({ bothRight: 1, firstOnly: 1, secondOnly: 0 });
    expect(found?.pairs[0]).toMatchObject({
      pairs: 16,
      candidates: 2,
      dif: { status: "not-estimable", why: "too-few-candidates" },
    });
  });

  it("shows equivalence with many equal answers, and not with few", () => {
    const text = (items: number) => "AB".repeat(items / 2);
    const decide = (items: number) => {
      const fields = [version("en", { a: text(items) }), version("es", { a: text(items) })];
      const equivalence = parallelLanguages(fields, withMargin(0.05))?.pairs[0]?.models[0]?.equivalence;
      return equivalence?.status === "estimated" ? equivalence.decision : equivalence?.why;
    };
    expect(decide(400)).toBe("equivalent");
    expect(decide(20)).toBe("not-shown");
  });

  it("takes items of one group as one cluster", () => {
    const clusters = Int32Array.from({ length: 12 }, (_, item) => Math.floor(item / 3));
    const en = version("en", { a: "AAAAAAAAABBB" }, undefined, { clusters });
    const es = version("es", { a: "BBBAAAAAABBB" });
    const [own] = parallelLanguages([en, es], itemSettings())?.pairs[0]?.models ?? [];
    expect(own).toMatchObject({ n: 12, nClusters: 4, p: 1 });
  });

  it("keeps a model without common items in the table, without numbers", () => {
    const en = version("en", { a: "A?", b: "AA" });
    const es = version("es", { a: "?B", b: "AB" });
    const found = parallelLanguages([en, es], withMargin(0.1));
    expect(found?.pairs[0]?.models[0]).toMatchObject({
      n: 0,
      difference: null,
      p: null,
      pAdjusted: null,
      equivalence: { status: "not-estimable", why: "no-shared-item" },
    });
    expect(found?.pairs[0]).toMatchObject({ candidates: 1 });
    expect(JSON.stringify(found)).not.toContain("NaN");
  });

  it("finds the item that one language makes harder, from a hundred candidates up", () => {
    const generator = uniformGenerator("parallel-dif", 3);
    const items = 30;
    const harder = 7;
    const answers = (language: string) =>
      Object.fromEntries(
        Array.from({ length: 200 }, (_, candidate) => {
          const ability = (candidate - 100) / 50;
          const letters = Array.from({ length: items }, (_item, item) => {
            const difficulty = (item - 15) / 10 + (language === "es" && item === harder ? 2 : 0);
            return generator.fraction() < 1 / (1 + Math.exp(difficulty - ability)) ? "A" : "B";
          });
          return [`c${candidate}`, letters.join("")];
        }),
      );
    const found = parallelLanguages([version("en", answers("en")), version("es", answers("es"))], itemSettings());
    const pair = found?.pairs[0];
    expect(pair?.dif).toEqual({ status: "estimated", candidates: 200 });
    const flagged = (pair?.items ?? []).filter(({ dif }) => dif?.status === "estimated" && dif.class === "C");
    expect(flagged.map(({ parallelId }) => parallelId)).toContain(`p${harder}`);
    expect(flagged.length).toBeLessThanOrEqual(3);
    const dif = pair?.items[harder]?.dif;
    expect(dif?.status === "estimated" ? dif.high : 0).toBeLessThan(-1);
  });
});
