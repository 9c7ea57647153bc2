import { readClosingSentence, readLabelLines, readWholeLabels } from "./bare-label.ts";
import { lineStart } from "./characters.ts";
import { type DeclaredAnswer, readDeclared } from "./declared-answer.ts";
import { readTextInProse, readWholeText } from "./option-text-answer.ts";
import { readTextPart } from "./option-text-part.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";
import { readStructured, type StructuredAnswer } from "./structured-answer.ts";
import { readUnchosen } from "./unchosen-reply.ts";
import { weighVerdicts } from "./weighed-verdicts.ts";
import { readWholeSet } from "./whole-sets.ts";

function fromDeclaration(declared: DeclaredAnswer): Finding {
  const { status, indexes, start, end, rule, conflict } = declared.last;
  if (declared.contradicted) {
    return { status: "ambiguous", indexes, start, end, rule: "conflicting-declarations" };
  }
  return { status, indexes, start, end, rule: named(status, conflict, rule) };
}

function named(status: Finding["status"], conflict: boolean, rule: string): string {
  switch (status) {
    case "chosen":
      return rule;
    case "ambiguous":
      return conflict ? "label-text-conflict" : "two-answers";
    case "none-of-these":
      return "none-of-these";
    case "abstained":
      return "abstention";
    case "refused":
      return "refusal";
  }
}

function fromStructure({ value, rule }: StructuredAnswer): Finding {
  const { status, indexes, start, end, conflict } = value;
  return { status, indexes, start, end, rule: named(status, conflict, rule) };
}

/** What a reply announces, and how firmly. */
interface Announced {
  readonly finding: Finding;
  /** Only supposed ("would be"), or quoted: whatever else the reply says plainly comes first. */
  readonly doubtful: boolean;
  /** Nothing before it could change it. */
  readonly settled: boolean;
}

/** Declared in prose or in a mark for machines; the later of the two stands unless prose overrules the mark. */
function readAnnounced(context: ReplyContext): Announced | null {
  const structured = readStructured(context);
  const ignore = (index: number): boolean =>
    structured !== null && structured.rule !== "boxed" && index >= structured.start && index < structured.end;
  const declared = readDeclared(context, 0, ignore);
  const { last } = declared ?? {};
  if (structured !== null && (last === undefined || last.start <= structured.value.end || last.doubtful)) {
    const reason = structured.value.status === "abstained" ? readUnchosen(context) : null;
    const finding = reason?.status === "none-of-these" ? reason : fromStructure(structured);
    return { finding, doubtful: false, settled: true };
  }
  if (declared === null || last === undefined) {
    return null;
  }
  const lookedBack = last.cueStart > 200 && (last.final || lineStart(context.text, last.cueStart) > 0);
  const aside = last.aside && context.choose === "any";
  const settled = lookedBack && !aside && !last.doubtful && !declared.contradicted;
  return { finding: fromDeclaration(declared), doubtful: last.doubtful, settled };
}

/** The reading of a reply's end, when nothing before it could change it; null otherwise. */
export function readTail(context: ReplyContext): Finding | null {
  const announced = readAnnounced(context);
  return announced?.settled === true && announced.finding.status === "chosen" ? announced.finding : null;
}

/** The reading of a whole reply, layer by layer; null when no layer finds anything. */
export function readFinding(context: ReplyContext, question: () => string): Finding | null {
  const whole = readWholeLabels(context) ?? readWholeText(context);
  if (whole !== null) {
    return whole;
  }
  const announced = readAnnounced(context);
  if (announced !== null && !announced.doubtful) {
    return announced.finding;
  }
  const verdicts = context.cutOff ? null : weighVerdicts(context, question);
  return (
    readWholeSet(context) ??
    verdicts?.complete ??
    readLabelLines(context) ??
    readClosingSentence(context) ??
    announced?.finding ??
    verdicts?.partial ??
    verdicts?.open ??
    readUnchosen(context) ??
    readTextInProse(context) ??
    readTextPart(context)
  );
}
