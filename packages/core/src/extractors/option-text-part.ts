import { isHan, sentenceEnd, sentenceStart } from "./characters.ts";
import { foldedText } from "./folded-text.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";

/** A sentence that singles one thing out. */
const singlesOut =
  /(?<![a-zà-ÿ])(?:most|best|más|mejor|mais|melhor|recommended|treatment of choice|de elección|de escolha)(?![a-zà-ÿ])|最|首选/i;
const denies =
  /(?<![a-zà-ÿ])(?:not|no (?:es|está|se|debe|hay)|não|never|nunca|except|excepto|exceto|least|menos)(?![a-zà-ÿ])|不|非|除/i;
/** Words that carry no meaning of their own, folded, at least this short. */
const shortestContent = 4;
/** A part must have this many words of content, or Han characters, to point at an option. */
const fewestWords = 2;
const fewestHan = 4;
/** Longest sentence that is read for a part of a text, in characters. */
const longestSentence = 400;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(source: string, from: number, to: number): Word[] {
  const words: Word[] = [];
  for (const match of source.slice(from, to).matchAll(/[一-鿿]|[\p{L}\p{N}]+/gu)) {
    const text = foldedText(match[0]);
    words.push({ text, start: from + match.index, end: from + match.index + match[0].length });
  }
  return words;
}

interface Run {
  readonly score: number;
  readonly words: readonly Word[];
}

/** The run of words two texts share that says most. */
function longestRun(sentence: readonly Word[], option: readonly Word[]): Run {
  let best: Run = { score: 0, words: [] };
  for (let i = 0; i < sentence.length; i++) {
    for (let j = 0; j < option.length; j++) {
      let length = 0;
      let score = 0;
      while (sentence[i + length] !== undefined && sentence[i + length]?.text === option[j + length]?.text) {
        const text = sentence[i + length]?.text ?? "";
        score += isHan(text.charCodeAt(0)) ? fewestWords / fewestHan : text.length >= shortestContent ? 1 : 0;
        length++;
      }
      if (score > best.score) {
        best = { score, words: sentence.slice(i, i + length) };
      }
    }
  }
  return best;
}

function partIn(context: ReplyContext, from: number, to: number): Finding | null {
  const { text, labels } = context;
  const sentence = text.slice(from, to);
  if (sentence.length > longestSentence || !singlesOut.test(sentence) || denies.test(sentence)) {
    return null;
  }
  const words = wordsOf(text, from, to);
  const runs = labels.map((option) =>
    longestRun(words, wordsOf(option.text, 0, Math.min(option.text.length, longestSentence))),
  );
  const best = Math.max(0, ...runs.map(({ score }) => score));
  const winners = runs.flatMap((run, index) => (run.score === best ? [{ run, index }] : []));
  const [winner] = winners;
  const second = Math.max(0, ...runs.filter(({ score }) => score < best).map(({ score }) => score));
  // A runner-up with a part of its own would make it a choice between two.
  if (winner === undefined || winners.length > 1 || best < fewestWords || second > best / 2) {
    return null;
  }
  const start = winner.run.words[0]?.start ?? from;
  const end = winner.run.words.at(-1)?.end ?? to;
  return { status: "chosen", indexes: [winner.index], start, end, rule: "text-part" };
}

/**
 * The option a reply names by a part of its text, in a last or first sentence that singles one thing out: "The best
 * next step is assisted vaginal delivery" for "Assisted vaginal delivery with forceps". At least two words of content
 * (four Han characters) in a row, shared with that option far more than with any other.
 */
export function readTextPart(context: ReplyContext): Finding | null {
  const text = context.text.trimEnd();
  if (context.cutOff || context.choose !== "one" || text === "") {
    return null;
  }
  const last = sentenceStart(text, text.length - 1, longestSentence);
  const first = text.search(/\S/);
  return partIn(context, last, text.length) ?? partIn(context, first, sentenceEnd(text, first, longestSentence));
}
