import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { type AnswerCue, findCues, isPlainCorrection } from "./answer-cues.ts";
import type { AnswerValue } from "./answer-value.ts";
import { lineStart, sentenceStart } from "./characters.ts";
import { isDenied, readCue } from "./cue-value.ts";
import { type Declaration, reach } from "./declaration.ts";
import { concludedLater, correctedLater, declaredBackwards, insteadOf } from "./declared-elsewhere.ts";
import { verdictAfter } from "./option-verdicts.ts";
import type { ReplyContext } from "./reply-context.ts";
import { degreeOfDoubt } from "./supposed-clause.ts";

const conclusion = new RegExp(anyPhrase(phrasesOf("conclusions")), "i");
const headingBefore = /^[\s>#|\-•·\d.)*✅✔☑👉🎯⭐📝💡🔹【[({"'「<]*$/u;

/** The answer of a cue that no answer follows directly. */
function declaredElsewhere(context: ReplyContext, cue: AnswerCue): Declaration | null {
  switch (cue.kind) {
    case "answer":
      return context.text.charAt(cue.start - 1) === "/" ? null : declaredBackwards(context, cue);
    case "choice":
      return null;
    case "correction":
      return correctedLater(context, cue);
    case "conclusion":
      return concludedLater(context, cue);
  }
}

function declarationAt(context: ReplyContext, cues: readonly AnswerCue[], k: number): Declaration | null {
  const cue = cues[k];
  if (cue === undefined) {
    return null;
  }
  const { text } = context;
  const found = readCue(context, cue);
  if (found.value === null && found.ruledOut === null) {
    return declaredElsewhere(context, cue);
  }
  if (found.ruledOut !== null || isDenied(context, cue, cues[k - 1]?.end ?? 0)) {
    return insteadOf(context, cue, found.ruledOut ?? found.value);
  }
  const { value } = found;
  const supposed = value === null ? "yes" : degreeOfDoubt(text, cue.start, value.end);
  if (value === null || supposed === "yes" || (context.cutOff && isCutWord(context, value))) {
    return null;
  }
  const start = lineStart(text, cue.start);
  const heading = found.connected === ":" && headingBefore.test(text.slice(start, cue.start).slice(-40));
  const corrected = cue.kind === "correction" || follows(cues, k, "correction", cue.start - 60);
  const concluded =
    cue.kind === "conclusion" ||
    conclusion.test(text.slice(cue.start, cue.end)) ||
    follows(cues, k, "conclusion", sentenceStart(text, cue.start, 160));
  const rule = corrected ? "corrected" : heading ? "final-answer" : concluded ? "concluded" : "declared";
  return {
    ...value,
    cueStart: cue.start,
    rule,
    final: corrected || heading || concluded,
    doubtful: found.doubtful || supposed === "doubtful",
    aside:
      (cue.kind === "conclusion" || (cue.kind === "correction" && !isPlainCorrection(text, cue))) &&
      value.list !== null &&
      verdictAfter(context, value.list, false) !== null,
  };
}

/** Whether a cue of a kind stands before cue `k`, from `from` on. */
function follows(cues: readonly AnswerCue[], k: number, kind: AnswerCue["kind"], from: number): boolean {
  for (let i = k - 1; i >= 0; i--) {
    const before = cues[i];
    if (before === undefined || before.start < from) {
      return false;
    }
    if (before.kind === kind) {
      return true;
    }
  }
  return false;
}

/** Whether a cut-off reply ends with a small letter that may be an article: "a alternativa correta é a". */
function isCutWord({ text }: ReplyContext, value: AnswerValue): boolean {
  const last = text.slice(value.start);
  return value.list !== null && last.trim().length === 1 && last.trim() !== last.trim().toUpperCase();
}

/** Whether two values say the same. */
function sameAnswer(left: AnswerValue, right: AnswerValue): boolean {
  return (
    left.status === right.status &&
    left.indexes.length === right.indexes.length &&
    left.indexes.every((index) => right.indexes.includes(index))
  );
}

/** Whether a correction stands between two declarations. */
function isCorrected(cues: readonly AnswerCue[], earlier: Declaration, later: Declaration): boolean {
  return cues.some(({ kind, start }) => kind === "correction" && start >= earlier.end && start < later.start);
}

/**
 * What two declarations of several options come to where the later is an aside: an explanation that says of options
 * already declared that they are right changes nothing, and two asides add up. Null where the later may change the
 * answer.
 */
function withAside(
  text: string,
  cues: readonly AnswerCue[],
  earlier: Declaration,
  later: Declaration,
): Declaration | null {
  const chosen = earlier.status === "chosen" && later.status === "chosen";
  const corrections = cues.filter((cue) => isPlainCorrection(text, cue));
  if (!chosen || isCorrected(corrections, earlier, later)) {
    return null;
  }
  if (later.indexes.every((index) => earlier.indexes.includes(index))) {
    return earlier;
  }
  return earlier.aside ? { ...later, indexes: [...new Set([...earlier.indexes, ...later.indexes])] } : null;
}

/** Whether no cue from `cue` on backwards can change what the last declaration says. */
function isSettled(text: string, last: Declaration, cue: AnswerCue): boolean {
  if (last.final) {
    return last.rule !== "final-answer" || cue.start < last.cueStart - reach;
  }
  return text.slice(cue.end, last.cueStart).includes("\n") && cue.start < last.cueStart - reach;
}

/** Whether a declaration leaves an earlier one behind: a correction, a conclusion, a heading, or simply a later line. */
function overrules(text: string, cues: readonly AnswerCue[], earlier: Declaration, later: Declaration): boolean {
  if (isCorrected(cues, earlier, later)) {
    return true;
  }
  const gap = text.slice(earlier.end, later.cueStart);
  if (later.final) {
    // Two headings in a row leave both standing.
    return !(later.rule === "final-answer" && earlier.rule === "final-answer" && gap.trim() === "");
  }
  return gap.includes("\n");
}

/** What the declarations of a stretch come to. */
export interface DeclaredAnswer {
  readonly last: Declaration;
  /** Another declaration contradicts it and neither overrules the other. */
  readonly contradicted: boolean;
}

/**
 * The answer a reply declares, read from its end. The last declaration stands when it corrects, concludes, is a
 * heading or belongs to a later line than the one it contradicts; two plain declarations on one line that differ
 * contradict each other. `ignore` leaves out stretches that only quote (an explanation inside a JSON answer).
 */
export function readDeclared(
  context: ReplyContext,
  from: number,
  ignore: (index: number) => boolean,
): DeclaredAnswer | null {
  const cues = findCues(context.text, from, context.text.length);
  let last = null as Declaration | null;
  for (let k = cues.length - 1; k >= 0; k--) {
    const cue = cues[k];
    if (cue === undefined || ignore(cue.start)) {
      continue;
    }
    const open = last?.aside === true && context.choose === "any";
    if (last !== null && !open && !last.doubtful && !last.conflict && isSettled(context.text, last, cue)) {
      break;
    }
    const found = declarationAt(context, cues, k);
    if (found === null) {
      continue;
    }
    if (last === null) {
      last = found;
      continue;
    }
    if (sameAnswer(found, last) || found.start === last.start) {
      last = last.doubtful ? found : last;
      continue;
    }
    if (found.doubtful) {
      continue;
    }
    const together = open ? withAside(context.text, cues, found, last) : null;
    if (together !== null) {
      last = together;
      continue;
    }
    if (last.doubtful || (last.conflict && found.status === "chosen")) {
      return { last: found, contradicted: false };
    }
    return { last, contradicted: !overrules(context.text, cues, found, last) };
  }
  return last === null ? null : { last, contradicted: false };
}
