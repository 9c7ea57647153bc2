import type { CallState } from "../measures/score-table.ts";
import type { Estimate } from "../records/estimate.ts";
import { estimateAll } from "./estimates.ts";
import type { CompletionLine } from "./journal-entry.ts";
import { createScoreTableBuilder, type ScoreTableBuilder } from "./score-table-builder.ts";
import type { Study, StudyExtractor } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** The same replies read by other extractors: how far the ranking depends on the instrument. */
export interface OtherReadings {
  /** Add a planned call in plan order; `line` is null when it has no completion. */
  add(planned: PlannedCall, state: CallState, line: CompletionLine | null): void;
  /** The headline measure under every other extractor and denominator, overall. */
  estimates(): readonly Estimate[];
}

/** Start reading with the extractors a study names under `sensitivity`; its own is left out. Marks with the first scorer. */
export function createOtherReadings(study: Study): OtherReadings {
  const scorer = study.scorers[0];
  const headline = study.measures.find(({ usesPoints }) => usesPoints);
  const others: { extractor: StudyExtractor; table: ScoreTableBuilder }[] = study.otherExtractors.map((extractor) => ({
    extractor,
    table: createScoreTableBuilder(scorer === undefined ? [] : [scorer.use], []),
  }));
  return {
    add: (planned, state, line) => {
      for (const { extractor, table } of others) {
        if (line === null || scorer === undefined) {
          table.add(planned, state, null);
          continue;
        }
        const reading = extractor.configured.extract(line, planned.posed.prompt);
        const mark = scorer.configured.score(reading, planned.posed.variant.item);
        const points = mark.points === null ? Number.NaN : (mark.points - mark.min) / (mark.max - mark.min);
        const { status, optionIds } = reading;
        table.add(planned, state, { status, optionIds, completion: line, points: [points] });
      }
    },
    estimates: () =>
      headline === undefined
        ? []
        : others.flatMap(({ extractor, table }) => {
            const protocol = { ...study, measures: [headline], strata: [], extractor };
            const { estimates, sensitivity } = estimateAll(protocol, table.build(), table.tags);
            return [...estimates, ...sensitivity];
          }),
  };
}
