import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fixtureSettings, importContext } from "./__fixtures__/read-all.ts";
import { catalog } from "./catalog.ts";
import { checkImporter } from "./conformance.ts";
import { defineImporter, type Imported } from "./define.ts";

describe("every importer keeps the contract on its fixture", () => {
  it.each(Object.keys(catalog))("%s", async (name) => {
    const plugin = (await catalog[name]?.())?.default;
    expect(plugin).toBeDefined();
    if (plugin !== undefined) {
      expect(await checkImporter(plugin, fixtureSettings(name), importContext(), name)).toEqual([]);
    }
  });

  it("ships seven", () => {
    expect(Object.keys(catalog)).toEqual([
      ...["csv", "helm", "inspect", "lighteval", "lm-eval", "medbench-brasil", "opencompass"],
    ]);
  });

  it("finds an importer that breaks it", async () => {
    const reply = {
      kind: "reply",
      itemId: "q9",
      model: "m",
      arm: "",
      repeat: 0.5,
      turn: 0,
      text: "",
      finishReason: "stop",
      sourceReading: null,
      sourceScore: Number.NaN,
      place: {},
    } as const satisfies Imported;
    const broken = defineImporter({
      name: "broken",
      description: "Gives replies to questions nobody posed",
      source: "Viva",
      settings: z.strictObject({ path: z.string().describe("Unused.") }),
      files: () => Promise.resolve(["/nowhere"]),
      read: async function* () {
        yield reply;
        yield reply;
      },
    });
    const problems = await checkImporter(broken, { path: "x" }, importContext());
    expect(problems.join("\n")).toMatch(/does not exist/);
    expect(problems.join("\n")).toMatch(/comes before its item/);
    expect(problems.join("\n")).toMatch(/two replies stand at/);
    expect(problems.join("\n")).toMatch(/repeat 0.5/);
    expect(problems.join("\n")).toMatch(/score of q9 is NaN/);
  });
});
