import { describe, expect, it } from "vitest";
import { itemsForContracts } from "../records/__fixtures__/items.ts";
import { catalog } from "./catalog.ts";
import { checkPrompt } from "./conformance.ts";

describe("every prompt keeps the contract", () => {
  it.each(Object.keys(catalog))("%s", async (name) => {
    const plugin = (await catalog[name]?.())?.default;
    expect(plugin).toBeDefined();
    if (plugin !== undefined) {
      expect(checkPrompt(plugin, itemsForContracts, name)).toEqual([]);
      expect(plugin.languages).toEqual(expect.arrayContaining(["zh", "en", "es", "pt"]));
    }
  });

  it("finds a prompt that tells the key", async () => {
    const plugin = (await catalog["letter-only"]?.())?.default;
    if (plugin === undefined) {
      throw new Error("no letter-only prompt");
    }
    const leaking = {
      ...plugin,
      configure: () => ({
        render: (input: Parameters<ReturnType<typeof plugin.configure>["render"]>[0]) => {
          const draft = plugin.configure({}).render(input);
          return {
            ...draft,
            choose: input.variant.item.accepted[0]?.[0] === "B" ? ("one" as const) : ("any" as const),
          };
        },
      }),
    };
    expect(checkPrompt(leaking, itemsForContracts)).toContain(
      "item iron-1: the prompt depends on the key or the explanation",
    );
  });
});
