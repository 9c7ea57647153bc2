import { z } from "zod";
import type { Item } from "../records/item.ts";
import { definePerturbation } from "./define.ts";
import { onlyKeyOf, orderValidity, sameOptions } from "./draft-parts.ts";

/**
 * The key changes places with the option that stands there; all others stay. The k-th variant of an item has its key in
 * the k-th place, also where it stood there before, so that each place is asked on the same items. None where not exactly
 * one option is right, or the item has no such place. Unsound where an option refers to others by label or place.
 */
export default definePerturbation({
  name: "key-to-position",
  description: "Puts the key in each place in turn, or in one: the spread of accuracy over places is position bias",
  source:
    "Zheng et al., arXiv 2309.03882 (answer moved to A, B, C, D) and ReMedQA, EACL 2026 (fixed position), our own implementation",
  group: "key-keeping",
  touches: ["option-order"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({
    position: z
      .union([z.enum(["each", "last"]), z.int().min(1).max(26)])
      .default("each")
      .describe("Place of the key: a number from 1, the last one, or each in turn (one variant a place)."),
  }),
  perturb: (item, _random, { position }) => {
    const { options } = item;
    const key = onlyKeyOf(item);
    const from = options.findIndex(({ id }) => id === key);
    if (from < 0 || options.length < 2) {
      return [];
    }
    const places =
      position === "each"
        ? options.map((_option, place) => place)
        : [position === "last" ? options.length - 1 : position - 1];
    const validity = orderValidity(item);
    const answerMap = sameOptions(options);
    return places
      .filter((place) => place < options.length)
      .map((place) => ({ item: withExchanged(item, from, place), answerMap, validity }));
  },
});

function withExchanged(item: Item, one: number, other: number): Item {
  const { options } = item;
  const source = (index: number): number => (index === one ? other : index === other ? one : index);
  return { ...item, options: options.map((option, index) => options[source(index)] ?? option) };
}
