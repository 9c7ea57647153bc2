import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase, casedPhrases } from "../lexicons/phrase-pattern.ts";
import type { TextMatch } from "./option-texts.ts";
import type { ReplyContext } from "./reply-context.ts";

/** What stands between two option texts of one list; group: "or". A new line may begin with a bullet or a number. Case counts: "E" is a label. */
const separator = new RegExp(
  `[ \\t]{0,9}(?:[,;、][ \\t]{0,9})?(?:${anyPhrase(casedPhrases(phrasesOf("and")))}|(${anyPhrase(casedPhrases(phrasesOf("or")))})|[,;、&+]|\\n)\\s*(?:(?:[-•*+–▪◦●]|\\d{1,2}[.)])[ \\t]{0,9})?`,
  "y",
);

/** Option texts named one after another. */
export interface TextRun {
  /** Positions in display order, in the order of the reply, no repeats. */
  readonly indexes: readonly number[];
  readonly start: number;
  readonly end: number;
  /** "Aspirin or ibuprofen": left open. */
  readonly open: boolean;
}

/** The option texts that follow `first`, joined by commas, semicolons, line breaks, "and" or "or", and `first` itself. */
export function readTextRun(context: ReplyContext, first: TextMatch): TextRun {
  const { text } = context;
  const options = context.options();
  const indexes = [first.index];
  let { end } = first;
  let open = false;
  while (indexes.length < context.labels.length) {
    separator.lastIndex = end;
    const between = separator.exec(text);
    if (between === null) {
      break;
    }
    const next = options.prefixAt(text, separator.lastIndex);
    if (next === null || indexes.includes(next.index)) {
      break;
    }
    open ||= between[1] !== undefined;
    indexes.push(next.index);
    end = next.end;
  }
  return { indexes, start: first.start, end, open };
}
