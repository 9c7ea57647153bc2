import type { ScoreTable } from "../measures/score-table.ts";
import type { Estimate } from "../records/estimate.ts";
import type { MarkedReply } from "../scorers/define.ts";
import { estimateAll } from "./estimates.ts";
import { markingColumns } from "./exam-scorers.ts";
import type { FinishedCall } from "./journal-entry.ts";
import { otherExtractors } from "./likelihood-readings.ts";
import type { ReadingRow } from "./reading-columns.ts";
import { scaledMark } from "./scaled-mark.ts";
import type { Study } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** A finished call with all that scorers look at. */
export interface MarkedCall extends MarkedReply {
  readonly completion: FinishedCall;
}

/** The same replies read by other extractors: how far the ranking depends on the instrument. */
export interface OtherReadings {
  /** By extractor, the names of the scorers that mark its readings. */
  readonly scorers: readonly (readonly string[])[];
  /** Read a planned call in plan order, one row an extractor; `reply` is null when it has no completion. */
  add(
    planned: PlannedCall,
    reply: MarkedCall | null,
    rows: readonly { push(reading: ReadingRow | null): void }[],
  ): void;
  /** The headline measure under every other extractor and denominator, overall, given each extractor's table. */
  estimates(tableOf: (reading: number) => ScoreTable): readonly Estimate[];
}

/** Start reading with the extractors a study names under `sensitivity`; its own is left out. Marks each exam with its first scorer of answers. */
export function createOtherReadings(study: Study): OtherReadings {
  const others = otherExtractors(study);
  const scored = new Set(study.arms.filter(({ likelihood }) => likelihood !== null).map(({ name }) => name));
  const headlineOf = new Map(
    study.exams.map(({ name, scorers }) => [name, scorers.find(({ marks }) => marks !== "text")]),
  );
  const headlines = [...new Set([...headlineOf.values()].filter((scorer) => scorer !== undefined))];
  const headline = study.measures.find(({ usesPoints, marks }) => usesPoints && marks === "answer");
  return {
    scorers: others.map(() => headlines.map(({ name }) => name)),
    add: ({ posed: { call, variant }, item }, reply, rows) => {
      const scorer = item.accepted.length === 0 ? undefined : headlineOf.get(call.exam);
      const reads = scored.has(call.arm) ? "likelihoods" : "text";
      others.forEach((other, place) => {
        if (reply === null || scorer === undefined || other.reads !== reads) {
          rows[place]?.push(null);
          return;
        }
        const reading = other.extractor.configured.extract(reply.completion, reply.prompt);
        const mark = scaledMark(scorer.configured.score(reading, variant.item, reply));
        const marks = headlines.map((one) => (one === scorer ? mark : null));
        rows[place]?.push({ status: reading.status, optionIds: reading.optionIds, marks });
      });
    },
    estimates: (tableOf) =>
      headline === undefined
        ? []
        : others.flatMap(({ extractor, reads }, place) => {
            const protocol = { ...study, measures: [headline], strata: [], extractor };
            const columns = markingColumns(study, headlines, 1);
            const { estimates, sensitivity } = estimateAll(protocol, tableOf(place), new Map(), columns);
            return [...estimates, ...sensitivity].filter(({ arm }) => (reads === "likelihoods") === scored.has(arm));
          }),
  };
}
