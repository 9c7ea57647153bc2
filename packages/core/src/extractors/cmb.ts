import { z } from "zod";
import { defineExtractor } from "./define.ts";
import { answerReading, unreadable } from "./script-reading.ts";

const cue = /(?:答案|正确选项)(?:是|：|为|应该是|应该为)/;
const fullStop = /[。.]/;
const firstCapital = /[A-G]/;
const capitals = ["A", "B", "C", "D", "E", "F", "G"] as const;
const codeOfA = 65;
const codeOfG = 71;

/** A capital letter and where it stands. */
interface Capital {
  readonly letter: string;
  readonly index: number;
}

/**
 * The capitals A to G of a text in the order they stand, each with its first two places: a third says no more than the
 * second, that the letter is repeated. A long reply has hundreds of them.
 */
function capitalsOf(text: string): readonly Capital[] {
  const found: Capital[] = [];
  for (const letter of capitals) {
    const index = text.indexOf(letter);
    if (index >= 0) {
      found.push({ letter, index });
      const again = text.indexOf(letter, index + 1);
      if (again >= 0) {
        found.push({ letter, index: again });
      }
    }
  }
  return found.sort((left, right) => left.index - right.index);
}

/** Where the last capital A to G of a text that has one stands. */
function lastCapital(text: string): number {
  let at = text.length - 1;
  // By code: a long reply without capitals after its first is gone through unit by unit.
  while (at > 0 && (text.charCodeAt(at) < codeOfA || text.charCodeAt(at) > codeOfG)) {
    at--;
  }
  return at;
}

/**
 * Reads as CMB's script does: after the first 答案 or 正确选项 followed by 是, ：, 为, 应该是 or 应该为, every capital letter
 * A to G up to the next full stop (。 or .); without such a phrase every capital A to G of the whole reply. On a
 * single-choice item the first of them is the answer, on others all of them in the order they stand.
 *
 * Quirks that stay: letters inside words count ("CT" chooses C), letters that were not shown count and make the answer
 * unreadable (`not-shown-labels`), repeats ("A对，C对，选AC" is "ACAC") and another order than the key's can equal no
 * key (`repeated-label`, `out-of-order`), the ASCII colon of 答案: is no cue, and a cue without a letter behind it is no
 * answer even where a letter stands elsewhere (`no-answer`). Lower case never counts.
 *
 * Not repeated: the script takes the majority of several samples of one question; here each reply is read for itself,
 * which is the same for one sample.
 */
export default defineExtractor({
  name: "cmb",
  description:
    "Takes the capitals A to G after 答案是 or its like, else all capitals A to G of the reply, as CMB's script",
  source: "FreedomIntelligence/CMB, src/utils.py, match_choice and extract_ans (commit 0cc16a2); arXiv 2308.08833",
  version: 1,
  languages: ["zh"],
  settings: z.strictObject({}),
  extract: ({ text }, { labels, choose }) => {
    const found = cue.exec(text);
    const start = found === null ? 0 : found.index + found[0].length;
    const rest = text.slice(start);
    const stop = found === null ? -1 : rest.search(fullStop);
    const searched = stop < 0 ? rest : rest.slice(0, stop);
    const first = firstCapital.exec(searched);
    if (first === null) {
      return unreadable("no-answer", found === null ? null : [found.index, start]);
    }
    const one = choose === "one";
    return answerReading(
      one ? [first[0]] : capitalsOf(searched).map(({ letter }) => letter),
      labels,
      found === null ? "every-capital" : "answer-phrase",
      [start + first.index, start + (one ? first.index : lastCapital(searched)) + 1],
    );
  },
});
