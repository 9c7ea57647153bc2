import { createHashIndex } from "../base/hash-index.ts";
import { createLineWriter, type LineWriter } from "../base/lines.ts";
import type { Estimate } from "../records/estimate.ts";
import type { ModelCounts } from "../records/report-input.ts";
import { estimateAll } from "./estimates.ts";
import { scorerColumns, scorersOf } from "./exam-scorers.ts";
import type { FinishedCall } from "./journal-entry.ts";
import { createOperationsCollector, type ModelOperations } from "./operations.ts";
import { createOtherReadings } from "./other-readings.ts";
import { scaledMark } from "./scaled-mark.ts";
import { createScoreTableBuilder } from "./score-table-builder.ts";
import type { Study, StudyModel } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** What one model's calls come to. */
export interface DerivedModel {
  readonly counts: ModelCounts;
  readonly operations: ModelOperations;
  readonly estimates: readonly Estimate[];
  readonly sensitivity: readonly Estimate[];
}

/** Reads, marks and measures one model's calls, one by one in plan order. */
export interface ModelDerivation {
  /** The next call of the plan; `finished` is null when it is not made or has no completion. */
  add(planned: PlannedCall, finished: FinishedCall | null): void;
  /** End the files and compute the estimates. */
  finish(): DerivedModel;
  /** Give up: the files are removed. Harmless after `finish`. */
  discard(): void;
}

/** Where a model's part of the derived files is written. */
export interface DerivedParts {
  readonly answers: string;
  readonly scores: string;
  /** Null for all but one model: prompts are the same for each. */
  readonly prompts: string | null;
}

/** Tags that strata and measures over a tag need. */
function tagsOf(study: Study): string[] {
  const over = study.measures.flatMap(({ settings }) =>
    typeof settings["over"] === "string" ? [settings["over"]] : [],
  );
  return [...new Set([...study.strata.flat(), ...over])];
}

/** Start deriving a model's part. */
export function createModelDerivation(study: Study, model: StudyModel, parts: DerivedParts): ModelDerivation {
  const answers = createLineWriter(parts.answers);
  const scores = createLineWriter(parts.scores);
  const prompts = parts.prompts === null ? null : createLineWriter(parts.prompts);
  const writers = [answers, scores, ...(prompts === null ? [] : [prompts])];
  const promptHashes = createHashIndex();
  const table = createScoreTableBuilder(
    study.scorers.map(({ use }) => use),
    tagsOf(study),
  );
  const others = createOtherReadings(study);
  const collector = createOperationsCollector(model);
  const notMade: Record<string, number> = {};
  let planned = 0;
  let finishedCalls = 0;
  return {
    add: (call, finished) => {
      planned += 1;
      const { prompt } = call.posed;
      if (prompts !== null && promptHashes.add(prompt.hash).isNew) {
        prompts.write(JSON.stringify(prompt));
      }
      if (call.notMade !== null) {
        notMade[call.notMade] = (notMade[call.notMade] ?? 0) + 1;
      }
      const state = call.notMade ?? (finished === null ? "unfinished" : "finished");
      if (finished === null || state !== "finished") {
        table.add(call, state, null);
      } else {
        finishedCalls += 1;
        collector.add(finished);
        table.add(call, state, markCall(study, call, finished, answers, scores));
      }
      others.add(call, state, finished);
    },
    finish: () => {
      for (const writer of writers) {
        writer.finish();
      }
      const operations = collector.summary();
      const made = planned - Object.values(notMade).reduce((sum, count) => sum + count, 0);
      const { estimates, sensitivity } = estimateAll(
        study,
        table.build(),
        table.tags,
        scorerColumns(study, study.scorers),
      );
      return {
        operations,
        estimates,
        sensitivity: [...sensitivity, ...others.estimates()],
        counts: {
          model: model.id,
          backend: model.use,
          planned,
          finished: finishedCalls,
          unfinished: made - finishedCalls,
          notMade,
          promptTokens: operations.promptTokens,
          completionTokens: operations.completionTokens,
          cost: operations.cost,
        },
      };
    },
    discard: () => {
      for (const writer of writers) {
        writer.discard();
      }
    },
  };
}

/** Read and mark one reply: writes its lines and gives its row. */
function markCall(
  study: Study,
  planned: PlannedCall,
  finished: FinishedCall,
  answers: LineWriter,
  scores: LineWriter,
): NonNullable<Parameters<ReturnType<typeof createScoreTableBuilder>["add"]>[2]> {
  const { call, prompt, variant } = planned.posed;
  const { configured, use, version } = study.extractor;
  const reading = configured.extract(finished, prompt);
  const address = {
    callId: call.id,
    exam: call.exam,
    itemId: call.itemId,
    variantId: call.variantId,
    model: call.model,
    arm: call.arm,
    perturbation: call.perturbation,
    repeat: call.repeat,
    turn: call.turn,
  };
  // Both lines begin with the same fields.
  const head = `${JSON.stringify(address).slice(0, -1)},`;
  const rowOf = (rest: object): string => head + JSON.stringify(rest).slice(1);
  answers.write(
    rowOf({
      extractor: { name: use, version },
      status: reading.status,
      optionIds: reading.optionIds,
      labels: reading.labels,
      rule: reading.rule,
      span: reading.span,
      truncated: finished.finishReason === "length",
    }),
  );
  const points = study.scorers.map(() => Number.NaN);
  const least = study.scorers.map(() => Number.NaN);
  for (const scorer of scorersOf(study, call.exam)) {
    const mark = scorer.configured.score(reading, variant.item);
    scores.write(rowOf({ scorer: scorer.use, ...mark }));
    const column = study.scorers.indexOf(scorer);
    ({ points: points[column], least: least[column] } = scaledMark(mark));
  }
  return { status: reading.status, optionIds: reading.optionIds, completion: finished, points, least };
}
