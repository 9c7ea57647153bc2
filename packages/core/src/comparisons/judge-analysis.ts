import { existsSync } from "node:fs";
import type { JudgeAnalysis } from "../records/judge-analysis.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import type { RunRecord } from "../runs/specification.ts";
import { servedNameIn } from "../runs/study-judges.ts";
import { type HumanRating, keptRatings, readHumanRatings } from "./human-ratings.ts";
import { readItemClusters, readJudgedReplies } from "./judged-units.ts";
import { pairwiseJudging, readVerdicts } from "./pairwise-judging.ts";
import { runSettings } from "./run-settings.ts";
import { type JudgingSettings, scorerJudging } from "./scorer-judging.ts";

/**
 * What the judges of a run say, and how far to believe them: one analysis for each exam and way of asking, none for a run
 * without judges. Memory grows with the judgements.
 *
 * @param ratingsFile People's ratings; default: those the run folder keeps, if it does. Throws RUN_NOT_FOUND, and what
 *   `readHumanRatings` throws.
 */
export async function judgeAnalyses(
  folder: string,
  ratingsFile: string | null = null,
): Promise<readonly JudgeAnalysis[]> {
  const record = readRunRecord(folder);
  const has = (name: "judgements" | "preferences"): boolean => existsSync(runFile(folder, name));
  if (!has("judgements") && !has("preferences")) {
    return [];
  }
  const kept = keptRatings(folder);
  const path = ratingsFile ?? (existsSync(kept) ? kept : null);
  const settings = judgingSettings(record, path === null ? [] : await readHumanRatings(path, ratingsFile === null));
  const clusterOf = await readItemClusters(folder);
  const sets = has("judgements") ? await readJudgedReplies(folder, clusterOf) : [];
  const verdicts = has("preferences") ? await readVerdicts(folder, clusterOf) : [];
  const places = new Map([...sets, ...verdicts].map(({ exam, arm }) => [`${exam}\u0000${arm}`, { exam, arm }]));
  return [...places.values()].map(({ exam, arm }) => {
    const isHere = (one: { readonly exam: string; readonly arm: string }): boolean =>
      one.exam === exam && one.arm === arm;
    const pairs = verdicts.find(isHere);
    return {
      exam,
      arm,
      level: settings.level,
      scorers: sets.filter(isHere).map((set) => scorerJudging(set, settings)),
      pairwise: pairs === undefined ? null : pairwiseJudging(pairs, settings),
    };
  });
}

interface RecordedModel {
  readonly id: string;
  readonly settings?: { readonly model?: unknown };
}

function judgingSettings(record: RunRecord, ratings: readonly HumanRating[]): JudgingSettings {
  const { confidence, resamples, seed } = runSettings(record);
  const models = record.specification["models"] as readonly RecordedModel[];
  const assistants = (record.specification["assistants"] ?? []) as readonly RecordedModel[];
  const underTest = (judge: string): string | null => {
    const own = assistants.find(({ id }) => id === judge);
    const name = own === undefined ? null : servedNameIn(own.settings ?? {});
    const examinee = models.find(
      ({ id, settings }) => id === judge || (name !== null && servedNameIn(settings ?? {}) === name),
    );
    return examinee?.id ?? null;
  };
  return { level: confidence, resamples, seed, underTest, ratings };
}
