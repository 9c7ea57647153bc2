import { singleLine } from "../figures/printable-text.ts";

const commands: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  _: "\\_",
  "%": "\\%",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\char34{}",
  "'": "\\textquotesingle{}",
  "`": "\\textasciigrave{}",
  // After the end of a row, a bracket or star would be taken for the row's option.
  "[": "{[}",
  "]": "{]}",
  "*": "{*}",
  "\u00a0": "~",
  "\u2212": "\\ensuremath{-}",
};

/**
 * A text of the data as LaTeX shows it: on one line, with no character that commands anything. Ligatures that would
 * change it ("--" into a dash, two commas into a quote) are kept apart. Letters of every script stay as they are.
 *
 * @example latexText("50% of R&D_1") // "50\\% of R\\&D\\_1"
 */
export function latexText(text: string): string {
  return [...singleLine(text)]
    .map((character) => commands[character] ?? character)
    .join("")
    .replace(/-(?=-)/g, "-{}")
    .replace(/,(?=,)/g, ",{}")
    .replace(/([!?])(?=\\textasciigrave)/g, "$1{}");
}

/** Whether a text has characters that need a Chinese, Japanese or Korean font. */
export function needsCjkFont(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u.test(
    text,
  );
}

/** A rate as a percentage with one decimal for a siunitx column, always with a point; `{--}` where there is none. */
export function latexPercent(rate: number | null): string {
  return rate === null || !Number.isFinite(rate) ? "{--}" : (rate * 100).toFixed(1).replace(/^-0\.0$/, "0.0");
}
