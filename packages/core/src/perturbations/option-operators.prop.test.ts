import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import { anyItem } from "./__fixtures__/any-item.ts";
import { wordedItems } from "./__fixtures__/worded-items.ts";
import appendNone from "./append-none-of-the-above.ts";
import { checkPerturbation } from "./conformance.ts";
import type { Perturbation } from "./define.ts";
import dropWrongOptions from "./drop-wrong-options.ts";
import invertedLeadIn from "./inverted-lead-in.ts";
import keyToPosition from "./key-to-position.ts";
import labelSet from "./label-set.ts";
import replaceKeyByNone from "./replace-key-by-none.ts";
import reverseOptions from "./reverse-options.ts";
import rotateOptions from "./rotate-options.ts";
import selectIncorrect from "./select-incorrect.ts";
import shuffleOptions from "./shuffle-options.ts";

const operators: readonly (readonly [Perturbation, ...settings: unknown[]])[] = [
  [shuffleOptions, {}],
  [reverseOptions, {}],
  [rotateOptions, {}],
  [keyToPosition, {}, { position: "last" }, { position: 2 }],
  [labelSet, {}, { labels: "upper" }, { labels: "symbols" }, { labels: "circled" }],
  [dropWrongOptions, {}, { wrong: 2 }],
  [appendNone, {}],
  [replaceKeyByNone, {}],
  [selectIncorrect, {}],
  [invertedLeadIn, {}],
];

describe.each(operators.map(([plugin, ...settings]) => ({ name: plugin.name, plugin, settings })))(
  "$name",
  ({ plugin, settings }) => {
    it("keeps its contract on any item, with each of its settings", () => {
      fc.assert(
        fc.property(anyItem, (item) => {
          for (const chosen of settings) {
            expect(checkPerturbation(plugin, [item], plugin.name, chosen)).toEqual([]);
          }
        }),
        { numRuns: 150, seed: 20_251_120 },
      );
    });

    it("draws by seed and item alone, not by what was perturbed before", () => {
      const operator = plugin.configure({});
      const of = (item: Item) => operator.perturb(item, randomStream(3, plugin.name, item.id));
      const forwards = wordedItems.map(of);
      const backwards = wordedItems.toReversed().map(of).toReversed();
      expect(backwards).toEqual(forwards);
    });

    it("applies to some worded item and never calls one sound that refers to all or none", () => {
      const operator = plugin.configure({});
      const drafts = wordedItems.flatMap((item) =>
        operator.perturb(item, randomStream(3, plugin.name, item.id)).map((draft) => ({ id: item.id, ...draft })),
      );
      expect(drafts.length).toBeGreaterThan(0);
      const moved = drafts.filter(({ id }) => id.endsWith("-none") && plugin !== labelSet);
      expect(moved.filter(({ validity }) => validity.status !== "unsound")).toEqual([]);
    });
  },
);
