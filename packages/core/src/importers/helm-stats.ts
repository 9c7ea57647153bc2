import { DataError } from "../base/errors.ts";
import { fileChunks } from "./file-chunks.ts";
import { jsonMembers } from "./json-members.ts";
import { isRecord, listAt, recordAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

/** What HELM measured on one instance in one trial. */
export interface HelmStat {
  readonly score: number | null;
  /** Place of the reference that was chosen, where each was weighed by itself. */
  readonly predictedIndex: number | null;
}

/** Statistics by instance, trial and perturbation. */
export type HelmStats = ReadonlyMap<string, HelmStat>;

/** Metrics of multiple-choice scenarios, the first that is there is taken. */
const usualMetrics = ["exact_match", "quasi_exact_match", "prefix_exact_match", "quasi_prefix_exact_match"];

/** The key of a statistic. */
export function helmKey(instanceId: string, trial: number, perturbation: string | undefined): string {
  return JSON.stringify([instanceId, trial, perturbation ?? null]);
}

/** The perturbation of an instance or statistic, by its name; undefined for the instance as published. */
export function helmPerturbation(record: SourceRecord): string | undefined {
  return isRecord(record["perturbation"]) ? scalarText(record["perturbation"]["name"]) : undefined;
}

/**
 * per_instance_stats.json as a map, some 150 bytes an instance; empty without the file. Several metrics may each have
 * written a record for an instance; they are joined.
 */
export async function helmStats(file: string | null, metric: string | undefined): Promise<HelmStats> {
  const found = new Map<string, HelmStat>();
  if (file === null) {
    return found;
  }
  for await (const { value, line } of jsonMembers(file, fileChunks(file), (at) =>
    at.length === 0 ? "enter" : "take",
  )) {
    const id = isRecord(value) ? scalarText(value["instance_id"]) : undefined;
    if (!isRecord(value) || id === undefined) {
      throw new DataError("IMPORT_LAYOUT", "no statistics of an instance: instance_id was expected", {
        place: { file, line },
      });
    }
    const means = new Map<string, number>();
    for (const stat of listAt(value, "stats").filter(isRecord)) {
      const name = scalarText(recordAt(stat, "name")["name"]);
      const mean = scoreOf(stat["mean"]);
      if (name !== undefined && mean !== undefined) {
        means.set(name, mean);
      }
    }
    const wanted = (metric === undefined ? usualMetrics : [metric]).find((name) => means.has(name));
    const key = helmKey(id, scoreOf(value["train_trial_index"]) ?? 0, helmPerturbation(value));
    const before = found.get(key);
    found.set(key, {
      score: (wanted === undefined ? undefined : means.get(wanted)) ?? before?.score ?? null,
      predictedIndex: means.get("predicted_index") ?? before?.predictedIndex ?? null,
    });
  }
  return found;
}
