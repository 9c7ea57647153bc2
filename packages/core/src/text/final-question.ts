/**
 * Words before a full stop that end no sentence, lower case without the stop. Single letters are none of them: "hepatitis
 * C. What next?" is more frequent than an initial before a capital, and "E. coli" has none.
 */
const abbreviations = new Set(
  (
    "dr dra sr sra mr mrs ms prof vs fig figs ej approx aprox no núm nro etc st vol pág p.ej e.g i.e cf " +
    "spp sp var max mín máx min"
  ).split(" "),
);
const ideographicEnds = "。！？\n";
const latinEnds = ".?!";
const blank = /\s/;
const opensSentence = /[\p{Lu}\p{Lt}\p{Script=Han}0-9¿¡"“«(]/u;
const lastWord = /[\p{L}.]+$/u;

/**
 * Where the text's last sentence begins: in an exam stem the question itself, after the case. 0 when the text is one
 * sentence. A sentence ends at 。！？ or a line break, and at . ? ! where white space and a capital, a digit, an opening
 * mark or a Chinese character follow; not after an abbreviation. What follows the last mark (blanks,
 * brackets for the answer) belongs to the last sentence.
 *
 * @example finalQuestionStart("A man has fever. Which test is next?") → 17
 */
export function finalQuestionStart(text: string): number {
  const first = text.length - text.trimStart().length;
  for (let at = contentEnd(text) - 1; at > first; at--) {
    const mark = text[at] ?? "";
    if (ideographicEnds.includes(mark)) {
      return skipBlanks(text, at + 1);
    }
    if (latinEnds.includes(mark) && blank.test(text[at + 1] ?? "")) {
      const next = skipBlanks(text, at + 1);
      if (opensSentence.test(text[next] ?? "") && !(mark === "." && abbreviatedAt(text, at))) {
        return next;
      }
    }
  }
  return 0;
}

/**
 * The text with a sentence put before its last one, so that the case, the sentence and the question follow each other;
 * before everything when there is one sentence only. `joint` stands after the sentence: a space, or nothing in Chinese.
 *
 * @example beforeFinalQuestion("Fever. Why?", "It rains.", " ") → "Fever. It rains. Why?"
 */
export function beforeFinalQuestion(text: string, sentence: string, joint: string): string {
  const start = finalQuestionStart(text);
  return `${text.slice(0, start)}${sentence}${joint}${text.slice(start)}`;
}

/** The end of the last sentence without the mark that ends it: its own mark is no border. */
function contentEnd(text: string): number {
  let end = text.length;
  while (
    end > 0 &&
    (blank.test(text[end - 1] ?? "") || `${latinEnds}${ideographicEnds}`.includes(text[end - 1] ?? ""))
  ) {
    end -= 1;
  }
  return end;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && blank.test(text[at] ?? "")) {
    at += 1;
  }
  return at;
}

function abbreviatedAt(text: string, at: number): boolean {
  return abbreviations.has((lastWord.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? "").toLowerCase());
}
