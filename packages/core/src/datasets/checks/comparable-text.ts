import type { Item } from "../../records/item.ts";

/**
 * A text without case, width, punctuation and spaces, so that two printings of one question compare equal.
 *
 * @example comparableText("Ｗhich  drug?") → "whichdrug"
 */
export function comparableText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Everything an examinee reads before the options: the shared text, the context, what was said before, and the stem. */
export function readingText(item: Item): string {
  const said = (item.dialogue ?? []).map(({ content }) => content);
  return [item.group?.text, item.context, ...said, item.stem]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
}

/** The option texts of the published key. */
export function keyTexts(item: Item): string[] {
  const key = new Set(item.accepted[0]);
  return item.options.filter((option) => key.has(option.id)).map((option) => option.text);
}

/** Whether a text is written mostly in Chinese or Japanese characters, where one character says as much as a syllable or a word. */
export function isHan(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const han = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return han * 2 > letters;
}

/** Whether an option's text says enough to be recognised in a stem: 4 letters in Chinese, 6 elsewhere, digits aside. */
export function isInformative(text: string, han: boolean): boolean {
  const letters = comparableText(text).replace(/\p{N}/gu, "").length;
  return letters >= (han ? 4 : 6);
}
