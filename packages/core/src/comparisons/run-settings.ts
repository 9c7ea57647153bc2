import type { RunRecord } from "../runs/specification.ts";
import { type ComparisonSettings, type StandardSettings, studySchema } from "../runs/study-schema.ts";

/** What a run's specification says that comparisons need. Fields that runs of earlier versions lack have their defaults. */
export interface RunSettings {
  readonly comparison: ComparisonSettings;
  readonly standard: StandardSettings;
  readonly strata: readonly (readonly string[])[];
  readonly seed: number;
  /** Confidence level, 0–1. */
  readonly confidence: number;
  readonly resamples: number;
  /** Share of the points that passes, 0–1; null without. */
  readonly passMark: number | null;
  /** Model id → name under which its facts are looked up. */
  readonly facts: ReadonlyMap<string, string>;
}

/** Read them from a run's record. */
export function runSettings({ specification }: RunRecord): RunSettings {
  const { shape } = studySchema;
  const models = specification["models"] as readonly { readonly id: string; readonly facts?: string | null }[];
  return {
    comparison: shape.comparison.parse(specification["comparison"] ?? {}),
    standard: shape.standard.parse(specification["standard"] ?? {}),
    strata: specification["strata"] as RunSettings["strata"],
    seed: specification["seed"] as number,
    confidence: specification["confidence"] as number,
    resamples: specification["resamples"] as number,
    passMark: (specification["passMark"] ?? null) as number | null,
    facts: new Map(models.map(({ id, facts }) => [id, facts ?? id])),
  };
}
