import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { isHan } from "./characters.ts";
import { foldedText } from "./folded-text.ts";

const joining = anyPhrase([...phrasesOf("and"), ...phrasesOf("joinings")]);
const joinsAfter = new RegExp(`[ \\t]{0,3}[([]?(?:${joining}|[+&/–-])`, "iy");
const joinsBefore = new RegExp(`(?:${joining}|[+&/–-])[ \\t]{0,3}$`, "i");
const joiningWord = new RegExp(`^(?:${joining})$`, "i");
const hanJoining = new RegExp(`^(?:${joining})+|(?:${joining})+$`, "gi");
/** How far the other part of a combination may stand, in characters. */
const reach = 60;
const clauseBreak = /[,.;:!?。\n]/;
/** A Latin word shorter than this says too little to be what an option adds. */
const shortestWord = 4;

/** What each option's text lacks of the longer texts that contain it, folded: "insulin" for "Metformin". */
export type WiderOptions = readonly (readonly (readonly string[])[])[];

/** The words a longer text adds to the one it contains, folded, without what joins them. */
function addedWords(longer: string, shorter: string): string[] {
  const own = new Set(words(shorter));
  return words(longer).flatMap((word) => {
    if (isHan(word.charCodeAt(0))) {
      const rest = word.replace(foldedText(shorter), "").replace(hanJoining, "");
      return rest.length > 1 ? [rest] : [];
    }
    return word.length >= shortestWord && !own.has(word) && !joiningWord.test(word) ? [word] : [];
  });
}

function words(text: string): string[] {
  return [...text.matchAll(/[\u3400-\u9fff]+|[^\P{L}\u3400-\u9fff]+|\p{N}+/gu)].map(([word]) => foldedText(word));
}

/** For each option, what every option that contains its text adds to it; `folded` holds the texts folded. */
export function widerOptionsOf(texts: readonly string[], folded: readonly string[]): WiderOptions {
  return texts.map((text, index) => {
    const own = folded[index] ?? "";
    return texts.flatMap((longer, other) => {
      const contains = own !== "" && other !== index && (folded[other] ?? "").includes(own);
      const added = contains && folded[other] !== own ? addedWords(longer, text) : [];
      return added.length > 0 ? [added] : [];
    });
  });
}

/**
 * Whether an option's text, found from `start` to `end`, is only a part of what is named there, so that a longer option
 * may be meant: "metformin plus insulin" where one option is "Metformin" and another "Metformin and insulin".
 */
export function isPartOfWider(
  wider: readonly (readonly string[])[] | undefined,
  text: string,
  start: number,
  end: number,
): boolean {
  if (wider === undefined || wider.length === 0) {
    return false;
  }
  joinsAfter.lastIndex = end;
  if (joinsAfter.test(text)) {
    const after = text.slice(joinsAfter.lastIndex, joinsAfter.lastIndex + reach).split(clauseBreak)[0] ?? "";
    const folded = foldedText(after);
    if (wider.some((added) => added.every((word) => folded.includes(word)))) {
      return true;
    }
  }
  const before = text.slice(Math.max(0, start - reach), start);
  const joined = joinsBefore.exec(before);
  const clause = joined === null ? "" : (before.slice(0, joined.index).split(clauseBreak).at(-1) ?? "");
  const folded = foldedText(clause);
  return clause !== "" && wider.some((added) => added.every((word) => folded.includes(word)));
}
