import type { Item, ItemKind, Option } from "../records/item.ts";
import { newOptionId } from "./draft-parts.ts";
import { languageOf } from "./text-draft.ts";
import { quotedText } from "./wrong-option.ts";

/**
 * The item as a question about one of its options: the stem, then `question` with the option's text, then answers of
 * their own, of which the one at `right` is accepted. Earlier keys belong to the question that was and are left out.
 */
export function candidateItem(
  item: Item,
  candidate: Option,
  asked: {
    readonly question: string;
    readonly kind: ItemKind;
    readonly answers: readonly (readonly [id: string, text: string])[];
    readonly right: number;
  },
): Item {
  const { keyHistory: _keyHistory, ...kept } = item;
  const text = quotedText(candidate, languageOf(item));
  const options = asked.answers.map(([id, answer]) => ({ id: newOptionId(item, id), text: answer }));
  const right = options[asked.right];
  return {
    ...kept,
    kind: asked.kind,
    // A function, because a replacement text would give meaning to the "$" an option may hold.
    stem: `${item.stem.trimEnd()}\n${asked.question.replace("{option}", () => text)}`,
    options,
    accepted: right === undefined ? [] : [[right.id]],
  };
}

/** The item's only key, as a set; undefined where it has none, alternatives, or is no question with options. */
export function onlyKeySetOf(item: Item): ReadonlySet<string> | undefined {
  const [key, ...alternatives] = item.accepted;
  const asksForOptions = item.kind === "single" || item.kind === "multiple";
  return key === undefined || key.length === 0 || alternatives.length > 0 || !asksForOptions || item.options.length < 2
    ? undefined
    : new Set(key);
}
