import { describe, expect, it } from "vitest";
import { entity, fact, graphOf } from "./__fixtures__/small-graph.ts";
import { neighbourhoodOverlap, selectSeeds } from "./select-seeds.ts";

const graph = graphOf([
  entity("a", "drug", { en: "a" }),
  entity("b", "drug", { en: "b" }),
  entity("c", "drug", { en: "c" }),
  entity("d", "test", { en: "d" }),
  entity("d-again", "test", { en: "d again|d" }),
  fact("a", "r", "x"),
  fact("a", "r", "y"),
  fact("b", "r", "x"),
  fact("b", "r", "y"),
  fact("c", "r", "z"),
  fact("d", "r", "z"),
  fact("d-again", "r", "z"),
]);
const keys = ["d", "c", "a", "d-again", "b"];
const scoreOf: Readonly<Record<string, number>> = { a: 10, b: 9, c: 8, d: 7, "d-again": 6 };
const candidates = { entities: keys.map(graph.entityOf), scores: keys.map((key) => scoreOf[key] ?? 0) };
const settings = { count: 5, quotas: new Map<string, number>(), perType: 5, relevance: 1 };
const chosen = (changed: Partial<typeof settings>) =>
  selectSeeds(graph, candidates, { ...settings, ...changed }).map(({ entity: code }) => graph.keyOf(code));

describe("selecting seeds", () => {
  it("takes the best, merges what shares a name", () => {
    expect(chosen({})).toEqual(["a", "b", "c", "d"]);
    expect(chosen({ count: 2 })).toEqual(["a", "b"]);
  });

  it("keeps quotas by type", () => {
    expect(chosen({ perType: 1 })).toEqual(["a", "d"]);
    expect(
      chosen({
        quotas: new Map([
          ["drug", 2],
          ["test", 0],
        ]),
      }),
    ).toEqual(["a", "b"]);
  });

  it("prefers seeds unlike each other the lower the relevance", () => {
    // After a: b has 0.5·0.9 − 0.5·1 = −0.05, c has 0.5·0.8, d 0.5·0.7; after c, d and d-again are like it.
    expect(chosen({ relevance: 0.5, count: 2 })).toEqual(["a", "c"]);
    expect(chosen({ relevance: 0.5, count: 3 })).toEqual(["a", "b", "c"]);
  });

  it("measures likeness by common neighbours", () => {
    const overlap = (one: string, other: string) =>
      neighbourhoodOverlap(graph, graph.entityOf(one), graph.entityOf(other));
    expect(overlap("a", "b")).toBe(1);
    expect(overlap("a", "c")).toBe(0);
    expect(overlap("c", "d")).toBe(1);
    expect(overlap("x", "z")).toBe(0);
  });
});
