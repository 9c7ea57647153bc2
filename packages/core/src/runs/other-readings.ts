import type { CallState } from "../measures/score-table.ts";
import type { Estimate } from "../records/estimate.ts";
import { estimateAll } from "./estimates.ts";
import { scorerColumns, scorersOf } from "./exam-scorers.ts";
import type { FinishedCall } from "./journal-entry.ts";
import { scaledMark } from "./scaled-mark.ts";
import { createScoreTableBuilder, type ScoreTableBuilder } from "./score-table-builder.ts";
import type { Study, StudyExtractor } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** The same replies read by other extractors: how far the ranking depends on the instrument. */
export interface OtherReadings {
  /** Add a planned call in plan order; `finished` is null when it has no completion. */
  add(planned: PlannedCall, state: CallState, finished: FinishedCall | null): void;
  /** The headline measure under every other extractor and denominator, overall. */
  estimates(): readonly Estimate[];
}

/** Start reading with the extractors a study names under `sensitivity`; its own is left out. Marks each exam with its first scorer. */
export function createOtherReadings(study: Study): OtherReadings {
  const headlines = [...new Set(study.exams.flatMap(({ scorers }) => scorers.slice(0, 1)))];
  const headline = study.measures.find(({ usesPoints }) => usesPoints);
  const others: { extractor: StudyExtractor; table: ScoreTableBuilder }[] = study.otherExtractors.map((extractor) => ({
    extractor,
    table: createScoreTableBuilder(
      headlines.map(({ use }) => use),
      [],
    ),
  }));
  return {
    add: (planned, state, finished) => {
      const [scorer] = scorersOf(study, planned.posed.call.exam);
      for (const { extractor, table } of others) {
        if (finished === null || scorer === undefined) {
          table.add(planned, state, null);
          continue;
        }
        const reading = extractor.configured.extract(finished, planned.posed.prompt);
        const mark = scaledMark(scorer.configured.score(reading, planned.posed.variant.item));
        const inColumns = (value: number): number[] => headlines.map((one) => (one === scorer ? value : Number.NaN));
        const marks = { points: inColumns(mark.points), least: inColumns(mark.least) };
        const { status, optionIds } = reading;
        table.add(planned, state, { status, optionIds, completion: finished, ...marks });
      }
    },
    estimates: () =>
      headline === undefined
        ? []
        : others.flatMap(({ extractor, table }) => {
            const protocol = { ...study, measures: [headline], strata: [], extractor };
            const columns = scorerColumns(study, headlines, 1);
            const { estimates, sensitivity } = estimateAll(protocol, table.build(), table.tags, columns);
            return [...estimates, ...sensitivity];
          }),
  };
}
