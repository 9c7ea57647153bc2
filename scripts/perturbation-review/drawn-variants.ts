import { canonicalJson, identityHash } from "../../packages/core/src/base/hash.ts";
import { randomStream } from "../../packages/core/src/base/random.ts";
import type {
  ModelReplies,
  OtherItems,
  Perturbation,
  VariantDraft,
} from "../../packages/core/src/perturbations/define.ts";
import type { Item } from "../../packages/core/src/records/item.ts";

/** A variant drawn for reading, beside the item it was made from. */
export interface DrawnVariant {
  readonly operator: string;
  readonly source: Item;
  readonly draft: VariantDraft;
  /** Which one it is: the settings that are not the default, and its number among the item's variants, from 1. */
  readonly variant: string;
  /** Eight hex digits of what a reader sees: another text, key or verdict of the rule gives another one. */
  readonly content: string;
}

/**
 * Settings read besides the default, so that what an operator can do is read and not only what it does first. Where an
 * operator is not named its default is read alone.
 */
const settingsRead: Readonly<Record<string, readonly (readonly [name: string, settings: unknown])[]>> = {
  "are-you-sure": [
    ["", {}],
    ["disagree", { doubt: "disagree" }],
  ],
  "demographic-detail": [
    ["", {}],
    ["swap", { change: "swap" }],
  ],
  "drug-names": [
    ["", {}],
    ["generic", { to: "generic" }],
    ["inn", { to: "inn" }],
    ["usan", { to: "usan" }],
  ],
  "full-half-width": [
    ["", { scope: "both" }],
    ["half", { width: "half", parts: ["digits", "letters", "punctuation"], scope: "both" }],
    ["full-marks", { parts: ["punctuation"], scope: "both" }],
  ],
  "label-set": [
    ["", {}],
    ["digits", { labels: "digits" }],
    ["symbols", { labels: "symbols" }],
    ["circled", { labels: "circled" }],
    ["none", { labels: "none" }],
  ],
  "letter-case": [
    ["", { scope: "both" }],
    ["lower", { case: "lower", scope: "both" }],
  ],
  punctuation: [
    ["", {}],
    ["double-final", { change: "double-final" }],
    ["full-width", { change: "full-width", scope: "both" }],
    ["half-width", { change: "half-width", scope: "both" }],
  ],
  "typos-keyboard": [["", { scope: "both" }]],
  "typos-pinyin": [["", { scope: "both" }]],
  "white-space": [
    ["", {}],
    ["line-breaks", { change: "line-breaks" }],
    ["trim", { change: "trim", scope: "both" }],
  ],
  "yes-no-candidate": [
    ["", {}],
    ["maybe", { maybe: true }],
  ],
};

const onlyDefault: readonly (readonly [name: string, settings: unknown])[] = [["", {}]];

/**
 * Variants of one operator over an exam, drawn by seed: the settings take turns, each goes through the items in an order
 * of its own, and of an item's variants one is drawn. Fewer than `count` where the operator applies to fewer. `replies`
 * are what an operator that asks a model has been told about an item; without them it has no variant.
 */
export function drawnVariants(
  plugin: Perturbation,
  items: readonly Item[],
  others: OtherItems,
  seed: number,
  count: number,
  replies: (item: Item) => ModelReplies = () => [],
): readonly DrawnVariant[] {
  const turns = (settingsRead[plugin.name] ?? onlyDefault).map(([name, settings]) =>
    variantsWith(plugin, name, settings, items, others, seed, replies),
  );
  const drawn: DrawnVariant[] = [];
  let going = turns;
  while (going.length > 0 && drawn.length < count) {
    const still: typeof turns = [];
    for (const turn of going) {
      const { done, value } = turn.next();
      if (done !== true) {
        drawn.push(value);
        still.push(turn);
      }
    }
    going = still;
  }
  return drawn.slice(0, count);
}

function* variantsWith(
  plugin: Perturbation,
  name: string,
  settings: unknown,
  items: readonly Item[],
  others: OtherItems,
  seed: number,
  replies: (item: Item) => ModelReplies,
): Generator<DrawnVariant, undefined> {
  const configured = plugin.configure(settings);
  const order = randomStream(seed, "review", plugin.name, name);
  for (const source of order.shuffled(items)) {
    const drafts = configured.perturb(source, randomStream(seed, plugin.name, source.id), others, replies(source));
    // A stream of the item's own: that one operator applies to it or not leaves all other draws alone.
    const at = randomStream(seed, "review", plugin.name, name, source.id).integer(Math.max(1, drafts.length));
    const draft = drafts[at];
    if (draft !== undefined) {
      const variant = [...(name === "" ? [] : [name]), String(at + 1)].join("/");
      yield { operator: plugin.name, source, draft, variant, content: contentOf(draft) };
    }
  }
}

function contentOf({ item, renderDirectives, validity }: VariantDraft): string {
  const { stem, group, context, options, accepted, kind } = item;
  const { status } = validity;
  const seen = { stem, group: group?.text, context, options, accepted, kind, renderDirectives, status };
  return identityHash(canonicalJson(seen)).slice(0, 8);
}
