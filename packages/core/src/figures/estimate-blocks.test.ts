import { describe, expect, it } from "vitest";
import type { Estimate } from "../records/estimate.ts";
import { answerBlocks, estimateBlocks, formBlocks } from "./estimate-blocks.ts";
import type { OutcomeShares } from "./outcome-bars.ts";
import { outcomeShares } from "./outcome-shares.ts";
import { heatmapContent, heatmapTable, stratumTables } from "./stratum-tables.ts";

function row(change: Partial<Estimate>): Estimate {
  return {
    measure: "accuracy",
    exam: "e",
    model: "m",
    arm: "a",
    perturbation: "none",
    scorer: "s",
    extractor: "x",
    denominator: "posed",
    stratum: {},
    value: 0.5,
    low: 0.4,
    high: 0.6,
    level: 0.95,
    method: "wilson",
    nItems: 100,
    nClusters: 100,
    nCalls: 100,
    excluded: {},
    status: "estimated",
    ...change,
  };
}

describe("estimateBlocks", () => {
  it("makes a block of each exam, arm, perturbation, scorer and extractor", () => {
    const blocks = estimateBlocks([
      row({}),
      row({ exam: "f" }),
      row({ arm: "b" }),
      row({ perturbation: "p" }),
      row({ model: "n" }),
    ]);
    expect(blocks.map(({ exam, arm, perturbation, models }) => [exam, arm, perturbation, models.length])).toEqual([
      ["e", "a", "none", 2],
      ["f", "a", "none", 1],
      ["e", "b", "none", 1],
      ["e", "a", "p", 1],
    ]);
  });

  it("puts the best first, ties by name and models without a number last", () => {
    const models = [
      row({ model: "z", value: 0.7 }),
      row({ model: "none-b", value: null }),
      row({ model: "none-a", value: null }),
      row({ model: "y", value: 0.9 }),
      row({ model: "b", value: 0.7 }),
    ];
    expect(estimateBlocks(models)[0]?.models.map(({ model }) => model)).toEqual(["y", "b", "z", "none-a", "none-b"]);
  });

  it("takes the headline denominator where there are several", () => {
    const [block] = estimateBlocks([
      row({ denominator: "readable", value: 0.9 }),
      row({ denominator: "posed", value: 0.6 }),
      row({ denominator: "planned", value: 0.5 }),
    ]);
    expect(block?.models[0]?.accuracy?.value).toBe(0.6);
  });

  it("shows rates of outcomes, which have no scorer, in the block of every scorer", () => {
    const blocks = estimateBlocks([
      row({ scorer: "exact-set" }),
      row({ scorer: "partial", value: 0.8 }),
      row({ measure: "rate:refused", scorer: "none", value: 0.1 }),
    ]);
    expect(blocks.map((block) => block.models[0]?.measures.get("rate:refused")?.value)).toEqual([0.1, 0.1]);
    expect(blocks.map((block) => block.models[0]?.accuracy?.value)).toEqual([0.5, 0.8]);
  });

  it("is empty without an overall accuracy", () => {
    expect(estimateBlocks([row({ measure: "weighted-f1" }), row({ stratum: { level: "senior" } })])).toEqual([]);
  });
});

describe("outcomeShares", () => {
  const rates = (values: Readonly<Record<string, number | null>>, accuracy: number | null) =>
    estimateBlocks([
      row({ value: accuracy }),
      ...Object.entries(values).map(([status, value]) => row({ measure: `rate:${status}`, scorer: "none", value })),
    ])[0]?.models[0];

  it("splits the chosen replies into right and wrong and adds up to one", () => {
    const entry = rates({ chosen: 0.8, refused: 0.15, unreadable: 0.05, abstained: 0 }, 0.6);
    const shares: OutcomeShares["shares"] = entry === undefined ? {} : outcomeShares(entry).shares;
    expect(shares.right).toBeCloseTo(0.6, 12);
    expect(shares.wrong).toBeCloseTo(0.2, 12);
    expect(Object.keys(shares)).toEqual(["right", "wrong", "refused", "unreadable"]);
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("never passes one when annulled items were credited to everyone", () => {
    const entry = rates({ chosen: 0.8, unreadable: 0.2 }, 0.85);
    expect(entry && outcomeShares(entry).shares).toMatchObject({ right: 0.8, wrong: 0 });
  });

  it("has no shares without an estimate", () => {
    const entry = rates({ chosen: null }, null);
    expect(entry && outcomeShares(entry).shares).toEqual({});
  });
});

describe("stratumTables", () => {
  const rows = [
    row({}),
    ...["senior", "attending"].map((level) => row({ stratum: { level, specialty: "neurology" }, nItems: 20 })),
    row({ stratum: { specialty: "cardiology", level: "senior" }, model: "n", value: null }),
    ...["10", "9", "x"].map((year) => row({ stratum: { year } })),
    row({ stratum: { year: "9" }, denominator: "readable", value: 0.99 }),
  ];
  const [block] = estimateBlocks(rows);
  const tables = block === undefined ? [] : stratumTables(rows, block, [["year"], ["specialty", "level"], ["absent"]]);

  it("makes a table of each combination of tags, in the study's order of tags", () => {
    expect(tables.map(({ tags }) => tags)).toEqual([["year"], ["specialty", "level"]]);
    expect(tables[1]?.rows.map(({ values }) => values)).toEqual([
      ["cardiology", "senior"],
      ["neurology", "attending"],
      ["neurology", "senior"],
    ]);
  });

  it("orders numbers by size and takes the headline denominator only", () => {
    expect(tables[0]?.rows.map(({ values }) => values[0])).toEqual(["9", "10", "x"]);
    expect(tables[0]?.rows[0]?.cells.get("m")?.value).toBe(0.5);
  });

  it("finds specialty and level for a heatmap, specialty down the side", () => {
    const chosen = heatmapTable(tables);
    expect(chosen?.table.tags[chosen.rowTag]).toBe("specialty");
    const content = chosen && heatmapContent(chosen.table, chosen.rowTag, "m");
    expect(content?.rows).toEqual(["cardiology", "neurology"]);
    expect(content?.columns).toEqual(["attending", "senior"]);
    expect(content?.cells).toHaveLength(2);
  });

  it("takes any two tags when specialty and level are not there, and none without a pair", () => {
    const others = [row({}), ...["1", "2", "3"].map((year) => row({ stratum: { kind: "single", year } }))];
    const chosen = block && heatmapTable(stratumTables(others, block, []));
    expect(chosen?.table.tags[chosen.rowTag]).toBe("year");
    expect(heatmapTable(tables.slice(0, 1))).toBeUndefined();
  });
});

describe("answerBlocks", () => {
  const scorers = (blocks: readonly { readonly arm: string; readonly scorer: string }[]) =>
    blocks.map(({ arm, scorer }) => `${arm} ${scorer}`);

  it("leaves out how replies kept to a form where the same replies are marked for their answer", () => {
    const blocks = estimateBlocks([
      row({ scorer: "exact-set" }),
      row({ arm: "told", scorer: "exact-set" }),
      row({ arm: "told", scorer: "partial" }),
      row({ arm: "told", scorer: "adherence-strict" }),
      row({ arm: "told", scorer: "joint" }),
      row({ arm: "form alone", scorer: "joint" }),
    ]);
    expect(scorers(answerBlocks(blocks))).toEqual([
      "a exact-set",
      "told exact-set",
      "told partial",
      "form alone joint",
    ]);
    const beside = blocks.map((block) => scorers(formBlocks(block, blocks)));
    expect(beside).toEqual([[], ["told adherence-strict", "told joint"], [], [], [], []]);
  });
});
