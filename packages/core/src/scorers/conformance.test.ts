import { describe, expect, it } from "vitest";
import { itemsForContracts } from "../records/__fixtures__/items.ts";
import { catalog } from "./catalog.ts";
import { checkScorer } from "./conformance.ts";

describe("every scorer keeps the contract", () => {
  it.each(Object.keys(catalog))("%s", async (name) => {
    const plugin = (await catalog[name]?.())?.default;
    expect(plugin).toBeDefined();
    if (plugin !== undefined) {
      expect(checkScorer(plugin, itemsForContracts, name)).toEqual([]);
    }
  });
});
