import { type RandomStream, randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import type { Variant } from "../records/variant.ts";
import type { ComposedPerturbation } from "./compose.ts";
import type { ModelReplies, OtherItems } from "./define.ts";

/**
 * The variants of an item by a composition (of one operator or several), with their ids and chains. Each operator's
 * stream is seeded by the seed, its own name and the item's id: neither the order of items, nor a subset of them, nor
 * what an operator is combined with changes a draw. Ids are `item~name`, with the draft's place from 0 behind them
 * where there are several. None where the composition does not apply.
 *
 * @param replies What the first operator's model replied about the item.
 * @param name The name in ids and tables where it is not the composition's own: for one used twice with other settings.
 */
export function variantsOfComposition(
  item: Item,
  composed: ComposedPerturbation,
  seed: number,
  others?: OtherItems,
  name: string = composed.name,
  replies?: ModelReplies,
): Variant[] {
  const drafts = composed.perturb(item, (operator) => lazyStream(seed, operator, item.id), others, replies);
  if (drafts.length === 0) {
    return [];
  }
  const chain = composed.steps.map(({ plugin, settings }) => ({
    operator: plugin.name,
    settings,
    seed: `${seed}/${plugin.name}/${item.id}`,
  }));
  const parents = [item.id];
  return drafts.map((draft, index) => ({
    id: drafts.length > 1 ? `${item.id}~${name}~${index}` : `${item.id}~${name}`,
    itemId: item.id,
    perturbation: name,
    parents,
    chain,
    item: draft.item,
    renderDirectives: draft.renderDirectives ?? {},
    answerMap: draft.answerMap,
    validity: draft.validity,
  }));
}

/**
 * A stream that is seeded when it is first drawn from: most operators never draw, and seeding costs more than they do.
 */
function lazyStream(seed: number, operator: string, itemId: string): RandomStream {
  let made: RandomStream | undefined;
  const stream = (): RandomStream => {
    made ??= randomStream(seed, operator, itemId);
    return made;
  };
  return {
    integer: (below) => stream().integer(below),
    fraction: () => stream().fraction(),
    shuffled: (values) => stream().shuffled(values),
  };
}
