import { type Column, createColumn } from "../base/growable.ts";
import type { CompletionLine } from "./journal-entry.ts";
import type { StudyModel } from "./study.ts";

/** What one model's calls took. Milliseconds; null where nothing was measured. */
export interface ModelOperations {
  readonly model: string;
  readonly backend: string;
  readonly calls: number;
  readonly attempts: number;
  /** Cause → tries that ended with it; "ok" for the good ones. */
  readonly causes: Readonly<Record<string, number>>;
  readonly latencyMs: {
    readonly mean: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly max: number;
  } | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly cachedTokens: number | null;
  /** Calls whose server reported no token counts. */
  readonly callsWithoutUsage: number;
  readonly cost: { readonly amount: number; readonly currency: string } | null;
}

/** Gathers what calls took, in any order. */
export interface OperationsCollector {
  add(line: Pick<CompletionLine, "attempts" | "usage">): void;
  summary(): ModelOperations;
}

/** Start gathering for a model of which about so many calls are expected. */
export function createOperationsCollector(
  model: Pick<StudyModel, "id" | "use" | "price">,
  expectedCalls?: number,
): OperationsCollector {
  const durations: Column<Float64Array> = createColumn(Float64Array, expectedCalls);
  const causes: Record<string, number> = {};
  const tokens = { promptTokens: 0, completionTokens: 0, reasoningTokens: 0, cachedTokens: 0 };
  const kinds = Object.keys(tokens) as (keyof typeof tokens)[];
  const counted: Record<keyof typeof tokens, boolean> = {
    promptTokens: false,
    completionTokens: false,
    reasoningTokens: false,
    cachedTokens: false,
  };
  let calls = 0;
  let attempts = 0;
  let callsWithoutUsage = 0;
  return {
    add: (line) => {
      calls += 1;
      for (const attempt of line.attempts) {
        attempts += 1;
        causes[attempt.cause] = (causes[attempt.cause] ?? 0) + 1;
      }
      const last = line.attempts.at(-1);
      if (last !== undefined) {
        durations.push(last.durationMs);
      }
      if (line.usage === null || line.usage.promptTokens === null || line.usage.completionTokens === null) {
        callsWithoutUsage += 1;
      }
      for (const kind of kinds) {
        const value = line.usage?.[kind];
        if (typeof value === "number") {
          tokens[kind] += value;
          counted[kind] = true;
        }
      }
    },
    summary: () => {
      const sorted = durations.values().slice().sort();
      const quantile = (share: number): number =>
        sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
      const total = (kind: keyof typeof tokens): number | null => (counted[kind] ? tokens[kind] : null);
      const { price } = model;
      return {
        model: model.id,
        backend: model.use,
        calls,
        attempts,
        causes,
        latencyMs:
          sorted.length === 0
            ? null
            : {
                mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
                p50: quantile(0.5),
                p95: quantile(0.95),
                p99: quantile(0.99),
                max: sorted.at(-1) ?? 0,
              },
        promptTokens: total("promptTokens"),
        completionTokens: total("completionTokens"),
        reasoningTokens: total("reasoningTokens"),
        cachedTokens: total("cachedTokens"),
        callsWithoutUsage,
        cost:
          price === null || !counted.promptTokens
            ? null
            : {
                amount:
                  (tokens.promptTokens * price.inputPerMillion + tokens.completionTokens * price.outputPerMillion) /
                  1e6,
                currency: price.currency,
              },
      };
    },
  };
}
