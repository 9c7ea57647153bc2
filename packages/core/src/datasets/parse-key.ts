import type { SourceOption } from "./parse-options.ts";

/** A key read, or why not. */
export type ParsedKey =
  /** Accepted sets of option ids; empty when the row has no key. */
  | { readonly status: "read"; readonly accepted: readonly (readonly string[])[] }
  /** The key names something that is not an option; `accepted` holds what it names. */
  | { readonly status: "outside"; readonly accepted: readonly (readonly string[])[] }
  /** A number that could count from 0 or from 1. */
  | { readonly status: "needs-base"; readonly value: string }
  | { readonly status: "unreadable"; readonly message: string };

const separators = /[\s,，;；、/|+&]+/u;

/**
 * The key of a row as accepted sets of option ids.
 *
 * Read in this order: nothing, an empty text or −1 is no key; an array is a set of labels (an array of arrays
 * several accepted sets); with `keyBase` a number is a place; then a label, a column's name, an option's text,
 * the same two in the other case, several labels together ("ABD", "A, C", "1;3").
 * A set is given in the options' order, each option once.
 *
 * @param keyBase What the first option counts as, when the key is a number that is not a label.
 */
export function parseKey(value: unknown, options: readonly SourceOption[], keyBase: 0 | 1 | undefined): ParsedKey {
  if (value === undefined || value === null || value === "" || value === -1) {
    return { status: "read", accepted: [] };
  }
  if (typeof value === "string") {
    // Nearly every key is one label as it stands, of one option.
    const found = value.trim() === value && keyBase === undefined ? onlyLabelled(value, options) : undefined;
    if (found !== undefined) {
      return { status: "read", accepted: [[found]] };
    }
  }
  if (typeof value === "string" && /^\s*\[/u.test(value)) {
    try {
      return parseKey(JSON.parse(value), options, keyBase);
    } catch {
      // An option's text may begin with a bracket.
    }
  }
  if (!Array.isArray(value)) {
    return parseSet([value], options, keyBase);
  }
  if (value.length === 0) {
    return { status: "read", accepted: [] };
  }
  if (!value.every((member) => Array.isArray(member))) {
    return parseSet(value, options, keyBase);
  }
  const sets = value.map((member) => parseSet(member, options, keyBase));
  const refused = sets.find((set) => set.status === "needs-base" || set.status === "unreadable");
  if (refused !== undefined) {
    return refused;
  }
  return {
    status: sets.some((set) => set.status === "outside") ? "outside" : "read",
    accepted: sets.flatMap((set) => ("accepted" in set ? set.accepted : [])),
  };
}

/** The label itself where exactly one option has it. */
function onlyLabelled(label: string, options: readonly SourceOption[]): string | undefined {
  let times = 0;
  for (const { id } of options) {
    times += id === label ? 1 : 0;
  }
  return times === 1 ? label : undefined;
}

function parseSet(
  members: readonly unknown[],
  options: readonly SourceOption[],
  keyBase: 0 | 1 | undefined,
): ParsedKey {
  const named = new Set<string>();
  for (const member of members) {
    if (typeof member !== "string" && typeof member !== "number" && typeof member !== "boolean") {
      return { status: "unreadable", message: `cannot read a key from ${JSON.stringify(member).slice(0, 200)}` };
    }
    const text = String(member).trim();
    const ids = namedOptions(text, options, keyBase);
    if (ids === undefined && /^\d+$/u.test(text) && keyBase === undefined) {
      return { status: "needs-base", value: text };
    }
    for (const id of ids ?? [text]) {
      named.add(id);
    }
  }
  const inOrder = options.map((option) => option.id).filter((id) => named.has(id));
  const outside = [...named].filter((id) => !inOrder.includes(id));
  return { status: outside.length === 0 ? "read" : "outside", accepted: [[...inOrder, ...outside]] };
}

/** Ids named by one text, or undefined when it names none. */
function namedOptions(
  text: string,
  options: readonly SourceOption[],
  keyBase: 0 | 1 | undefined,
): string[] | undefined {
  if (keyBase !== undefined && /^\d+$/u.test(text)) {
    const option = options[Number(text) - keyBase];
    return option === undefined ? undefined : [option.id];
  }
  const only = (matches: (option: SourceOption) => boolean): string[] | undefined => {
    const [first, second] = options.filter(matches);
    return first !== undefined && second === undefined ? [first.id] : undefined;
  };
  const lower = text.toLowerCase();
  return (
    only((option) => option.id === text) ??
    only((option) => option.aliases.includes(text)) ??
    only((option) => option.text.trim() === text) ??
    only((option) => option.id.toLowerCase() === lower) ??
    only((option) => option.text.trim().toLowerCase() === lower) ??
    severalLabels(text, options)
  );
}

/** "ABD", "A, C" or "1;3": every part must be a label. */
function severalLabels(text: string, options: readonly SourceOption[]): string[] | undefined {
  const byLabel = new Map(options.map((option) => [option.id.toLowerCase(), option.id]));
  const parts = text.split(separators).filter((part) => part !== "");
  const labels = parts.flatMap((part) => (byLabel.has(part.toLowerCase()) ? [part] : [...part]));
  const ids = labels.map((label) => byLabel.get(label.toLowerCase()));
  const known = ids.filter((id) => id !== undefined);
  return known.length === ids.length && known.length > 0 ? known : undefined;
}
