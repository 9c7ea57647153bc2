import { describe, expect, it } from "vitest";
import { z } from "zod";
import { itemsForContracts } from "../records/__fixtures__/items.ts";
import { catalog } from "./catalog.ts";
import { checkPerturbation } from "./conformance.ts";
import { definePerturbation } from "./define.ts";

describe("every perturbation keeps the contract", () => {
  it.each(Object.keys(catalog))("%s", async (name) => {
    const plugin = (await catalog[name]?.())?.default;
    expect(plugin).toBeDefined();
    if (plugin !== undefined) {
      expect(checkPerturbation(plugin, itemsForContracts, name)).toEqual([]);
    }
  });

  it("finds an operator that loses the key", () => {
    const wrong = definePerturbation({
      name: "reversed",
      description: "Reverses ids",
      source: "test",
      keepsKey: true,
      languages: "any",
      settings: z.strictObject({}),
      perturb: (item) => [
        {
          item: { ...item, accepted: item.accepted.map((set) => set.map(() => "A")) },
          answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
          validity: { status: "sound", reason: "test", by: "test" },
        },
      ],
    });
    expect(checkPerturbation(wrong, itemsForContracts).join("\n")).toContain("the key does not lead back");
  });
});
