import { BugError } from "../base/errors.ts";
import { type Column, createColumn, createDictionary } from "../base/growable.ts";
import type { TextMarks } from "../measures/score-table.ts";
import type { Item } from "../records/item.ts";
import type { Mark } from "../records/score.ts";
import { scaledMark } from "./scaled-mark.ts";
import type { StudyScorer } from "./study.ts";

/** What scorers of texts gave for each call, growing in step with the rows of calls. */
export interface TextColumns {
  /** Names of the columns: one a scorer, then one for each part of each, `scorer:part`. */
  readonly names: readonly string[];
  /** Keep a mark for the row that is ended next. Throws INTERNAL for counts other than the scorer declares. */
  mark(scorer: StudyScorer, exam: string, item: Item, mark: Mark): void;
  /** End a row; scorers that gave no mark for it have none. */
  endRow(): void;
  /** The columns at their length: use them once all rows are there. */
  values(): { readonly points: readonly Float64Array[]; readonly texts: readonly TextMarks[] };
}

/** The columns of one scorer. */
interface OpenColumns {
  readonly scorer: StudyScorer;
  readonly points: Column<Float64Array>;
  readonly parts: readonly Column<Float64Array>[];
  readonly reason: Column<Int32Array>;
  readonly counts: Column<Float64Array>;
  /** By exam and language how many references items had. */
  readonly compared: Map<string, Map<string, number | "var">>;
  mark: Mark | null;
}

/** Start the columns of some scorers, all of texts. Rows that are not marked have neither points nor a reason. */
export function createTextColumns(scorers: readonly StudyScorer[], expectedCalls: number): TextColumns {
  const open = scorers.map((scorer): OpenColumns => {
    const { parts, corpus } = scorer.configured;
    return {
      scorer,
      points: createColumn(Float64Array, expectedCalls),
      parts: parts.map(() => createColumn(Float64Array, expectedCalls)),
      reason: createColumn(Int32Array, expectedCalls),
      counts: createColumn(Float64Array, expectedCalls * (corpus?.counts ?? 0)),
      compared: new Map(),
      mark: null,
    };
  });
  const reasons = createDictionary();
  reasons.code("");
  return {
    names: [
      ...scorers.map(({ name }) => name),
      ...scorers.flatMap(({ name, configured }) => configured.parts.map((part) => `${name}:${part}`)),
    ],
    mark: (scorer, exam, item, mark) => {
      const columns = open.find((one) => one.scorer === scorer);
      if (columns !== undefined) {
        columns.mark = mark;
        if (mark.points !== null) {
          noteCompared(columns, exam, item);
        }
      }
    },
    endRow: () => {
      for (const columns of open) {
        const { mark } = columns;
        const own = mark === null || mark.points === null ? null : mark;
        columns.mark = null;
        columns.points.push(own === null ? Number.NaN : scaledMark(own).points);
        columns.reason.push(mark === null || mark.points !== null ? 0 : reasons.code(mark.reason));
        for (const [place, part] of columns.parts.entries()) {
          part.push(own?.parts?.[columns.scorer.configured.parts[place] ?? ""] ?? Number.NaN);
        }
        pushCounts(columns, own?.counts);
      }
    },
    values: () => {
      const marks = open.map((columns): TextMarks => {
        const { corpus } = columns.scorer.configured;
        return {
          reason: columns.reason.values(),
          reasons: reasons.texts,
          signatures: signaturesOf(columns),
          ...(corpus === undefined
            ? {}
            : {
                corpus: {
                  columns: corpus.counts,
                  counts: columns.counts.values(),
                  value: (sums: Float64Array) => corpus.value(sums),
                },
              }),
        };
      });
      return {
        points: [
          ...open.map(({ points }) => points.values()),
          ...open.flatMap(({ parts }) => parts.map((part) => part.values())),
        ],
        texts: [
          ...marks,
          ...marks.flatMap(({ corpus: _corpus, ...ofPart }, place) => open[place]?.parts.map(() => ofPart) ?? []),
        ],
      };
    },
  };
}

function noteCompared({ scorer, compared }: OpenColumns, exam: string, { language, references }: Item): void {
  if (scorer.configured.signature === undefined) {
    return;
  }
  const ofExam = compared.get(exam) ?? new Map<string, number | "var">();
  compared.set(exam, ofExam);
  const known = ofExam.get(language);
  if (known !== "var" && known !== references.length) {
    ofExam.set(language, known === undefined ? references.length : "var");
  }
}

function signaturesOf({ scorer: { configured }, compared }: OpenColumns): ReadonlyMap<string, string> {
  const signatures = new Map<string, string>();
  for (const [exam, ofExam] of compared) {
    const distinct = new Set(
      [...ofExam].map(([language, references]) => configured.signature?.({ language, references }) ?? ""),
    );
    signatures.set(exam, [...distinct].sort().join("; "));
  }
  return signatures;
}

function pushCounts({ scorer, counts }: OpenColumns, own: readonly number[] | undefined): void {
  const declared = scorer.configured.corpus?.counts ?? 0;
  if (own !== undefined && own.length !== declared) {
    throw new BugError("INTERNAL", `scorer ${scorer.name} gave ${own.length} counts and declares ${declared}`);
  }
  for (let column = 0; column < declared; column++) {
    counts.push(own?.[column] ?? 0);
  }
}
