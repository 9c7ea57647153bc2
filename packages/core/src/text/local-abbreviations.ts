import type { FindingSpan } from "./finding-polarity.ts";

/** A short form where it stands, and which finding's name it is short for. */
export interface DefinedAbbreviation extends FindingSpan {
  /** Index of the finding that stands before its definition. */
  readonly mention: number;
}

/** A definition right after a name: "(CKD)", "（CKD）", "(CKD, chronic…", 简称CKD. */
const definition =
  /^\s?[(（]\s?(?:以下简称|简称|en adelante,?\s|hereafter\s)?([\p{Lu}\d][\p{L}\d-]{1,9})\s?[)），,;；]/u;

const shortForms = /(?<![\p{Lu}\p{Ll}\d])[\p{Lu}\d][\p{Lu}\p{Ll}\d-]{1,9}(?![\p{Lu}\p{Ll}\d])/gu;

/**
 * Short forms that a text defines itself, in brackets right after a name, wherever they stand in it (Schwartz and Hearst
 * 2003). A short form has two capitals at least; in Latin script its letters stand in the name in their order. One that is
 * defined twice for different names is left out. Linear in the text.
 *
 * @param mentions Findings in the text; several may overlap.
 * @param known Short forms that are found anyway.
 */
export function definedAbbreviations(
  text: string,
  mentions: readonly FindingSpan[],
  known: ReadonlySet<string>,
): DefinedAbbreviation[] {
  const defined = new Map<string, number | null>();
  mentions.forEach(({ start, end }, mention) => {
    const next = text.charCodeAt(end);
    const after = next === 32 ? text.charCodeAt(end + 1) : next;
    if (after !== 0x28 && after !== 0xff08) {
      return;
    }
    const short = definition.exec(text.slice(end, end + 40))?.[1];
    if (short === undefined || known.has(short) || (short.match(/\p{Lu}/gu)?.length ?? 0) < 2) {
      return;
    }
    if (!spells(short, text.slice(start, end))) {
      return;
    }
    const before = defined.get(short);
    const name = text.slice(start, end).toLowerCase();
    const other = before === null || before === undefined ? undefined : mentions[before];
    const same = other === undefined || text.slice(other.start, other.end).toLowerCase() === name;
    defined.set(short, before === null || !same ? null : (before ?? mention));
  });
  if (defined.size === 0) {
    return [];
  }
  const taken = mentions.map(({ start, end }) => ({ start, end })).sort((left, right) => left.start - right.start);
  let span = 0;
  const out: DefinedAbbreviation[] = [];
  for (const match of text.matchAll(shortForms)) {
    const mention = defined.get(match[0]);
    const start = match.index;
    const end = start + match[0].length;
    while (span < taken.length && (taken[span]?.end ?? 0) <= start) {
      span += 1;
    }
    const other = taken[span];
    if (mention !== undefined && mention !== null && (other === undefined || other.start >= end)) {
      out.push({ start, end, mention });
    }
  }
  return out;
}

/** Whether a short form's letters stand in a name in their order; names in other scripts are believed. */
function spells(short: string, name: string): boolean {
  if (!/[A-Za-z]/u.test(name)) {
    return true;
  }
  const letters = name.normalize("NFKD").toLowerCase();
  let at = 0;
  for (const letter of short.toLowerCase()) {
    if (/[a-z]/u.test(letter)) {
      at = letters.indexOf(letter, at) + 1;
      if (at === 0) {
        return false;
      }
    }
  }
  return letters[0] === short[0]?.toLowerCase();
}
