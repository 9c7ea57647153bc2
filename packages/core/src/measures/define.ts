import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { ScoreView } from "./score-table.ts";

/** One number, before its address in the table of estimates. */
export interface MeasuredValue {
  /** Name of the row: the plugin's name, or name and a detail joined by ":" ("rate:refused"). */
  readonly measure: string;
  /** Null when not estimable; then `why` says why. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How the interval was made; "none" without one. */
  readonly method: string;
  readonly why?: string;
}

/** What a measure needs to know besides the scores. */
export interface MeasureContext {
  /** Confidence level, 0–1, e.g. 0.95. */
  readonly level: number;
  /** Bootstrap resamples. */
  readonly resamples: number;
  /** Seed for resampling. The same seed, items and clusters give the same interval; it is not a paired comparison. */
  readonly seed: number;
  /** For each item code the code of its value of a tag; −1 where it has none. Throws INTERNAL for a tag that was not loaded. */
  strataOf(tag: string): Int32Array;
}

/** A measure with its settings. */
export interface ConfiguredMeasure {
  /** Estimates from the rows of one view. Pure. An empty view gives "not estimable", never NaN. */
  estimate(view: ScoreView, context: MeasureContext): readonly MeasuredValue[];
}

/** What a measure is about: marks for answers, marks for what replies say, or how replies ended, whatever is marked. */
export type MeasureMarks = "answer" | "text" | "any";

/** Something worth knowing about one model's scores. */
export interface Measure extends PluginFacts {
  readonly kind: "measure";
  /** It depends on the scorer's points: asked once a scorer. False: once for all (rates of outcomes). */
  readonly usesPoints: boolean;
  /** It is given for strata too, not only overall. */
  readonly byStratum: boolean;
  readonly marks: MeasureMarks;
  configure(settings: unknown): ConfiguredMeasure;
}

/** What a measure file writes; `defineMeasure` makes it a plugin. */
export interface MeasureSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly usesPoints: boolean;
  readonly byStratum: boolean;
  /** Default "answer". */
  readonly marks?: MeasureMarks;
  readonly settings: z.ZodType<Settings>;
  estimate(view: ScoreView, context: MeasureContext, settings: Settings): readonly MeasuredValue[];
}

/** Make a measure plugin. */
export function defineMeasure<Settings>(specification: MeasureSpecification<Settings>): Measure {
  const { name, description, source, usesPoints, byStratum, settings: schema } = specification;
  return {
    kind: "measure",
    name,
    description,
    source,
    usesPoints,
    byStratum,
    marks: specification.marks ?? "answer",
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`measure ${name}`, schema, raw);
      return { estimate: (view, context) => specification.estimate(view, context, settings) };
    },
  };
}

/** "Not estimable", with the reason. */
export function notEstimable(measure: string, why: string): MeasuredValue {
  return { measure, value: null, low: null, high: null, method: "none", why };
}
