import { describe, expect, it } from "vitest";
import { fieldOf } from "./__fixtures__/standard-field.ts";
import { stratumTagOf, tagStrata } from "./tag-strata.ts";

const field = fieldOf({
  points: { m: [1, 1, 1, 1] },
  tags: { specialty: ["b", ["a", "b"], "a", ""], level: ["x", "y", "x", "x"] },
});

describe("tagStrata", () => {
  it("lists values in order, an item of several in each, one without in none", () => {
    expect(tagStrata(field, ["specialty"]).map(({ stratum, items }) => [stratum, [...items]])).toEqual([
      [{ specialty: "a" }, [1, 2]],
      [{ specialty: "b" }, [0, 1]],
    ]);
  });

  it("combines tags, leaving out combinations that no item has", () => {
    expect(tagStrata(field, ["specialty", "level"]).map(({ stratum, items }) => [stratum, [...items]])).toEqual([
      [{ specialty: "a", level: "x" }, [2]],
      [{ specialty: "a", level: "y" }, [1]],
      [{ specialty: "b", level: "x" }, [0]],
      [{ specialty: "b", level: "y" }, [1]],
    ]);
  });

  it("has no strata for a tag that no item has, or for none", () => {
    expect(tagStrata(field, ["year"])).toEqual([]);
    expect(tagStrata(field, [])).toEqual([]);
  });

  it("becomes a tag of the resampling", () => {
    const tag = stratumTagOf(tagStrata(field, ["specialty"]), 4);
    expect(tag).toEqual({ values: 2, codes: Int32Array.of(1, 0, 1, 0), starts: Int32Array.of(0, 1, 3, 4, 4) });
  });
});
