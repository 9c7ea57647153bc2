import { describe, expect, it } from "vitest";
import { modelFactsSchema, sourcedFields } from "./model-facts.ts";

const least = {
  id: "owner/Model-7B",
  name: "Model-7B",
  domain: "general",
  openWeights: true,
  sources: { domain: "card", openWeights: "card" },
};

/** The least a file can say, with more in it, every one of these from "card". */
function facts(more: Readonly<Record<string, unknown>>): unknown {
  const sourced = Object.keys(more).filter((field) => (sourcedFields as readonly string[]).includes(field));
  const sources = Object.fromEntries(sourced.filter((field) => more[field] !== null).map((field) => [field, "card"]));
  return { ...least, ...more, sources: { ...least.sources, ...sources } };
}

function problems(value: unknown): readonly string[] {
  const parsed = modelFactsSchema.safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("modelFactsSchema", () => {
  it("takes what is left out for not certain", () => {
    expect(modelFactsSchema.parse(least)).toEqual({
      ...least,
      aliases: [],
      family: null,
      parent: null,
      parentExternal: false,
      totalParameters: null,
      activeParameters: null,
      architecture: null,
      experts: null,
      contextTokens: null,
      released: null,
      trainingCutoff: null,
      licence: null,
      reasoning: null,
      checked: {},
    });
  });

  it.each(sourcedFields)("wants a source for %s", (field) => {
    const values = {
      aliases: ["m"],
      experts: { total: 8, active: 2, shared: 0 },
      architecture: "mixture-of-experts",
      totalParameters: 7e9,
      activeParameters: 7e9,
      contextTokens: 8192,
      released: "2024-05",
      trainingCutoff: "2023-12",
      domain: "clinical",
      openWeights: false,
      reasoning: false,
      family: "Model",
      parent: "owner/Base",
      licence: "MIT",
    };
    const { [field]: _left, ...sources } = Object.fromEntries(sourcedFields.map((one) => [one, "card"]));
    expect(problems(facts(values))).toEqual([]);
    expect(problems({ ...least, ...values, sources })).toEqual([
      `${field}: has no source; name under sources where it is stated, or leave it null`,
    ]);
  });

  it("refuses a source of nothing, and one of a field there is none of", () => {
    expect(problems({ ...least, sources: { ...least.sources, licence: "card" } })).toEqual([
      "sources.licence: is the source of a field without a value",
    ]);
    expect(problems({ ...least, aliases: [], sources: { ...least.sources, aliases: "card" } })).toHaveLength(1);
    expect(problems({ ...least, sources: { ...least.sources, size: "card" } })).toHaveLength(1);
    expect(problems({ ...least, sources: { ...least.sources, domain: " " } })).toHaveLength(1);
  });

  it("takes fields that were checked, by month, each once and none without a value", () => {
    const licensed = facts({ licence: "MIT" }) as object;
    const checkedIn = (checked: unknown) => problems({ ...licensed, checked });
    expect(checkedIn({ "2026-11": ["domain", "licence"] })).toEqual([]);
    expect(checkedIn({ "2026-10": ["domain"], "2026-11": ["licence"] })).toEqual([]);
    expect(checkedIn({ "2026-11": ["licence", "released"] })).toEqual([
      "checked.2026-11.1: released has no value that could have been checked",
    ]);
    expect(checkedIn({ "2026-10": ["licence"], "2026-11": ["licence"] })).toEqual([
      "checked.2026-11.0: licence is already in 2026-10; keep the month it was last checked in",
    ]);
    expect(checkedIn({ "2026-11": ["size"] })).toHaveLength(1);
    expect(checkedIn({ "2026-11": [] })).toHaveLength(1);
    expect(checkedIn({ November: ["licence"] })).toHaveLength(1);
    expect(checkedIn(["licence"])).toHaveLength(1);
  });

  it.each([
    ["more active parameters than there are", { totalParameters: 37e9, activeParameters: 671e9 }, "activeParameters"],
    [
      "a dense model that leaves parameters out",
      { architecture: "dense", totalParameters: 8e9, activeParameters: 7e9 },
      "activeParameters",
    ],
    ["a dense model with experts", { architecture: "dense", experts: { total: 8, active: 2, shared: 0 } }, "experts"],
    [
      "more experts at work than there are",
      { architecture: "mixture-of-experts", experts: { total: 8, active: 9, shared: 0 } },
      "experts.active",
    ],
    ["parameters in billions", { totalParameters: 7 }, "totalParameters"],
    ["half a parameter", { totalParameters: 7e9 + 0.5 }, "totalParameters"],
    ["a context of nothing", { contextTokens: 0 }, "contextTokens"],
    ["a day that is not", { released: "2025-02-29" }, "released"],
    ["a month that is not", { released: "2025-13" }, "released"],
    ["a year alone", { released: "2025" }, "released"],
    ["a cutoff to the day", { trainingCutoff: "2024-06-30" }, "trainingCutoff"],
    ["training after the release", { released: "2024-05-30", trainingCutoff: "2024-06" }, "trainingCutoff"],
    ["itself as the parent", { parent: "Owner/model-7b" }, "parent"],
    ["an external parent without its name", { parentExternal: true }, "parentExternal"],
    ["a field it does not know", { parameters: 7e9 }, ""],
  ])("refuses %s", (_name, more, path) => {
    const found = problems(facts(more));
    expect(found).toHaveLength(1);
    expect(found[0]?.split(": ")[0]).toBe(path);
  });

  it.each([
    { released: "2024-02-29", trainingCutoff: "2024-02" },
    { released: "2024-02", trainingCutoff: "2024-02" },
    { architecture: "dense", totalParameters: 8e9, activeParameters: null },
    { architecture: "mixture-of-experts", totalParameters: null, activeParameters: 3e9 },
    { parent: "owner/Base", parentExternal: true },
  ])("takes %o", (more) => {
    expect(problems(facts(more))).toEqual([]);
  });
});
