import { z } from "zod";
import { defineExtractor } from "./define.ts";
import { pythonStrip } from "./python-text.ts";
import { answerReading, type ReplySpan, unreadable } from "./script-reading.ts";

/** What each task's pattern wants before the answer. Case counts. */
const phrases = {
  "mmlu-flan-cot": ["The answer is ", "The answer is: ", "answer is ", "The answer: ", "The final answer: "],
  "gpqa-cot": ["The answer is "],
} as const;

const settings = z.strictObject({
  task: z
    .enum(["mmlu-flan-cot", "gpqa-cot"])
    .default("mmlu-flan-cot")
    .describe(
      "Whose pattern is used: mmlu-flan-cot knows five phrases, gpqa-cot (also mmlu flan_cot_fewshot) only 'The answer is '.",
    ),
});

/** Where the first of the phrases ends that something on the same line follows; -1 when none does. */
function afterPhrase(text: string, sought: readonly string[]): number {
  let first = -1;
  for (const phrase of sought) {
    let at = text.indexOf(phrase);
    while (at >= 0 && (first < 0 || at + phrase.length < first)) {
      const end = at + phrase.length;
      if (end < text.length && text.charAt(end) !== "\n") {
        first = end;
        break;
      }
      at = text.indexOf(phrase, at + 1);
    }
  }
  return first;
}

/** The rest of the line without its last character, which the pattern's trailing `(?=.)` keeps out of the match. */
function capturedSpan(text: string, start: number): ReplySpan {
  const lineEnd = text.indexOf("\n", start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const last = text.slice(Math.max(start, end - 2), end);
  return [start, end - (/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(last) ? 2 : 1)];
}

/** An answer as the tasks' metric compares it: lower case, ASCII punctuation removed, blanks kept. */
function compared(answer: string): string {
  return answer.toLowerCase().replace(/[!-/:-@[-`{-~]/g, "");
}

/**
 * Reads as the filter "strict-match" of lm-evaluation-harness's multiple-choice generation tasks, together with their
 * metric `exact_match` (`ignore_case`, `ignore_punctuation`): the rest of the line after the first "The answer is ",
 * without its last character, must be one label and punctuation. The filter's fallback "[invalid]" is `unreadable`
 * (`no-answer-phrase`).
 *
 * Patterns as configured in lm_eval/tasks/mmlu/flan_cot_zeroshot/_mmlu_flan_cot_zeroshot_template_yaml (commit 043d5c6,
 * version 3.0 of the task; version 1.0 had four phrases) and lm_eval/tasks/gpqa/cot_zeroshot/_gpqa_cot_zeroshot_yaml
 * (commit 7472a68; the gpqa generative tasks have the same).
 *
 * Quirks that stay: the last character of the line is always lost, so that "The answer is C" without a full stop is
 * nothing (`nothing-captured`) while "The answer is (C)" is "(C"; any word after the label is wrong (`not-one-label`:
 * "(C) Metformin."); the first phrase counts, a later correction does not.
 *
 * Simplified: these tasks have one right letter, so that one label is the most that is ever chosen; their stop strings
 * ("Q:", "</s>") belong to the asking and cut nothing here; earlier versions of the harness stop with an error where now
 * nothing is captured.
 */
export default defineExtractor({
  name: "lm-eval-strict",
  description:
    "Takes the rest of the line after 'The answer is ' less its last character, as lm-evaluation-harness's strict-match",
  source:
    "EleutherAI/lm-evaluation-harness, lm_eval/filters/extraction.py (RegexFilter) and its mmlu flan_cot and gpqa tasks",
  version: 1,
  languages: ["en"],
  settings,
  extract: ({ text }, { labels }, { task }) => {
    const start = afterPhrase(text, phrases[task]);
    if (start < 0) {
      return unreadable("no-answer-phrase");
    }
    const span = capturedSpan(text, start);
    const answer = pythonStrip(text.slice(...span));
    if (answer === "") {
      return unreadable("nothing-captured", span);
    }
    const shown = labels.find(({ label }) => compared(label) !== "" && compared(label) === compared(answer));
    return shown === undefined
      ? unreadable("not-one-label", span)
      : answerReading([shown.label], labels, "answer-phrase", span);
  },
});
