import { z } from "zod";
import type { Reading } from "../records/answer.ts";
import type { PromptLabel } from "../records/prompt.ts";
import { defineExtractor } from "./define.ts";
import { escapePattern, pythonStrip, pythonWhitespace } from "./python-text.ts";
import { answerReading, optionReading, type ReplySpan, unreadable } from "./script-reading.ts";

const punctuation = /\p{P}/gu;

/** A text as option texts are sought in it: lower case, without any punctuation. */
function plain(text: string): string {
  return text.toLowerCase().replace(punctuation, "");
}

/** Where in a text the part of its plain form from `start` to `end` stands. */
function spanOfPlain(text: string, start: number, end: number): ReplySpan {
  let at = 0;
  let reached = 0;
  let from = -1;
  for (const character of text) {
    const width = plain(character).length;
    if (from < 0 && reached + width > start) {
      from = at;
    }
    at += character.length;
    reached += width;
    if (reached >= end) {
      break;
    }
  }
  return [Math.max(from, 0), at];
}

/** The last option text in the reply; null when there is none or the filter goes on to its next step. */
function lastOptionText(text: string, labels: readonly PromptLabel[]): Reading | null {
  const texts = labels.map((option) => plain(pythonStrip(option.text)));
  // An option text of punctuation alone matches the empty string everywhere, last at the reply's end: no match.
  if (texts.length === 0 || texts.includes("")) {
    return null;
  }
  const reply = plain(text);
  const match = [...reply.matchAll(new RegExp(texts.map(escapePattern).join("|"), "gu"))].at(-1);
  const found = match === undefined ? "" : pythonStrip(match[0]);
  if (match === undefined || found === "") {
    return null;
  }
  const span = spanOfPlain(text, match.index, match.index + match[0].length);
  // Of two options with the same text the later stands in the filter's table.
  const option = labels[texts.lastIndexOf(found)];
  return option === undefined ? unreadable("not-shown-labels", span) : optionReading(option, "last-option-text", span);
}

/**
 * Reads as the filter "flexible-extract" (`multi_choice_regex`, `group_select: -1`, `ignore_case`, `ignore_punctuation`,
 * pattern `(\([A-Z]\))`) of lm-evaluation-harness's multiple-choice generation tasks. Three steps, the first that finds
 * anything decides: the last capital letter in round brackets; the last option text, in lower case and without
 * punctuation; the last letter of an option right behind a colon. Nothing found is the fallback "[invalid]", here
 * `unreadable` (`no-answer`).
 *
 * As configured in lm_eval/tasks/mmlu/flan_cot_zeroshot/_mmlu_flan_cot_zeroshot_template_yaml (commit 043d5c6),
 * lm_eval/tasks/gpqa/cot_zeroshot/_gpqa_cot_zeroshot_yaml (7472a68) and the gpqa generative tasks.
 *
 * Quirks that stay: the last bracketed letter wins, whatever is said of it ("(C), not (D)" is D) and whether or not it was
 * shown ("(T)", `not-shown-labels`); "C" or "The answer is C." alone is not found; an option text counts inside words, and
 * of two that begin alike the one shown first; "B) …" is no bracketed letter.
 *
 * Simplified: the filter calls the options A, B, C… in order, as its tasks show them; here the label that was shown stands
 * for that letter. The tasks' stop strings ("Q:", "</s>") belong to the asking and cut nothing here.
 */
export default defineExtractor({
  name: "lm-eval-flexible",
  description:
    "Takes the last (X), else the last option text, else the last letter behind a colon, as lm-evaluation-harness's flexible-extract",
  source:
    "EleutherAI/lm-evaluation-harness, lm_eval/filters/extraction.py (MultiChoiceRegexFilter) and its mmlu flan_cot and gpqa tasks",
  version: 1,
  languages: "any",
  settings: z.strictObject({}),
  extract: ({ text }, { labels }) => {
    const bracketed = [...text.matchAll(/\(([A-Z])\)/g)].at(-1);
    if (bracketed !== undefined) {
      const span = [bracketed.index, bracketed.index + 3] as const;
      return answerReading([bracketed[1] ?? ""], labels, "last-bracketed-letter", span);
    }
    const byText = lastOptionText(text, labels);
    if (byText !== null || labels.length === 0) {
      return byText ?? unreadable("no-answer");
    }
    const letters = labels.map(({ label }) => label).sort((left, right) => right.length - left.length);
    const behindColon = new RegExp(`:[${pythonWhitespace}]*(${letters.map(escapePattern).join("|")})`, "g");
    const behind = [...text.matchAll(behindColon)].at(-1);
    const letter = behind?.[1] ?? "";
    if (behind === undefined || letter === "") {
      return unreadable("no-answer");
    }
    const end = behind.index + behind[0].length;
    return answerReading([letter], labels, "last-letter-behind-colon", [end - letter.length, end]);
  },
});
