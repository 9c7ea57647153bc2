import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { Score } from "../records/score.ts";
import type { CompletionLine } from "../runs/journal-entry.ts";
import { runFile } from "../runs/run-files.ts";
import type { EntityReader } from "./entity-reader.ts";
import type { KnowledgeCell, KnowledgeSitting } from "./knowledge-input.ts";
import type { SeenByArm } from "./knowledge-seen.ts";
import type { RunItems } from "./run-items.ts";

/** What reading replies needs. */
export interface KnowledgeReplies {
  readonly seen: SeenByArm;
  /** Of a way of asking. Null where its graph is not there: then its replies are not looked into. */
  readerOf(arm: string): EntityReader | null;
  /** The scorer whose points count. */
  scorerOf(exam: string): string;
}

/** A cell while it is filled. */
interface GrowingCell {
  readonly exam: string;
  readonly arm: string;
  readonly model: string;
  readonly sittings: KnowledgeSitting[];
  readonly prompt: TokenCount;
  readonly completion: TokenCount;
}

interface TokenCount {
  calls: number;
  tokens: number;
}

type Address = Pick<Answer, "exam" | "arm" | "model" | "perturbation" | "itemId" | "repeat">;

/** The replies of every model and way of asking to the items as published, by exam: points, choices, seeds named, tokens. */
export async function readKnowledgeCells(
  folder: string,
  items: ReadonlyMap<string, RunItems>,
  { seen, readerOf, scorerOf }: KnowledgeReplies,
): Promise<ReadonlyMap<string, readonly KnowledgeCell[]>> {
  const cells = new Map<string, GrowingCell>();
  const placeOf = (call: Address): Place | null => {
    const own = items.get(call.exam);
    const item = own?.placeOf.get(call.itemId);
    if (own === undefined || item === undefined || call.perturbation !== "none") {
      return null;
    }
    const { exam, arm, model } = call;
    const key = JSON.stringify([exam, arm, model]);
    const cell: GrowingCell = cells.get(key) ?? {
      exam,
      arm,
      model,
      sittings: [],
      prompt: { calls: 0, tokens: 0 },
      completion: { calls: 0, tokens: 0 },
    };
    cells.set(key, cell);
    while (cell.sittings.length <= call.repeat) {
      cell.sittings.push(emptySitting(own.itemIds.length));
    }
    const sitting = cell.sittings[call.repeat];
    return sitting === undefined ? null : { cell, sitting, item };
  };
  for await (const score of linesOf<Score>(runFile(folder, "scores"))) {
    const found = score.scorer === scorerOf(score.exam) ? placeOf(score) : null;
    if (found !== null && score.points !== null) {
      found.sitting.points[found.item] = (score.points - score.min) / (score.max - score.min);
    }
  }
  // The journal may also hold replies to calls that the study no longer makes: those that are read are the run's.
  const read = new Set<string>();
  for await (const answer of linesOf<Answer>(runFile(folder, "answers"))) {
    const found = placeOf(answer);
    if (found !== null) {
      read.add(answer.callId);
      const { status, optionIds } = answer;
      found.sitting.choices[found.item] = status === "chosen" ? JSON.stringify([...optionIds].sort()) : status;
    }
  }
  for await (const line of linesOf<CompletionLine>(runFile(folder, "completions"))) {
    const found = read.has(line.callId) ? placeOf(line) : null;
    if (found === null) {
      continue;
    }
    count(found.cell.prompt, line.usage?.promptTokens ?? null);
    count(found.cell.completion, line.usage?.completionTokens ?? null);
    const seeds = seen.get(line.exam)?.get(line.arm)?.[found.item]?.seeds ?? [];
    const reader = seeds.length === 0 ? null : readerOf(line.arm);
    if (reader !== null) {
      const language = items.get(line.exam)?.languages[found.item] ?? "";
      const named = reader.affirmed(line.text, language);
      found.sitting.taken[found.item] = seeds.filter(({ id }) => named.has(id)).length / seeds.length;
    }
  }
  const finished = [...cells.values()].map(({ prompt, completion, ...cell }) => ({
    ...cell,
    promptTokens: meanTokens(prompt),
    completionTokens: meanTokens(completion),
  }));
  return Map.groupBy(finished, ({ exam }) => exam);
}

interface Place {
  readonly cell: GrowingCell;
  readonly sitting: KnowledgeSitting;
  readonly item: number;
}

async function* linesOf<Line>(path: string): AsyncGenerator<Line> {
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      yield parseJsonLine(line, path) as Line;
    }
  }
}

function emptySitting(length: number): KnowledgeSitting {
  return {
    points: new Float64Array(length).fill(Number.NaN),
    choices: new Array<string | null>(length).fill(null),
    taken: new Float64Array(length).fill(Number.NaN),
  };
}

function count(counted: TokenCount, tokens: number | null): void {
  if (tokens !== null) {
    counted.calls += 1;
    counted.tokens += tokens;
  }
}

function meanTokens({ calls, tokens }: TokenCount): number | null {
  return calls === 0 ? null : tokens / calls;
}
