import type { InstructionAnalysis, InstructionDifference, InstructionRow } from "../records/instruction-analysis.ts";
import type { ItemMean } from "../records/item-mean.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import type { MarkedCell, MarkedSitting } from "./read-instruction-marks.ts";
import { type InstructionFamily, instructionFamilies, type RecordedArm } from "./recorded-arms.ts";
import { itemMean, notKnown } from "./robustness/estimates.ts";
import type { RunSettings } from "./run-settings.ts";

/** Reasons why there is no number. */
export const instructionReasons = {
  noLenient: "the exam is not marked by exact-set",
  noJoint: "no reply was marked for form and answer",
  noControl: "the study does not ask with this prompt and no instruction",
  noPair: "no item was scored both with the instruction and without it",
} as const;

/** Instructions that say how not to answer. */
const allowsAbstaining: ReadonlySet<string> = new Set(["abstain-token-allowed", "negative-marking-announced"]);

/** What the analysis is made from. */
export interface InstructionInput {
  readonly arms: readonly RecordedArm[];
  /** Of one run, all on the items as published. */
  readonly cells: readonly MarkedCell[];
  /** By exam, the cluster of each item. */
  readonly clusters: ReadonlyMap<string, Int32Array>;
}

/**
 * How far the models do what they are told: one analysis for each exam and each prompt that instructions are given with.
 * None for a study without instructions.
 *
 * Numbers are means over items, an item's repeats counting once; intervals take items of one group as one cluster. The
 * format tax is of two marks of the same reply, of which the stricter is never the higher: a share of replies, with the
 * interval of one. The effect compares replies with and without the instruction to the same items: a paired difference.
 */
export function instructionAnalyses(
  { arms, cells, clusters }: InstructionInput,
  settings: Pick<RunSettings, "confidence">,
): readonly InstructionAnalysis[] {
  return [...Map.groupBy(cells, ({ exam }) => exam)].flatMap(([exam, ofExam]) =>
    instructionFamilies(arms).flatMap((family) => {
      const own = clusters.get(exam) ?? new Int32Array();
      const analysis = analysisOf(exam, family, { cells: ofExam, clusters: own, level: settings.confidence });
      return analysis.rows.length === 0 ? [] : [analysis];
    }),
  );
}

interface ExamMarks {
  readonly cells: readonly MarkedCell[];
  readonly clusters: Int32Array;
  readonly level: number;
}

function analysisOf(
  exam: string,
  { condition, control, members }: InstructionFamily,
  marks: ExamMarks,
): InstructionAnalysis {
  const models = [...new Set(marks.cells.map(({ model }) => model))];
  const cellOf = (arm: string | undefined, model: string): MarkedCell | undefined =>
    marks.cells.find((cell) => cell.arm === arm && cell.model === model);
  const rows = members.flatMap(({ arm, name }) =>
    models.flatMap((model): InstructionRow[] => {
      const cell = cellOf(arm.name, model);
      const without = control === null ? null : (cellOf(control.name, model) ?? null);
      return cell === undefined
        ? []
        : [
            {
              model,
              instruction: name,
              arm: arm.name,
              ...rowOf(cell, marks),
              ...effectOf(cell, control === null ? "no-control" : without, marks),
              abstained: allowsAbstaining.has(arm.instruction?.use ?? "")
                ? meanOver(
                    itemPoints(cell, ({ abstained }) => abstained),
                    marks,
                  )
                : null,
            },
          ];
    }),
  );
  return {
    exam,
    condition,
    control: control?.name ?? null,
    level: marks.level,
    models: models.filter((model) => rows.some((row) => row.model === model)),
    instructions: members.map(({ name }) => name).filter((name) => rows.some((row) => row.instruction === name)),
    rows,
  };
}

