import { expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant, type Variant } from "../records/variant.ts";
import plugin from "./as-recorded.ts";

const labels = (item: Item, more: Partial<Variant> = {}): string[] =>
  plugin
    .configure({ wording: "by-kind" })
    .render({ variant: { ...originalVariant(item), ...more }, passages: [], exemplars: [] })
    .labels.map(({ label }) => label);

const numbered: Item = {
  ...singleItem,
  options: singleItem.options.map(({ text }, index) => ({ id: String(index + 1), text })),
  accepted: [["2"]],
};

it("shows options under their own ids, not under A, B, C", () => {
  expect(labels(numbered)).toEqual(numbered.options.map(({ id }) => id));
});

it("shows the labels an import kept, where there is one for each option", () => {
  const kept = numbered.options.map((_, index) => "wxyz".charAt(index));
  const tagged = (recordedLabels: readonly string[]): Item => ({ ...numbered, tags: { recordedLabels } });
  expect(labels(tagged(kept))).toEqual(kept);
  expect(labels(tagged(kept.slice(1)))).toEqual(numbered.options.map(({ id }) => id));
  expect(labels(tagged(kept.map(() => "w")))).toEqual(numbered.options.map(({ id }) => id));
});

it("leaves a perturbation's labels alone", () => {
  const own = numbered.options.map((_, index) => `${index}!`);
  expect(labels(numbered, { renderDirectives: { labels: own } })).toEqual(own);
});
