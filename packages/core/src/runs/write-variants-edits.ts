import type { Edit } from "../records/edit-log.ts";
import type { Item, Option } from "../records/item.ts";
import { textChanges } from "./write-variants-diff.ts";

/** Fields with entries of their own. */
const ownEntries: ReadonlySet<string> = new Set(["stem", "context", "options", "accepted", "group"]);

/**
 * Everything that differs between an item and a perturbed form of it, so that a person can see what an operator did:
 * texts first, then options, then the key, then other fields. Nothing when only the prompt is another.
 *
 * @example editsOf(item, reversed) → [{ part: "option-order", before: ["A", "B"], after: ["B", "A"] }]
 */
export function editsOf(before: Item, after: Item): Edit[] {
  const edits: Edit[] = [];
  const text = (part: "stem" | "shared-text" | "context", was: string, is: string): void => {
    if (was !== is) {
      edits.push({ part, changes: textChanges(was, is) });
    }
  };
  text("shared-text", before.group?.text ?? "", after.group?.text ?? "");
  text("context", before.context ?? "", after.context ?? "");
  text("stem", before.stem, after.stem);
  if (before.options !== after.options) {
    edits.push(...optionEdits(before.options, after.options));
  }
  if (differs(before.accepted, after.accepted)) {
    edits.push({ part: "key", before: before.accepted, after: after.accepted });
  }
  return [...edits, ...fieldEdits(before, after)];
}

function optionEdits(before: readonly Option[], after: readonly Option[]): Edit[] {
  const was = new Map(before.map((option) => [option.id, option]));
  const is = new Set(after.map(({ id }) => id));
  const edits: Edit[] = [];
  for (const { id, text, credit } of after) {
    const old = was.get(id);
    if (old === undefined) {
      edits.push({ part: "option-added", id, text });
      continue;
    }
    if (old.text !== text) {
      edits.push({ part: "option-text", id, changes: textChanges(old.text, text) });
    }
    if (old.credit !== credit) {
      edits.push({ part: "field", field: `credit of ${id}`, before: old.credit ?? null, after: credit ?? null });
    }
  }
  for (const { id, text } of before) {
    if (!is.has(id)) {
      edits.push({ part: "option-removed", id, text });
    }
  }
  const oldOrder = before.filter(({ id }) => is.has(id)).map(({ id }) => id);
  const newOrder = after.filter(({ id }) => was.has(id)).map(({ id }) => id);
  if (oldOrder.some((id, index) => id !== newOrder[index])) {
    edits.push({ part: "option-order", before: oldOrder, after: newOrder });
  }
  return edits;
}

function fieldEdits(before: Item, after: Item): Edit[] {
  const edits: Edit[] = [];
  const compare = (field: string, was: unknown, is: unknown): void => {
    if (was !== is && !ownEntries.has(field) && differs(was, is)) {
      edits.push({ part: "field", field, before: was ?? null, after: is ?? null });
    }
  };
  const [was, is] = [before, after] as readonly Item[] as readonly unknown[] as readonly [Fields, Fields];
  for (const field in was) {
    compare(field, was[field], is[field]);
  }
  for (const field in is) {
    if (!(field in was)) {
      compare(field, undefined, is[field]);
    }
  }
  const { group: from } = before;
  const { group: to } = after;
  if (from !== to && differs({ ...from, text: "" }, { ...to, text: "" })) {
    edits.push({ part: "field", field: "group", before: from ?? null, after: to ?? null });
  }
  return edits;
}

type Fields = Readonly<Record<string, unknown>>;

/** Operators keep what they do not touch, so that most fields are the same value and need no comparison. */
function differs(one: unknown, other: unknown): boolean {
  return one !== other && JSON.stringify(one) !== JSON.stringify(other);
}
