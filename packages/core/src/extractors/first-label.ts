import { z } from "zod";
import type { PromptLabel } from "../records/prompt.ts";
import { defineExtractor } from "./define.ts";
import { escapePattern } from "./python-text.ts";
import { answerReading, unreadable } from "./script-reading.ts";

/** What may not stand beside a label: Python's `\w`, over Unicode or over ASCII. */
const wordCharacters = { unicode: "[\\p{L}\\p{N}_]", ascii: "[A-Za-z0-9_]" } as const;

const settings = z.strictObject({
  boundary: z
    .enum(["unicode", "ascii"])
    .default("unicode")
    .describe(
      "What joins a label to its neighbour: unicode, any letter or digit as in Python (答案是C holds no label); ascii, only A-Z, a-z, 0-9 and _.",
    ),
});

/**
 * The naive baseline of many papers: the first shown label that stands alone in the reply, as `\b[A-D]\b` finds it,
 * whatever the words around it say. Case counts, so that lower-case labels are not read as capitals.
 *
 * Where it goes wrong: articles ("A patient…"), options named only to be ruled out, verdict lists, abbreviations with a
 * hyphen or a dot ("vitamin B-12", "C. difficile"), and with the Unicode boundary every Chinese reply without blanks.
 * One label is the most it chooses, on multiple-choice items too.
 */
export default defineExtractor({
  name: "first-label",
  description: "Takes the first shown label that stands alone in the reply, whatever the words around it say",
  source: "Naive baseline of many papers, for example gydpku/Data_Synthesis_RL, src/eval/tasks/medqa/process_label.py",
  version: 1,
  languages: "any",
  settings,
  extract: ({ text }, { labels }, { boundary }) => {
    const alone = standingAlone(labels, wordCharacters[boundary])?.exec(text) ?? null;
    return alone === null
      ? unreadable("no-answer")
      : answerReading([alone[0]], labels, "first-stand-alone-label", [alone.index, alone.index + alone[0].length]);
  },
});

/** What finds the labels of one set standing alone; null where none is shown. */
interface Finder {
  readonly labels: readonly string[];
  readonly word: string;
  readonly pattern: RegExp | null;
}

/** Finders made before, the latest first: an exam has few sets of labels, and making one costs more than looking for it. */
let finders: readonly Finder[] = [];
/** Sets of labels that are remembered at most. */
const mostFinders = 16;

/** Finds the first of some labels with no word character beside it; null where no label is shown. */
function standingAlone(labels: readonly PromptLabel[], word: string): RegExp | null {
  const fits = (finder: Finder): boolean =>
    finder.word === word &&
    finder.labels.length === labels.length &&
    labels.every(({ label }, index) => label === finder.labels[index]);
  const known = finders.find(fits) ?? finderOf(labels, word);
  if (finders[0] !== known) {
    finders = [known, ...finders.filter((finder) => finder !== known)].slice(0, mostFinders);
  }
  return known.pattern;
}

function finderOf(options: readonly PromptLabel[], word: string): Finder {
  const labels = options.map(({ label }) => label);
  const shown = labels.filter((label) => label !== "").map(escapePattern);
  const pattern = shown.length === 0 ? null : new RegExp(`(?<!${word})(?:${shown.join("|")})(?!${word})`, "u");
  return { labels, word, pattern };
}
