import type { KnowledgeArmInput, KnowledgeCell, KnowledgeInput, KnowledgeSitting } from "../knowledge-input.ts";

/** By item, the points of three repeats; null where there are none. */
type Points = readonly (readonly [number, number, number] | null)[];

const itemIds = ["i0", "i1", "i2", "i3", "i4", "i5"];
const explained = ["a", "b", "c", "d", "e", "f"].map((id) => new Set([id]));
const noSeeds = itemIds.map(() => ({ passages: 0, seeds: [] }));

function sittings(points: Points, taken: readonly number[]): readonly KnowledgeSitting[] {
  return [0, 1, 2].map((repeat) => ({
    points: Float64Array.from(points, (of) => of?.[repeat] ?? Number.NaN),
    // A wrong answer is always the same one.
    choices: points.map((of) => (of === null ? null : of[repeat] === 1 ? '["A"]' : '["B"]')),
    taken: Float64Array.from(taken),
  }));
}

function cell(arm: string, points: Points, taken: readonly number[], promptTokens: number): KnowledgeCell {
  return { arm, model: "m", sittings: sittings(points, taken), promptTokens, completionTokens: 10 };
}

function seen(...seeds: readonly (readonly string[])[]): KnowledgeArmInput["seen"] {
  return seeds.map((ids) => ({ passages: ids.length, seeds: ids.map((id) => ({ id, label: `seed ${id}` })) }));
}

const unknown = Number.NaN;

/** Six items asked three times in five ways: without help, with seeds, with others at random, with k = 0, and with the key's. */
export const sampleKnowledgeInput: KnowledgeInput = {
  exam: "exam",
  itemIds,
  clusters: Int32Array.of(0, 1, 2, 3, 4, 5),
  level: 0.95,
  repeats: 3,
  seed: 1,
  arms: [
    { arm: "p", role: "baseline", retriever: null, without: null, seen: [], entities: "no item was given seeds" },
    {
      arm: "p+seeds",
      role: "seeds",
      retriever: "knowledge-seeds",
      without: "p",
      seen: seen(["a", "x"], ["x"], ["c"], ["d"], ["y"], []),
      entities: { explained, named: [true, true, true, true, true, false] },
    },
    {
      arm: "p+random",
      role: "control",
      retriever: "random-seeds",
      without: "p",
      seen: seen(["x", "y"], ["y"], ["x"], ["x"], ["x"], []),
      entities: "the graph is not there to find entities with",
    },
    {
      arm: "p+none",
      role: "empty",
      retriever: "knowledge-seeds",
      without: "p",
      seen: noSeeds,
      entities: "no item was given seeds",
    },
    {
      arm: "p+oracle",
      role: "leaking",
      retriever: "oracle-seeds",
      without: "p",
      seen: seen(["a"], ["b"], ["c"], ["d"], ["e"], ["f"]),
      entities: { explained, named: [true, true, true, true, true, false] },
    },
  ],
  cells: [
    cell("p", [[0, 0, 0], [1, 1, 1], [1, 0, 0], null, [1, 1, 1], [0, 0, 0]], itemIds.map(() => unknown), 100),
    cell(
      "p+seeds",
      [[1, 1, 1], [0, 1, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1], [0, 0, 0]],
      [0.5, 0, 1, 1, 0, unknown],
      120,
    ),
    cell("p+random", [[0, 0, 0], [1, 1, 1], [1, 0, 0], null, [1, 1, 1], [0, 0, 0]], itemIds.map(() => unknown), 121),
    cell("p+none", [[0, 0, 0], [1, 1, 1], [1, 0, 0], null, [1, 1, 1], [0, 0, 0]], itemIds.map(() => unknown), 100),
    cell(
      "p+oracle",
      [[1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1]],
      [1, 1, 1, 1, 1, 1],
      118,
    ),
  ],
};
