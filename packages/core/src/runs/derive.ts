import { join } from "node:path";
import type { OpenBackend } from "../backends/define.ts";
import { joinFiles, writeWhole } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import type { ModelCounts } from "../records/report-input.ts";
import { conflictError } from "./conflict-error.ts";
import type { CallJournal, Journal } from "./journal.ts";
import { type CompletionLine, parseCompletionLine } from "./journal-entry.ts";
import type { JudgedCalls } from "./judged-calls.ts";
import {
  createModelDerivation,
  type DerivedModel,
  type DerivedParts,
  type ModelDerivation,
} from "./model-derivation.ts";
import type { ModelOperations } from "./operations.ts";
import { runFile } from "./run-files.ts";
import type { Study, StudyModel } from "./study.ts";
import type { VariantSources } from "./variants-of.ts";
import { conversationOf, type PlannedCall, walkPlan } from "./walk.ts";

/** What derivation needs. */
export interface DeriveOptions {
  readonly study: Study;
  readonly folder: string;
  /** Folder for the models' parts of the derived files. */
  readonly staging: string;
  readonly exemplars: readonly Item[];
  readonly sources: ReadonlyMap<string, VariantSources>;
  /** Calls planned for each model. */
  readonly callsPerModel: number;
  readonly journal: Journal;
  readonly poseOf: (model: StudyModel) => Pick<OpenBackend, "pose">;
  /** What judges replied; null for a study whose scorers ask nobody. */
  readonly judges: JudgedCalls | null;
  /** Models read and marked already while they were asked. */
  readonly ready: ReadonlyMap<string, DerivedModel>;
}

/** What derivation found. */
export interface Derived {
  readonly counts: readonly ModelCounts[];
  readonly operations: readonly ModelOperations[];
}

/** Where the part of the model at this place of the study is written. */
function partsOf(staging: string, place: number): DerivedParts {
  const path = (name: string): string => join(staging, `${name}-${place}.jsonl`);
  return { answers: path("answers"), scores: path("scores"), prompts: place === 0 ? path("prompts") : null };
}

/** Start deriving one model of a study, of about so many calls. */
export function startDerivation(
  study: Study,
  model: StudyModel,
  staging: string,
  expectedCalls: number,
  judges: JudgedCalls | null = null,
): ModelDerivation {
  return createModelDerivation(study, model, partsOf(staging, study.models.indexOf(model)), expectedCalls, judges);
}

/**
 * Read, mark and measure: in plan order, model by model, write prompts.jsonl, answers.jsonl, scores.jsonl,
 * estimates.json and sensitivity.json. A pure function of the materialised items and the journal's calls: whatever
 * order they finished in, and whether they were read while asking or from the journal, the files are the same bytes.
 */
export async function derive(options: DeriveOptions): Promise<Derived> {
  const { study, folder, staging } = options;
  const models: DerivedModel[] = [];
  for (const model of study.models) {
    models.push(options.ready.get(model.id) ?? (await deriveFromJournal(options, model)));
  }
  const parts = study.models.map((_model, place) => partsOf(staging, place));
  joinFiles(
    parts.map(({ answers }) => answers),
    runFile(folder, "answers"),
  );
  joinFiles(
    parts.map(({ scores }) => scores),
    runFile(folder, "scores"),
  );
  joinFiles(
    parts.flatMap(({ prompts }) => (prompts === null ? [] : [prompts])),
    runFile(folder, "prompts"),
  );
  writeWhole(runFile(folder, "estimates"), rowsJson(models.flatMap(({ estimates }) => estimates)));
  writeWhole(runFile(folder, "sensitivity"), rowsJson(models.flatMap(({ sensitivity }) => sensitivity)));
  return { counts: models.map(({ counts }) => counts), operations: models.map(({ operations }) => operations) };
}

/** A JSON array with one row a line: readable by a person, by diff and by every tool. */
function rowsJson(rows: readonly unknown[]): string {
  return rows.length === 0 ? "[]" : `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
}

/** Walk a model's plan again and read its calls from the journal. */
async function deriveFromJournal(options: DeriveOptions, model: StudyModel): Promise<DerivedModel> {
  const { study, folder, exemplars, sources, journal } = options;
  const derivation = startDerivation(study, model, options.staging, options.callsPerModel, options.judges);
  try {
    for await (const batch of walkPlan({ study, folder, exemplars, sources, model, backend: options.poseOf(model) })) {
      for (const planned of batch) {
        let finished: CompletionLine | null = null;
        for (const call of conversationOf(planned, () => finished?.text ?? null)) {
          finished = journaledCall(call, journal, folder);
          derivation.add(call, finished);
        }
      }
    }
    return derivation.finish();
  } finally {
    derivation.discard();
  }
}

/** A planned call's line in the journal, or null when it has none. Throws RUN_CONFLICT when the line is of another call. */
export function journaledCall(planned: PlannedCall, journal: CallJournal, folder: string): CompletionLine | null {
  const entry = planned.notMade === null ? journal.index.find(planned.posed.call.place) : null;
  if (entry === null) {
    return null;
  }
  const line = parseCompletionLine(journal.read(entry), runFile(folder, "completions"));
  if (line.callId !== planned.posed.call.id) {
    throw conflictError(planned, line);
  }
  return line;
}
