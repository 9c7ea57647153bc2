import type { OpenBackend } from "../backends/define.ts";
import { UsageError } from "../base/errors.ts";
import { createHashIndex } from "../base/hash-index.ts";
import { createLineWriter, type LineWriter, writeWhole } from "../base/lines.ts";
import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { ModelCounts } from "../records/report-input.ts";
import { estimateAll } from "./estimates.ts";
import type { Journal } from "./journal.ts";
import { type CompletionLine, parseCompletionLine } from "./journal-entry.ts";
import { createOperationsCollector, type ModelOperations } from "./operations.ts";
import { createOtherReadings, type OtherReadings } from "./other-readings.ts";
import { runFile, runFileNames } from "./run-files.ts";
import { createScoreTableBuilder, type ScoreTableBuilder } from "./score-table-builder.ts";
import type { Study, StudyModel } from "./study.ts";
import { type PlannedCall, walkPlan } from "./walk.ts";

/** What derivation needs. */
export interface DeriveOptions {
  readonly study: Study;
  readonly folder: string;
  readonly exemplars: readonly Item[];
  readonly journal: Journal;
  readonly poseOf: (model: StudyModel) => Pick<OpenBackend, "pose">;
}

/** What derivation found. */
export interface Derived {
  readonly counts: readonly ModelCounts[];
  readonly operations: readonly ModelOperations[];
}

/**
 * Read, mark and measure: from the journal, in plan order, write prompts.jsonl, answers.jsonl, scores.jsonl,
 * estimates.json and sensitivity.json. A pure function of the materialised items and the journal's calls: whatever
 * order they finished in, the files are the same bytes.
 */
export async function derive(options: DeriveOptions): Promise<Derived> {
  const { study, folder } = options;
  const writers = {
    prompts: createLineWriter(runFile(folder, "prompts")),
    answers: createLineWriter(runFile(folder, "answers")),
    scores: createLineWriter(runFile(folder, "scores")),
  };
  const tagNames = new Set([...study.strata.flat(), ...macroTags(study)]);
  const table = createScoreTableBuilder(
    study.scorers.map(({ use }) => use),
    [...tagNames],
  );
  const others = createOtherReadings(study);
  const promptHashes = createHashIndex();
  const counts: ModelCounts[] = [];
  const operations: ModelOperations[] = [];
  try {
    for (const model of study.models) {
      const derived = await deriveModel(options, model, writers, table, others, promptHashes);
      counts.push(derived.counts);
      operations.push(derived.operations);
    }
    for (const writer of Object.values(writers)) {
      writer.finish();
    }
  } finally {
    for (const writer of Object.values(writers)) {
      writer.discard();
    }
  }
  const { estimates, sensitivity } = estimateAll(study, table.build(), table.tags);
  writeWhole(runFile(folder, "estimates"), rowsJson(estimates));
  writeWhole(runFile(folder, "sensitivity"), rowsJson([...sensitivity, ...others.estimates()]));
  return { counts, operations };
}

/** Tags that measures over a tag need. */
function macroTags(study: Study): string[] {
  return study.measures.flatMap(({ settings }) => (typeof settings["over"] === "string" ? [settings["over"]] : []));
}

/** A JSON array with one row a line: readable by a person, by diff and by every tool. */
function rowsJson(rows: readonly unknown[]): string {
  return rows.length === 0 ? "[]" : `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
}

async function deriveModel(
  options: DeriveOptions,
  model: StudyModel,
  writers: Readonly<Record<"prompts" | "answers" | "scores", LineWriter>>,
  table: ScoreTableBuilder,
  others: OtherReadings,
  promptHashes: ReturnType<typeof createHashIndex>,
): Promise<{ counts: ModelCounts; operations: ModelOperations }> {
  const { study, folder, exemplars, journal } = options;
  const collector = createOperationsCollector(model);
  const notMade: Record<string, number> = {};
  let planned = 0;
  let finished = 0;
  for await (const batch of walkPlan({ study, folder, exemplars, model, backend: options.poseOf(model) })) {
    for (const call of batch) {
      planned += 1;
      if (call.notMade !== null) {
        notMade[call.notMade] = (notMade[call.notMade] ?? 0) + 1;
        table.add(call, call.notMade, null);
        others.add(call, call.notMade, null);
        continue;
      }
      const { prompt } = call.posed;
      if (promptHashes.add(prompt.hash).isNew) {
        writers.prompts.write(JSON.stringify(prompt));
      }
      const entry = journal.index.find(call.posed.call.place);
      if (entry === null) {
        table.add(call, "unfinished", null);
        others.add(call, "unfinished", null);
        continue;
      }
      finished += 1;
      const line = parseCompletionLine(journal.read(entry), runFile(folder, "completions"));
      if (line.callId !== call.posed.call.id) {
        throw conflictError(call, line);
      }
      collector.add(line);
      deriveCall(study, call, line, writers, table);
      others.add(call, "finished", line);
    }
  }
  const operations = collector.summary();
  const made = planned - Object.values(notMade).reduce((sum, count) => sum + count, 0);
  return {
    operations,
    counts: {
      model: model.id,
      backend: model.use,
      planned,
      finished,
      unfinished: made - finished,
      notMade,
      promptTokens: operations.promptTokens,
      completionTokens: operations.completionTokens,
      cost: operations.cost,
    },
  };
}

function deriveCall(
  study: Study,
  planned: PlannedCall,
  line: CompletionLine,
  writers: Readonly<Record<"answers" | "scores", LineWriter>>,
  table: ScoreTableBuilder,
): void {
  const { call, prompt, variant } = planned.posed;
  const { configured, use, version } = study.extractor;
  const reading: Reading = configured.extract(line, prompt);
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
  writers.answers.write(
    rowOf({
      extractor: { name: use, version },
      status: reading.status,
      optionIds: reading.optionIds,
      labels: reading.labels,
      rule: reading.rule,
      span: reading.span,
      truncated: line.finishReason === "length",
    }),
  );
  const points = study.scorers.map((scorer) => {
    const mark = scorer.configured.score(reading, variant.item);
    writers.scores.write(rowOf({ scorer: scorer.use, ...mark }));
    return mark.points === null ? Number.NaN : (mark.points - mark.min) / (mark.max - mark.min);
  });
  table.add(planned, "finished", { status: reading.status, optionIds: reading.optionIds, completion: line, points });
}

/** A finished call that would be another one under the study as it is now, saying what differs. */
export function conflictError(planned: PlannedCall, line: CompletionLine): UsageError {
  const { call, prompt } = planned.posed;
  const differing = [
    prompt.hash === line.promptHash ? "" : "its prompt",
    planned.parametersHash === line.parametersHash ? "" : "the model's backend or parameters",
  ].filter((part) => part !== "");
  const what = differing.length > 0 ? differing.join(" and ") : "its recorded reply";
  return new UsageError(
    "RUN_CONFLICT",
    `the finished call of ${call.model} for variant ${call.variantId} (arm ${call.arm}, repeat ${call.repeat}) would change: ${what} differs from ${runFileNames.completions}`,
    { place: { itemId: call.itemId } },
  );
}
