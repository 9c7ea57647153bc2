import { z } from "zod";
import type { Reading } from "../records/answer.ts";
import type { PromptLabel } from "../records/prompt.ts";
import { defineExtractor } from "./define.ts";
import { firstWord, pythonSplit } from "./python-text.ts";
import { answerReading, unreadable } from "./script-reading.ts";

/** Cells that pandas reads from a CSV file as missing; the script then has no reply. Only whole replies count. */
const missingCells: ReadonlySet<string> = new Set(
  "|#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null".split("|"),
);
const longestMissingCell = Math.max(...[...missingCells].map((cell) => cell.length));
const explanationWord = "解释";
/** A label of one word, as prompts show them. */
const isWord = /^[A-Za-z0-9]+$/;

/** A label and the first word of its option's text, as the script takes an option line apart. */
type OptionWords = readonly (readonly [label: string, word: string])[];

/**
 * The option lines as the script takes them apart: first word → second word, the rest of the line unread. Null when a
 * line has no second word, where the script stops with an error.
 */
function optionWords(labels: readonly PromptLabel[]): OptionWords | null {
  const words: (readonly [string, string])[] = [];
  for (const { label, text } of labels) {
    if (!isWord.test(label) || text.includes("\n") || words.some(([known]) => known === label)) {
      return wordsOfLines(labels);
    }
    const word = firstWord(text);
    if (word === "") {
      return null;
    }
    words.push([label, word]);
  }
  return words;
}

/** A line break inside an option's text makes a line of its own, as in the published file. */
function wordsOfLines(labels: readonly PromptLabel[]): OptionWords | null {
  const words = new Map<string, string>();
  const lines = labels.map(({ label, text }) => `${label} ${text}`).join("\n");
  for (const line of lines.split("\n")) {
    const [id, text] = pythonSplit(line);
    if (id === undefined || text === undefined) {
      return null;
    }
    words.set(id, text);
  }
  return [...words];
}

/**
 * Reads as CMExam's scorer of LoRA models does: a label is chosen when it, or the first word of its option's text,
 * stands anywhere in the reply, inside words too; where 解释 ("explanation") occurs, only in the first line. All labels
 * found are the answer together, also on a single-choice item.
 *
 * Quirks that stay: "DNA" chooses A and D; an option text inside another chooses both; only the first word of an option's
 * text counts. A reply that pandas would take for a missing cell ("", "NA", "None", …) is none. Where an option has
 * no text the script stops; here every reply is `unreadable` (`option-without-text`).
 */
export default defineExtractor({
  name: "cmexam-lora",
  description:
    "Chooses every label that, or whose option's first word, occurs anywhere in the reply, as CMExam's LoRA scorer",
  source: "williamliujl/CMExam, src/evaluation/evaluate_lora_result.py (commit 0a2764a); arXiv 2306.03030",
  version: 1,
  languages: "any",
  settings: z.strictObject({}),
  extract: ({ text }, { labels }): Reading => {
    // A set hashes what it is asked for, all of it.
    if (text.length <= longestMissingCell && missingCells.has(text)) {
      return unreadable("missing-reply");
    }
    if (labels.length === 0) {
      return unreadable("no-answer");
    }
    const options = optionWords(labels);
    if (options === null) {
      return unreadable("option-without-text");
    }
    // The first line begins where the reply does, so that places in it are places in the reply.
    const searched = text.includes(explanationWord) ? (text.split("\n", 1)[0] ?? "") : text;
    const answer: string[] = [];
    let start = text.length;
    let end = 0;
    for (const [id, word] of options) {
      const labelAt = searched.indexOf(id);
      const at = labelAt >= 0 ? labelAt : searched.indexOf(word);
      if (at >= 0) {
        answer.push(id);
        start = Math.min(start, at);
        end = Math.max(end, at + (labelAt >= 0 ? id : word).length);
      }
    }
    return answerReading(answer, labels, "label-or-word-anywhere", answer.length === 0 ? null : [start, end]);
  },
});
