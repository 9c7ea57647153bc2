import { z } from "zod";
import { defineExtractor } from "./define.ts";
import { answerReading, labelsOfString, type ReplySpan, unreadable } from "./script-reading.ts";

const answerWord = "答案：";
const comma = "，";
const explanationWord = "解释：";

/** What stands between the first 答案： that a full-width comma follows on its line and the last such comma there. */
function capturedSpan(text: string): ReplySpan | null {
  for (let start = 0; start <= text.length; ) {
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(start, end);
    const word = line.indexOf(answerWord);
    const last = word < 0 ? -1 : line.lastIndexOf(comma);
    if (last >= word + answerWord.length) {
      return [start + word + answerWord.length, start + last];
    }
    start = end + 1;
  }
  return null;
}

/**
 * Reads as CMExam's scripts for GPT and ChatGLM do: the answer is what stands between 答案： and the *last* full-width
 * comma of that line, to the letter, and it counts only when 解释： occurs as well. Nothing else is looked at: no ASCII
 * colon or comma, no answer on a line of its own, although the scripts' own prompts ask for these.
 *
 * What the script stores as "" is read here as `no-answer-phrase`, `no-explanation-phrase` or `no-answer`; the published
 * accuracy leaves those replies out of its denominator. A captured text that is not made of labels alone
 * (`not-shown-labels`: "B ", "B. 阿司匹林", "B，解释：因为…") stays in it and is wrong, so that the denominator `readable`
 * leaves out more replies than the script does.
 *
 * Not repeated: evaluate_gpt_result.py puts five questions into one call and reads a reply only when it has five lines,
 * and as published stops before it reads any (it loops over the type `list`). Here each reply answers one question, as
 * in evaluate_chatglm_result.py, which has the same two patterns.
 */
export default defineExtractor({
  name: "cmexam-gpt",
  description:
    "Takes what stands between 答案： and the last full-width comma of the line, as CMExam's GPT and ChatGLM scripts",
  source:
    "williamliujl/CMExam, src/evaluation/evaluate_gpt_result.py (commit af74d67) and evaluate_chatglm_result.py (0578757)",
  version: 1,
  languages: ["zh"],
  settings: z.strictObject({}),
  extract: ({ text }, { labels }) => {
    const span = capturedSpan(text);
    if (span === null) {
      return unreadable("no-answer-phrase");
    }
    if (!text.includes(explanationWord)) {
      return unreadable("no-explanation-phrase", span);
    }
    const answer = labelsOfString(text.slice(...span), labels);
    return answer === null
      ? unreadable("not-shown-labels", span)
      : answerReading(answer, labels, "answer-phrase", span);
  },
});
