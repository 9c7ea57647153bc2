/** Short forms with a full stop that ends no sentence. */
const shortForms = new Set([
  "dr",
  "dra",
  "sr",
  "sra",
  "vs",
  "eg",
  "ie",
  "cf",
  "fig",
  "approx",
  "aprox",
  "ej",
  "no",
  "núm",
  "st",
]);

const always = new Set(["。", "！", "？", "；", ";", "!", "?", "\n", "\r", "｡"]);

/**
 * Where sentences and other closed statements of a text end: places of the marks, ascending. A full stop counts before
 * white space or at the end, unless it stands after a short form ("vs."), a single letter ("S. aureus") or between digits.
 * Linear in the text.
 */
export function sentenceBreaks(text: string): number[] {
  const breaks: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (always.has(character) || (character === "." && isFullStop(text, at))) {
      breaks.push(at);
    }
  }
  return breaks;
}

function isFullStop(text: string, at: number): boolean {
  if (at + 1 < text.length && !/\s/u.test(text[at + 1] ?? "")) {
    return false;
  }
  // The word before, of which the last six letters tell enough.
  const word = /[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, at - 6), at))?.[0] ?? "";
  return !(/^\p{Lu}$/u.test(word) && at + 1 < text.length) && !shortForms.has(word.toLowerCase());
}
