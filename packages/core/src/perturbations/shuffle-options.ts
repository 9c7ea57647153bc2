import { z } from "zod";
import type { RandomStream } from "../base/random.ts";
import type { Option } from "../records/item.ts";
import { definePerturbation } from "./define.ts";
import { orderValidity, sameOptions } from "./draft-parts.ts";

/**
 * Never the order of the source, which would be no perturbation: all other orders are equally likely. So an option stays
 * in its place a little more seldom than one time in their number: with two it never does. Orders that read alike,
 * because options have the same text, count as one. None with fewer than two options, or where all read alike.
 */
export default definePerturbation({
  name: "shuffle-options",
  description: "Puts the options in a random order; ids stay with their texts, labels follow the new order",
  source: "Pezeshkpour and Hruschka, arXiv 2308.11483 (option order sensitivity), our own implementation",
  group: "key-keeping",
  touches: ["option-order"],
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({}),
  perturb: (item, random) => {
    const { options } = item;
    if (options.every(({ text }) => text === options[0]?.text)) {
      return [];
    }
    return [
      {
        item: { ...item, options: reordered(options, random) },
        answerMap: sameOptions(item.options),
        validity: orderValidity(item),
      },
    ];
  },
});

/** Draws after which the next order is taken; to get there takes 2 options and one chance in 2^64. */
const mostDraws = 64;

/** Another order of options of which two read differently: drawn again while it reads as the one there was. */
function reordered(options: readonly Option[], random: RandomStream): readonly Option[] {
  for (let draw = 0; draw < mostDraws; draw++) {
    const order = random.shuffled(options);
    if (order.some(({ text }, place) => text !== options[place]?.text)) {
      return order;
    }
  }
  return [...options.slice(1), ...options.slice(0, 1)];
}
