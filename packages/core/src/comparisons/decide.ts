import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/errors.ts";
import type { DecisionOperations, DecisionPage, DecisionRate, VersionChange } from "../records/decision.ts";
import type { Estimate } from "../records/estimate.ts";
import type { ModelCounts } from "../records/report-input.ts";
import type { ModelOperations } from "../runs/operations.ts";
import { runFile } from "../runs/run-files.ts";
import type { RunRecord } from "../runs/specification.ts";
import { modelNamed } from "./comparison-reference.ts";
import { decisionOf } from "./decision.ts";
import type { Field } from "./field.ts";
import { gatherFields } from "./gather-fields.ts";
import { type RunSettings, runSettings } from "./run-settings.ts";
import { versionChange } from "./version-change.ts";
import { yardsticksOf } from "./yardsticks.ts";

/** What is asked; criteria that are left out are those of the study of the model's run. */
export interface DecideOptions {
  /** Name or id of the model. */
  readonly model: string;
  readonly reference?: string;
  /** Largest difference from the reference that does not matter, above 0 and below 1. */
  readonly margin?: number;
  /** Share of the points that passes, 0–1. */
  readonly passMark?: number;
  /** Needed where the runs have several exams. */
  readonly exam?: string;
  /** Run folder of the model's earlier version. */
  readonly previous?: string;
  /** Its id there; default: the model's. */
  readonly previousModel?: string;
}

/**
 * Everything that runs say of the question whether a model may be used for an exam. Models of all the runs are compared
 * on the items that all pose; n says how many those are. Only the items as they were published are looked at.
 *
 * Throws RUN_NOT_FOUND for a folder without a run, ITEM_SETS_DIFFER for runs without a common item, and
 * ARGUMENT_INVALID for a model, exam, reference or earlier model that is not there, a margin without a reference, or
 * several exams of which none is chosen.
 *
 * @param folders At least one run folder.
 */
export async function decide(folders: readonly string[], options: DecideOptions): Promise<DecisionPage> {
  const { fields, records, overlaps } = await gatherFields(folders, {
    commonItems: true,
    ...(options.exam === undefined ? {} : { exam: options.exam }),
  });
  const exam = examNamed([...new Set(overlaps.map((overlap) => overlap.exam))], options.exam);
  const ofExam = fields.filter((field) => field.exam === exam);
  const asPublished = ofExam.filter(({ perturbation }) => perturbation === "none");
  const having = asPublished.flatMap((field) => {
    const model = modelNamed(field.models, options.model);
    return model === undefined ? [] : [{ field, model }];
  });
  const [first] = having;
  if (first === undefined) {
    throw unknownName("model", options.model, asPublished);
  }
  const record = records[first.model.run];
  const folder = folders[first.model.run];
  if (record === undefined || folder === undefined) {
    throw unknownName("model", options.model, asPublished);
  }
  const settings = settingsWith(runSettings(record), options);
  const { reference } = options;
  if (reference !== undefined && having.every(({ field }) => modelNamed(field.models, reference) === undefined)) {
    throw unknownName("model", reference, asPublished);
  }
  const { id } = first.model;
  const counts = readModel<ModelCounts>(runFile(folder, "summary"), id);
  const changes =
    options.previous === undefined
      ? null
      : await changesSince(folder, options.previous, exam, id, {
          model: options.previousModel ?? id,
          level: settings.confidence,
        });
  const decisions = [];
  for (const { field, model } of having) {
    decisions.push(
      decisionOf(field, settings, {
        model: field.models.indexOf(model),
        run: record.name,
        yardsticks: await yardsticksOf(field, records),
        rates: ratesOf(folder, field, id),
        operations: operationsOf(folder, record, id),
        change: changes?.get(field.arm) ?? null,
        complete: counts !== undefined && counts.unfinished === 0,
        audited: existsSync(join(runFile(folder, "audit"), "audit.json")),
        perturbed: ofExam.some(
          ({ perturbation, models }) =>
            perturbation !== "none" && models.some((other) => other.id === id && other.run === model.run),
        ),
      }),
    );
  }
  return {
    model: first.model.name,
    exam,
    runs: folders.map((path, run) => ({
      folder: path,
      name: records[run]?.name ?? path,
      createdAt: records[run]?.recorded.createdAt ?? "",
      viva: records[run]?.recorded.viva ?? "",
      specificationHash: records[run]?.specificationHash ?? "",
    })),
    language: record.specification["language"] as DecisionPage["language"],
    decisions,
  };
}

