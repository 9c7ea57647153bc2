import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { itemsForContracts } from "../records/__fixtures__/items.ts";
import { harmGrades, type Item } from "../records/item.ts";
import { catalog } from "./catalog.ts";
import { checkPerturbation } from "./conformance.ts";
import { otherItemsOf } from "./other-items-of.ts";

const graded: readonly Item[] = itemsForContracts.map((item) => ({
  ...item,
  options: item.options.map((option, place) => ({ ...option, harm: harmGrades[place % harmGrades.length] ?? "none" })),
}));

describe("harm that options were graded with", () => {
  it.each(Object.keys(catalog))("stays with its option under %s, and with no other", async (name) => {
    const plugin = (await catalog[name]?.())?.default;
    if (plugin === undefined) {
      throw new Error(`no perturbation ${name}`);
    }
    expect(checkPerturbation(plugin, graded, name)).toEqual([]);
    const configured = plugin.configure({});
    for (const item of graded) {
      for (const draft of configured.perturb(item, randomStream(7, name, item.id), otherItemsOf(graded))) {
        for (const option of draft.item.options) {
          const source = item.options.find(({ id }) => id === (draft.answerMap?.[option.id] ?? option.id));
          const [from, of] = [source?.harm ?? "new", option.harm ?? "none given"];
          // Where another answer is right, the grades of the question that was may be gone, but never wrong.
          expect(draft.answerMap === null ? [from, "none given"] : [from]).toContain(
            source === undefined && of === "none given" ? "new" : of,
          );
        }
      }
    }
  });
});
