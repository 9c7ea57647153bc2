const between = /(?<=\S) (?=\S)/g;
const sentenceEnd = /(?<=[.?!](?=\s+[\p{Lu}¿¡])|[。？！；](?=.))[ \t]*/gu;
const blanks = /[ \t\u00a0\u3000]+/g;
const blanksAtLineEnds = / *\n */g;

/**
 * Every single space between two words doubled. Chinese text without spaces comes back as it is.
 *
 * @example doubleSpaces("a b") → "a  b"
 */
export function doubleSpaces(text: string): string {
  return text.replace(between, "  ");
}

/**
 * A line break after every sentence but the last: after 。？！；, and after . ? ! where white space and a capital letter
 * follow. A text of one sentence comes back as it is.
 *
 * @example breakLines("Fever. What now?") → "Fever.\nWhat now?"
 */
export function breakLines(text: string): string {
  return text.replace(sentenceEnd, "\n");
}

/**
 * Runs of blanks made one space, none at the ends of lines or of the text; line breaks stay.
 *
 * @example trimSpaces(" a   b \n c ") → "a b\nc"
 */
export function trimSpaces(text: string): string {
  return text.replace(blanks, " ").replace(blanksAtLineEnds, "\n").trim();
}