function examNamed(exams: readonly string[], wanted: string | undefined): string {
  const [only, ...others] = exams;
  if (wanted === undefined && only !== undefined && others.length === 0) {
    return only;
  }
  if (wanted === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `several exams; choose one with --exam: ${exams.join(", ")}`);
  }
  return wanted;
}

function unknownName(what: string, wanted: string, fields: readonly Field[]): UsageError {
  const known = [...new Set(fields.flatMap(({ models }) => models.map(({ name }) => name)))];
  return new UsageError("ARGUMENT_INVALID", `no ${what} is called "${wanted}"; known are ${known.join(", ")}`);
}

function settingsWith(settings: RunSettings, { reference, margin, passMark }: DecideOptions): RunSettings {
  const comparison = {
    ...settings.comparison,
    ...(reference === undefined ? {} : { reference }),
    ...(margin === undefined ? {} : { margin }),
  };
  if (margin !== undefined && comparison.reference === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `a margin of ${margin}, and no reference to hold it against`);
  }
  return { ...settings, comparison, ...(passMark === undefined ? {} : { passMark }) };
}

/** What changed, by way of asking. */
async function changesSince(
  folder: string,
  previous: string,
  exam: string,
  id: string,
  { model, level }: { readonly model: string; readonly level: number },
): Promise<ReadonlyMap<string, VersionChange>> {
  const { fields, overlaps, records } = await gatherFields([folder, previous], { commonItems: true, exam });
  const overlap = overlaps.find((one) => one.exam === exam);
  const otherItems = (overlap?.items[0] ?? 0) - (overlap?.common ?? 0);
  const changes = new Map<string, VersionChange>();
  const earlierIds = new Set<string>();
  for (const field of fields.filter((one) => one.exam === exam && one.perturbation === "none")) {
    for (const other of field.models.filter(({ run }) => run === 1)) {
      earlierIds.add(other.id);
    }
    const now = field.models.findIndex((one) => one.run === 0 && one.id === id);
    const before = field.models.findIndex((one) => one.run === 1 && one.id === model);
    if (now >= 0 && before >= 0) {
      const change = versionChange(field, { now, before, run: records[1]?.name ?? previous, otherItems }, level);
      if (change !== null) {
        changes.set(field.arm, change);
      }
    }
  }
  if (!earlierIds.has(model)) {
    const known = earlierIds.size === 0 ? "it does not pose this exam in the same way" : [...earlierIds].join(", ");
    throw new UsageError(
      "ARGUMENT_INVALID",
      `the earlier run ${previous} has no model "${model}" for "${exam}"; name it with --previous-model: ${known}`,
    );
  }
  return changes;
}

/** The model's entry in a file of the run that lists models. */
function readModel<Entry extends { readonly model: string }>(path: string, id: string): Entry | undefined {
  const { models } = JSON.parse(readFileSync(path, "utf8")) as { readonly models: readonly Entry[] };
  return models.find(({ model }) => model === id);
}

/** Rates of outcomes over all calls, in the order of the run's measures. */
function ratesOf(folder: string, field: Field, id: string): readonly DecisionRate[] {
  const rows = JSON.parse(readFileSync(runFile(folder, "estimates"), "utf8")) as readonly Estimate[];
  return rows
    .filter(
      (row) =>
        row.measure.startsWith("rate:") &&
        row.exam === field.exam &&
        row.model === id &&
        row.arm === field.arm &&
        row.perturbation === field.perturbation &&
        row.denominator === "posed" &&
        Object.keys(row.stratum).length === 0,
    )
    .map(({ measure, value, low, high, nItems, nCalls }) => ({ measure, value, low, high, nItems, nCalls }));
}

function operationsOf(folder: string, record: RunRecord, id: string): DecisionOperations | null {
  const path = runFile(folder, "operations");
  const found = existsSync(path) ? readModel<ModelOperations>(path, id) : undefined;
  if (found === undefined) {
    return null;
  }
  const { backend, calls, attempts, latencyMs, promptTokens, completionTokens, cost } = found;
  return {
    backend,
    platform: record.recorded.platform,
    calls,
    attempts,
    latencyMs: latencyMs === null ? null : { mean: latencyMs.mean, p50: latencyMs.p50, p95: latencyMs.p95 },
    promptTokens,
    completionTokens,
    cost,
    costPerThousandCalls:
      cost === null || calls === 0 ? null : { amount: (cost.amount / calls) * 1000, currency: cost.currency },
  };
}
