import { isEcho, readLabelLines, readWholeLabels } from "./bare-label.ts";
import { type Declaration, type DeclaredAnswer, readDeclared } from "./declared-answer.ts";
import { readTextInProse, readWholeText } from "./option-text-answer.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";
import { readStructured, type StructuredAnswer } from "./structured-answer.ts";
import { readUnchosen } from "./unchosen-reply.ts";
import { weighVerdicts } from "./weighed-verdicts.ts";

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

function echoes(context: ReplyContext, declaration: Declaration): boolean {
  return declaration.list !== null && isEcho(context, declaration.list);
}

/** Declared in prose or in a mark for machines; the later of the two stands unless prose overrules the mark. */
function readAnnounced(context: ReplyContext): { finding: Finding; settled: boolean } | null {
  const structured = readStructured(context);
  const ignore = (index: number): boolean =>
    structured !== null && structured.rule !== "boxed" && index >= structured.start && index < structured.end;
  const read = readDeclared(context, 0, ignore);
  const declared = read !== null && echoes(context, read.last) ? null : read;
  if (
    structured !== null &&
    (declared === null || declared.last.start <= structured.value.end || declared.last.doubtful)
  ) {
    return { finding: fromStructure(structured), settled: true };
  }
  if (declared === null) {
    return null;
  }
  const settled = declared.last.final && !declared.last.doubtful && declared.last.status === "chosen";
  return { finding: fromDeclaration(declared), settled: settled && declared.last.cueStart > 200 };
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
  const announced = readAnnounced(context)?.finding ?? null;
  if (announced !== null) {
    return announced;
  }
  const verdicts = context.cutOff ? null : weighVerdicts(context, question);
  return (
    verdicts?.complete ??
    readLabelLines(context) ??
    verdicts?.partial ??
    verdicts?.open ??
    readUnchosen(context) ??
    readTextInProse(context)
  );
}
