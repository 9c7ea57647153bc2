import { z } from "zod";
import { defineExtractor } from "./define.ts";
import { answerReading, unreadable } from "./script-reading.ts";

const cue = /(?:答案|正确选项)(?:是|：|为|应该是|应该为)/;
const fullStop = /[。.]/;
const firstLetter = /[A-G]/;
const letter = /[A-G]/g;

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
    // A long reply has hundreds of capitals; where one is enough the rest of them is not looked for.
    const one = choose === "one" ? firstLetter.exec(searched) : null;
    const answer = choose === "one" ? (one === null ? [] : [one]) : [...searched.matchAll(letter)];
    const [first, last] = [answer[0], answer.at(-1)];
    if (first === undefined || last === undefined) {
      return unreadable("no-answer", found === null ? null : [found.index, start]);
    }
    return answerReading(
      answer.map(([capital]) => capital),
      labels,
      found === null ? "every-capital" : "answer-phrase",
      [start + first.index, start + last.index + 1],
    );
  },
});