function rowOf(
  cell: MarkedCell,
  marks: ExamMarks,
): Pick<InstructionRow, "strict" | "loose" | "lenient" | "joint" | "formatTax"> {
  // Both marks of a reply, or neither: the tax is of the same replies.
  const both = ({ marks: own }: MarkedSitting): ((value: Float64Array) => Float64Array) => {
    const whole = own["exact-set"].map((points, item) => points + (own.joint[item] ?? Number.NaN));
    return (values) => values.map((points, item) => (Number.isNaN(whole[item]) ? Number.NaN : points));
  };
  const lenient = itemPoints(cell, (sitting) => both(sitting)(sitting.marks["exact-set"]));
  const joint = itemPoints(cell, (sitting) => both(sitting)(sitting.marks.joint));
  const tax = meanOver(
    lenient.map((points, item) => Math.max(0, points - (joint[item] ?? Number.NaN))),
    marks,
  );
  const marked = cell.sittings.some(({ marks: own }) => own["exact-set"].some((points) => !Number.isNaN(points)));
  return {
    strict: meanOver(
      itemPoints(cell, (sitting) => sitting.marks["adherence-strict"]),
      marks,
    ),
    loose: meanOver(
      itemPoints(cell, (sitting) => sitting.marks["adherence-loose"]),
      marks,
    ),
    lenient: meanOver(lenient, marks),
    joint: marked
      ? meanOver(joint, marks)
      : meanOver(
          itemPoints(cell, (sitting) => sitting.marks.joint),
          marks,
        ),
    formatTax:
      tax.value === null ? { ...tax, why: marked ? instructionReasons.noJoint : instructionReasons.noLenient } : tax,
  };
}

function effectOf(
  cell: MarkedCell,
  control: MarkedCell | null | "no-control",
  marks: ExamMarks,
): Pick<InstructionRow, "withoutInstruction" | "effect"> {
  const exact = (one: MarkedCell): Float64Array => itemPoints(one, (sitting) => sitting.marks["exact-set"]);
  const withIt = exact(cell);
  const without =
    control === null || control === "no-control" ? new Float64Array(withIt.length).fill(Number.NaN) : exact(control);
  const marked = withIt.some((points) => !Number.isNaN(points));
  const why =
    control === "no-control"
      ? instructionReasons.noControl
      : marked
        ? instructionReasons.noPair
        : instructionReasons.noLenient;
  const { difference, second } = differenceOf(withIt, without, marks, why);
  return { withoutInstruction: second, effect: difference };
}

/** By item the mean over the repeats that have a mark; NaN without any. */
function itemPoints(cell: MarkedCell, of: (sitting: MarkedSitting) => Float64Array): Float64Array {
  const columns = cell.sittings.map(of);
  return (columns[0] ?? new Float64Array()).map((_, item) => {
    const known = columns.flatMap((column) => {
      const points = column[item] ?? Number.NaN;
      return Number.isNaN(points) ? [] : [points];
    });
    const sum = known.reduce((total, points) => total + points, 0);
    return known.length === 0 ? Number.NaN : Math.min(1, Math.max(0, sum / known.length));
  });
}

function meanOver(points: Float64Array, { clusters, level }: ExamMarks): ItemMean {
  const kept = Int32Array.from(points.keys()).filter((item) => !Number.isNaN(points[item]));
  return meanAt(points, kept, clusters, level);
}

function meanAt(points: Float64Array, kept: Int32Array, clusters: Int32Array, level: number): ItemMean {
  const values = Float64Array.from(kept, (item) => points[item] ?? 0);
  return itemMean(values, clusterIndex(kept.map((item) => clusters[item] ?? 0)), level);
}

function differenceOf(
  first: Float64Array,
  second: Float64Array,
  { clusters, level }: ExamMarks,
  why: string,
): { readonly difference: InstructionDifference; readonly second: ItemMean } {
  const kept = Int32Array.from(first.keys()).filter((item) => !Number.isNaN((first[item] ?? 0) + (second[item] ?? 0)));
  const at = (points: Float64Array): Float64Array => Float64Array.from(kept, (item) => points[item] ?? 0);
  const found = pairedDifference(at(first), at(second), clusterIndex(kept.map((item) => clusters[item] ?? 0)));
  return {
    difference:
      found === null
        ? { ...notKnown(why), method: "none", nItems: 0 }
        : { ...pairedDifferenceInterval(found, level), nItems: kept.length },
    second: meanAt(second, kept, clusters, level),
  };
}
