import type { Item, Option } from "../../packages/core/src/records/item.ts";
import type { DrawnVariant } from "./drawn-variants.ts";

/** Words, Chinese characters one by one, runs of blanks, and single marks. */
const tokens = /[[\p{L}\p{M}\p{N}]--\p{Script=Han}]+|\s+|./gsv;

/** How many characters of what stays are shown on each side of a change. */
export interface Shown {
  readonly around: number;
  /** The stem as it was and as it is, both whole: for one that was written anew, where marked changes cannot be read. */
  readonly whole?: boolean;
}

/**
 * One variant for a reader: a line with operator, item, variant and the rule's verdict; the stem with what went in [-…-]
 * and what came in {+…+}; the options with their ids, the key marked by *; the new order where only that changed; and
 * the render directives.
 */
export function readableChange(drawn: DrawnVariant, shown: Shown): string {
  const { operator, source, variant, draft } = drawn;
  const { item, validity, renderDirectives } = draft;
  const lines = [`## ${operator} | ${source.id} | ${variant} | ${validity.status}: ${validity.reason}`];
  const texts = (of: Item): string => [of.group?.text ?? "", of.context ?? "", of.stem].filter(Boolean).join(" ‖ ");
  lines.push(
    ...(shown.whole === true
      ? [`   before: ${texts(source)}`, `   after:  ${texts(item)}`].map((line) => line.replaceAll("\n", "⏎"))
      : [`   ${change(texts(source), texts(item), shown)}`]),
  );
  lines.push(...optionLines(source, item, shown));
  if (item.kind !== source.kind || item.language !== source.language) {
    lines.push(`   ${source.kind} ${source.language} → ${item.kind} ${item.language}`);
  }
  if (renderDirectives !== undefined) {
    lines.push(`   ${JSON.stringify(renderDirectives)}`);
  }
  return lines.join("\n");
}

function optionLines(source: Item, item: Item, shown: Shown): string[] {
  const before = new Map(source.options.map((option) => [option.id, option]));
  const listed = (of: Item, text: (option: Option) => string): string =>
    of.options
      .map((option) => `${of.accepted.flat().includes(option.id) ? "*" : ""}${option.id} ${text(option)}`)
      .join(" | ");
  const ids = (of: Item): string => listed(of, () => "").replaceAll(" ", "");
  const after = listed(item, (option) => change(before.get(option.id)?.text ?? "", option.text, shown));
  const sameSet = item.options.length === source.options.length && item.options.every(({ id }) => before.has(id));
  const sameTexts = sameSet && item.options.every(({ id, text }) => before.get(id)?.text === text);
  return sameTexts
    ? [`   ${listed(source, ({ text }) => text)}`, ...(ids(item) === ids(source) ? [] : [`   → ${ids(item)}`])]
    : [...(sameSet ? [] : [`   before: ${listed(source, ({ text }) => text)}`]), `   ${after}`];
}

/** The text after, with what is new and what is gone marked; what stays is shortened around the changes. */
function change(before: string, after: string, { around }: Shown): string {
  const parts = differences(before.match(tokens) ?? [], after.match(tokens) ?? []);
  const shared = parts.reduce((sum, { same }) => sum + same.length, 0);
  // Another text altogether (another stem, another language) is read as it is.
  if (after !== "" && before !== "" && shared < after.length / 2) {
    return `⇒ ${after.replaceAll("\n", "⏎")}`;
  }
  return parts
    .map(({ gone, come, same }, at) => {
      const marked = `${gone === "" ? "" : `[-${gone}-]`}${come === "" ? "" : `{+${come}+}`}`;
      const first = at === 0 && marked === "" ? "" : same.slice(0, around);
      const last = same.slice(Math.max(first.length, same.length - around));
      return marked + (first.length + last.length < same.length ? `${first}…${last}` : same);
    })
    .join("")
    .replaceAll("\n", "⏎");
}

interface Difference {
  gone: string;
  come: string;
  /** What stays after it. */
  same: string;
}

/** Longest common subsequence of two texts in tokens, as changes in order. */
function differences(before: readonly string[], after: readonly string[]): readonly Difference[] {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: Difference[] = [{ gone: "", come: "", same: "" }];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    let last = found.at(-1) as Difference;
    if (row < before.length && before[row] === after[column]) {
      last.same += before[row];
      row += 1;
      column += 1;
      continue;
    }
    if (last.same !== "") {
      last = { gone: "", come: "", same: "" };
      found.push(last);
    }
    if (column >= after.length || (row < before.length && at(row + 1, column) >= at(row, column + 1))) {
      last.gone += before[row];
      row += 1;
    } else {
      last.come += after[column];
      column += 1;
    }
  }
  return found;
}
