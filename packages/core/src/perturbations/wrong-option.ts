import type { RandomStream } from "../base/random.ts";
import type { Item, Option } from "../records/item.ts";

const finalMark = /[\s.;:。；：,，]/u;
const blanks = /\s+/g;
/** Blanks that are not single spaces. */
const uneven = /\s\s|[^\S ]/;

/**
 * A wrong option for something to be said in its favour: in no accepted set, without credit of its own, and with a text.
 * Undefined where there is none: no published key, free text, or every option right.
 */
export function drawWrongOption(item: Item, random: RandomStream): Option | undefined {
  if (item.accepted.length === 0) {
    return undefined;
  }
  const wrong = item.options.filter(
    ({ id, text, credit }) =>
      (credit ?? 0) === 0 && text.trim() !== "" && !item.accepted.some((set) => set.includes(id)),
  );
  return wrong.length === 0 ? undefined : wrong[random.integer(wrong.length)];
}

/**
 * An option's text as part of a sentence: on one line, without its final mark. The sentence brings the quotation marks of
 * its language, and marks of the same kind within become those of the second level.
 */
export function quotedText({ text }: Option, language = "en"): string {
  const trimmed = text.trim();
  const even = uneven.test(trimmed) ? trimmed.replace(blanks, " ") : trimmed;
  let end = even.length;
  while (end > 0 && finalMark.test(even.charAt(end - 1))) {
    end -= 1;
  }
  const said = even.slice(0, end);
  return language === "es"
    ? said.replaceAll("«", "“").replaceAll("»", "”")
    : said.replaceAll("“", "‘").replaceAll("”", "’");
}
