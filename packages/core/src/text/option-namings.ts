import { foldText } from "./fold-text.ts";
import { createNameIndex } from "./name-index.ts";

/** An option as a reply may name it. */
export interface NamedOption {
  readonly id: string;
  /** As shown in the prompt; empty where it was shown without one. */
  readonly label: string;
  readonly text: string;
}

/** A place where options are named: by their labels or by their text. */
export interface OptionNaming {
  readonly start: number;
  readonly end: number;
  /** Indexes of the options. */
  readonly options: readonly number[];
  /** A label that opens a line or item: what follows is about it. */
  readonly heads: boolean;
  readonly byText: boolean;
}

/** Every place of a text where options are named, in order: by labels alone or several together, and by their text. */
export function optionNamings(text: string, options: readonly NamedOption[]): readonly OptionNaming[] {
  return [...labelNamings(text, options), ...textNamings(text, options)].sort(
    (left, right) => left.start - right.start,
  );
}

function labelNamings(text: string, options: readonly NamedOption[]): OptionNaming[] {
  const placeOf = new Map(options.flatMap(({ label }, at) => (label === "" ? [] : [[label, at] as const])));
  if (placeOf.size === 0) {
    return [];
  }
  const labels = [...placeOf.keys()]
    .sort((left, right) => right.length - left.length)
    .map((label) => label.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  const label = `(?:${labels.join("|")})`;
  const joined =
    "(?:\\s?[,、/&和及与或]\\s?|\\s(?:and|or|nor|y|e|o|ni|como)\\s)(?:and\\s|or\\s|y\\s|o\\s|la\\s|option\\s|选项)?";
  const group = new RegExp(
    `(?<![A-Za-zÀ-ɏ0-9])${label}{1,8}(?:[)）.]?${joined}${label}(?![A-Za-zÀ-ɏ0-9])){0,8}(?![A-Za-zÀ-ɏ0-9])`,
    "gu",
  );
  const one = new RegExp(label, "gu");
  return [...text.matchAll(group)].map((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const lead = text.slice(Math.max(0, start - 24), start);
    const heads =
      /(?:^|[\n。！；;.!?]|\*\*)[ \t]*(?:[-*•#>]+[ \t]*)?(?:[(（[【*_]{0,3})(?:(?:option|opción|选项|choice)[ \t]*)?$/iu.test(
        lead,
      ) && /^[ \t]*(?:[.．、:：)）\]】—–-]|\*\*|选项|项)/u.test(text.slice(end, end + 4));
    const named = [...match[0].matchAll(one)].flatMap(([found]) => placeOf.get(found) ?? []);
    return { start, end, options: named, heads, byText: false };
  });
}

function textNamings(text: string, options: readonly NamedOption[]): OptionNaming[] {
  const index = createNameIndex(
    options.map((option, value) => ({ text: option.text.replace(/[.。]+\s*$/u, ""), value })),
    /\p{Script=Han}/u.test(options[0]?.text ?? "") ? 2 : 4,
  );
  if (index.size === 0) {
    return [];
  }
  const folded = foldText(text);
  return index.find(text, folded).flatMap(({ start, end, values }): OptionNaming[] => {
    if (values.length !== 1) {
      return [];
    }
    const from = folded.places[start] ?? 0;
    return [{ start: from, end: (folded.places[end - 1] ?? 0) + 1, options: values, heads: false, byText: true }];
  });
}
