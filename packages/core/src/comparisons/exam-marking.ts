import type { Answer, Reading } from "../records/answer.ts";
import type { RecordedMarks, ValueRange } from "../records/calibration-analysis.ts";
import type { Item } from "../records/item.ts";
import { recordedScorers, type Specification, scorerName } from "../runs/specification.ts";
import { catalog } from "../scorers/catalog.ts";
import type { ConfiguredScorer } from "../scorers/define.ts";
import { indifferenceThreshold, type MarkingScheme } from "../statistics/abstention-value.ts";

/** What one answer earns, and what its question earns without an answer. */
export interface GivenMark {
  readonly given: number;
  readonly heldBack: number;
}

/** A scorer of a recorded run that marks answers, configured as the run had it. */
export interface AnswerScorer {
  /** As tables call it. */
  readonly name: string;
  readonly configured: ConfiguredScorer;
}

const blank: Reading = { status: "abstained", optionIds: [], labels: [], rule: "held-back", span: null };

/**
 * The scorers of an exam that mark its answers from the answer alone, headline first. A person's own scorers are not among
 * them: their file is not part of a run folder.
 */
export async function answerScorers(specification: Specification, exam: string): Promise<readonly AnswerScorer[]> {
  const found: AnswerScorer[] = [];
  for (const recorded of recordedScorers(specification, exam)) {
    const load = Object.hasOwn(catalog, recorded.use) ? catalog[recorded.use as keyof typeof catalog] : undefined;
    const plugin = load === undefined ? null : (await load()).default;
    if (plugin !== null && plugin.marks === "answer" && !plugin.needsModel) {
      found.push({ name: scorerName(recorded), configured: plugin.configure(recorded.settings) });
    }
  }
  return found;
}

/**
 * What right, wrong and no answers earn in an exam under its own negative marking: the first of the scorers under which a
 * wrong option chosen alone earns less than a blank in any of the items. Null where a wrong answer never costs.
 *
 * @param items The exam's items with options and a key.
 */
export function examMarks(
  items: Iterable<Item>,
  scorers: readonly AnswerScorer[],
): { readonly scorer: AnswerScorer; readonly marks: RecordedMarks } | null {
  const ranges = scorers.map(() => emptyRanges());
  const costs = scorers.map(() => false);
  for (const item of items) {
    for (const [at, { configured }] of scorers.entries()) {
      const marks = itemMarks(item, configured);
      const own = ranges[at];
      if (marks !== null && own !== undefined) {
        costs[at] ||= marks.wrong.some((wrong) => wrong < marks.heldBack && wrong < marks.right);
        widen(own, marks);
      }
    }
  }
  const at = costs.indexOf(true);
  const [scorer, range] = [scorers[at], ranges[at]];
  return scorer === undefined || range === undefined
    ? null
    : {
        scorer,
        marks: { scorer: scorer.name, ...range.marks, indifference: range.indifference },
      };
}

/** What an answer earns under a scorer, and a blank; null where the scorer gives the item no mark. */
export function givenMark(
  { optionIds, status, labels, rule, span }: Pick<Answer, keyof Reading>,
  item: Item,
  { configured }: AnswerScorer,
): GivenMark | null {
  const given = configured.score({ optionIds, status, labels, rule, span }, item).points;
  const heldBack = configured.score(blank, item).points;
  return given === null || heldBack === null ? null : { given, heldBack };
}

interface ItemMarks {
  readonly right: number;
  /** Of each option that no accepted set holds, chosen alone. */
  readonly wrong: readonly number[];
  readonly heldBack: number;
}

function itemMarks(item: Item, configured: ConfiguredScorer): ItemMarks | null {
  const pointsOf = (optionIds: readonly string[]): number | null =>
    configured.score({ ...blank, status: "chosen", optionIds }, item).points;
  const right = pointsOf(item.accepted[0] ?? []);
  const heldBack = configured.score(blank, item).points;
  const keyed = new Set(item.accepted.flat());
  const wrong = item.options.flatMap(({ id }) => (keyed.has(id) ? [] : [pointsOf([id]) ?? Number.NaN]));
  return right === null || heldBack === null || wrong.some(Number.isNaN) ? null : { right, wrong, heldBack };
}

interface WideningRange {
  low: number;
  high: number;
}

interface Ranges {
  readonly marks: Readonly<Record<"right" | "wrong" | "abstained", WideningRange>>;
  readonly indifference: WideningRange;
}

function emptyRanges(): Ranges {
  const empty = (): WideningRange => ({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY });
  return { marks: { right: empty(), wrong: empty(), abstained: empty() }, indifference: empty() };
}

/** Items without a wrong option are left out: nothing can be lost on them. */
function widen({ marks, indifference }: Ranges, { right, wrong, heldBack }: ItemMarks): void {
  for (const cost of wrong) {
    include(marks.right, right);
    include(marks.wrong, cost);
    include(marks.abstained, heldBack);
    if (right > cost) {
      include(indifference, (heldBack - cost) / (right - cost));
    }
  }
}

function include(range: WideningRange, value: number): void {
  range.low = Math.min(range.low, value);
  range.high = Math.max(range.high, value);
}

/** Marks that are the same for every question, asked for and not declared by an exam. Throws INTERNAL as `indifferenceThreshold`. */
export function askedMarks(scheme: MarkingScheme): RecordedMarks {
  const only = (value: number): ValueRange => ({ low: value, high: value });
  return {
    scorer: null,
    right: only(scheme.right),
    wrong: only(scheme.wrong),
    abstained: only(scheme.abstained),
    indifference: only(indifferenceThreshold(scheme)),
  };
}
