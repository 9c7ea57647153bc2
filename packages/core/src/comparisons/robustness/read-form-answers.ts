import { createDictionary, type Dictionary } from "../../base/growable.ts";
import { parseJsonLine, readLines } from "../../base/lines.ts";
import { textHash } from "../../base/text-hash.ts";
import type { Answer } from "../../records/answer.ts";
import type { Score } from "../../records/score.ts";
import { runFile } from "../../runs/run-files.ts";
import { type RunRecord, scorersOfExam } from "../../runs/specification.ts";
import type { ExamForms, FormAnswers, FormLayout, FormSitting } from "./exam-forms.ts";

type Address = Pick<Answer, "exam" | "variantId" | "model" | "arm" | "repeat" | "turn">;

interface OpenAnswers extends Omit<FormAnswers, "points"> {
  readonly forms: ExamForms;
  readonly sittings: FormSitting[];
  readonly codes: Dictionary;
}

/**
 * What every model of a run answered to every form, by exam and way of asking, in plan order: one pass over scores.jsonl
 * and one over answers.jsonl. Memory is 18 bytes a call. Of a conversation the last turn counts. Points are those of
 * each exam's headline scorer.
 */
export async function readFormAnswers(
  folder: string,
  record: RunRecord,
  forms: ReadonlyMap<string, ExamForms>,
): Promise<readonly FormAnswers[]> {
  const open = new Map<string, OpenAnswers>();
  const scores = runFile(folder, "scores");
  const headlines = new Map<string, string>();
  for await (const lines of readLines(scores)) {
    for (const line of lines) {
      const score = parseJsonLine(line, scores) as Score;
      let headline = headlines.get(score.exam);
      if (headline === undefined) {
        headline = scorersOfExam(record.specification, score.exam)[0] ?? "";
        headlines.set(score.exam, headline);
      }
      if (score.scorer === headline) {
        const found = placeOf(open, forms, score);
        if (found !== null && takesTurn(found.sitting, found.form, score.turn)) {
          const { points, ...bounds } = score;
          found.sitting.points[found.form] =
            points === null || !("min" in bounds) ? Number.NaN : (points - bounds.min) / (bounds.max - bounds.min);
        }
      }
    }
  }
  const answers = runFile(folder, "answers");
  for await (const lines of readLines(answers)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, answers) as Answer;
      const found = placeOf(open, forms, answer);
      if (found !== null && takesTurn(found.sitting, found.form, answer.turn)) {
        addAnswer(found, answer);
      }
    }
  }
  return [...open.values()].map(({ exam, arm, model, sittings, forms: own }) => ({
    exam,
    arm,
    model,
    sittings,
    points: meanPoints(sittings, own.itemOf.length),
  }));
}

interface Place {
  readonly cell: OpenAnswers;
  readonly sitting: FormSitting;
  readonly form: number;
}

/** Where a call belongs; null for a form that is not looked at. */
function placeOf(open: Map<string, OpenAnswers>, forms: ReadonlyMap<string, ExamForms>, call: Address): Place | null {
  const own = forms.get(call.exam);
  const at = own === undefined ? -1 : own.index.get(textHash(call.variantId));
  const form = own?.rowOfIndex[at] ?? -1;
  if (own === undefined || at < 0 || form < 0 || (own.perturbationOf[form] ?? -2) < -1) {
    return null;
  }
  const key = `${call.exam}\u0000${call.arm}\u0000${call.model}`;
  let cell = open.get(key);
  if (cell === undefined) {
    const { exam, arm, model } = call;
    cell = { exam, arm, model, forms: own, sittings: [], codes: createDictionary() };
    open.set(key, cell);
  }
  while (cell.sittings.length <= call.repeat) {
    cell.sittings.push(emptySitting(own.itemOf.length));
  }
  const sitting = cell.sittings[call.repeat];
  return sitting === undefined ? null : { cell, sitting, form };
}

function emptySitting(forms: number): FormSitting {
  return {
    points: new Float64Array(forms).fill(Number.NaN),
    answers: new Int32Array(forms).fill(-1),
    places: new Int32Array(forms).fill(-1),
    chosen: new Uint8Array(forms),
    turns: new Uint8Array(forms),
  };
}

/** Whether a call is of the last turn seen so far. */
function takesTurn({ turns }: FormSitting, form: number, turn: number): boolean {
  if (turn < (turns[form] ?? 0)) {
    return false;
  }
  turns[form] = turn;
  return true;
}

function addAnswer({ cell, sitting, form }: Place, answer: Answer): void {
  const { forms, codes } = cell;
  const layout = forms.layouts[forms.layoutOf[form] ?? -1];
  const [only, ...further] = answer.optionIds;
  const chosen = answer.status === "chosen";
  sitting.chosen[form] = chosen ? 1 : 0;
  sitting.answers[form] = codes.code(chosen ? ledBack(answer.optionIds, layout) : `\u0000${answer.status}`);
  sitting.places[form] = only !== undefined && further.length === 0 ? (layout?.ids.indexOf(only) ?? -1) : -1;
}

/** The chosen set in the item's own options, in order of id; options that a form has added stand for themselves. */
function ledBack(optionIds: readonly string[], layout: FormLayout | undefined): string {
  const map = layout?.map ?? {};
  return optionIds
    .map((id) => (Object.hasOwn(map, id) ? `=${map[id]}` : `+${id}`))
    .sort()
    .join("\u0000");
}

function meanPoints(sittings: readonly FormSitting[], forms: number): Float64Array {
  const means = new Float64Array(forms);
  for (let form = 0; form < forms; form++) {
    let sum = 0;
    let n = 0;
    for (const { points } of sittings) {
      const point = points[form] ?? Number.NaN;
      if (!Number.isNaN(point)) {
        sum += point;
        n += 1;
      }
    }
    // Negative marking is scaled to 0–1; rounding may leave it.
    means[form] = n === 0 ? Number.NaN : Math.min(1, Math.max(0, sum / n));
  }
  return means;
}
