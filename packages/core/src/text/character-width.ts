/** What a change of width may apply to. */
export type WidthPart = "digits" | "letters" | "punctuation";

/** Marks that stand between Chinese characters in both widths, ASCII first. The full stop is the ideographic one. */
const marks: readonly (readonly [half: string, full: string])[] = [
  [",", "，"],
  [".", "。"],
  [":", "："],
  [";", "；"],
  ["?", "？"],
  ["!", "！"],
  ["(", "（"],
  [")", "）"],
];
const fullOf = new Map(marks);
const halfOf = new Map(marks.map(([half, full]) => [full, half]));

/** Distance between an ASCII character and its full-width form (Unicode block Halfwidth and Fullwidth Forms). */
const distance = 0xfee0;

const digit = /[0-9]/;
const han = /\p{Script=Han}/u;
const digitOrLetter = /[0-9A-Za-z]/g;
const fullDigitOrLetter = /[０-９Ａ-Ｚａ-ｚ]/g;
const halfMark = /[,.:;?!()]/g;
const fullMark = /[，。：；？！（）]/g;

/**
 * The text with digits, letters or punctuation in full width, as Chinese input methods give them. Digits and letters
 * are the compatibility characters U+FF10 to U+FF5A, which Unicode calls the same characters (NFKC). A mark changes
 * only beside a Chinese character (looking past blanks that follow it), so that decimal points and marks within Latin
 * text stay; a full stop becomes 。. A text with nothing to change comes back as it is.
 *
 * @example toFullWidth("体温38.5, 脉搏90.", ["punctuation"]) → "体温38.5， 脉搏90."
 */
export function toFullWidth(text: string, parts: readonly WidthPart[]): string {
  let out = text;
  if (parts.includes("punctuation")) {
    out = out.replace(halfMark, (mark: string, at: number, whole: string) =>
      besideHan(whole, at) ? (fullOf.get(mark) ?? mark) : mark,
    );
  }
  if (parts.includes("digits") || parts.includes("letters")) {
    out = out.replace(digitOrLetter, (character) =>
      parts.includes(character <= "9" ? "digits" : "letters") ? shifted(character, distance) : character,
    );
  }
  return out;
}

/**
 * The text with full-width digits, letters or punctuation in ASCII. The reverse of `toFullWidth` for digits and letters;
 * every mark changes, whatever stands beside it.
 *
 * @example toHalfWidth("患者，男，３５岁。", ["digits", "punctuation"]) → "患者,男,35岁."
 */
export function toHalfWidth(text: string, parts: readonly WidthPart[]): string {
  let out = text;
  if (parts.includes("punctuation")) {
    out = out.replace(fullMark, (mark) => halfOf.get(mark) ?? mark);
  }
  if (parts.includes("digits") || parts.includes("letters")) {
    out = out.replace(fullDigitOrLetter, (character) =>
      parts.includes(character <= "９" ? "digits" : "letters") ? shifted(character, -distance) : character,
    );
  }
  return out;
}

function shifted(character: string, by: number): string {
  return String.fromCharCode(character.charCodeAt(0) + by);
}

function besideHan(text: string, at: number): boolean {
  if (han.test(text[at - 1] ?? "")) {
    return true;
  }
  let next = at + 1;
  while (text[next] === " ") {
    next += 1;
  }
  // "38. 患者" may be a number that ends a line of a table: a stop after a digit is no full stop for certain.
  return han.test(text[next] ?? "") && !(text[at] === "." && digit.test(text[at - 1] ?? ""));
}
