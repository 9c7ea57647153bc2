import { parseJsonLine, readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import { runFile } from "./run-files.ts";
import type { Study } from "./study.ts";

/** Which questions' replies are judged. */
export interface JudgeSample {
  /** @param most How many of each exam's questions; undefined for all. */
  has(most: number | undefined, exam: string, itemId: string): boolean;
}

/** The number of questions of each exam whose replies a scorer has judged; undefined for all. */
export function sampleOf(settings: Readonly<Record<string, unknown>>): number | undefined {
  const { sample } = settings;
  return typeof sample === "number" ? sample : undefined;
}

/**
 * Draw the questions whose replies are judged: of each exam those with the smallest draws, by the study's seed and the
 * question alone. So every model is judged on the same ones, scorers with the same number judge the same, and a greater
 * number adds to a smaller one. Reads items.jsonl only where some scorer or the pairs have a sample.
 */
export async function drawJudgeSample(
  study: Pick<Study, "scorers" | "pairwise" | "seed">,
  folder: string,
): Promise<JudgeSample> {
  const sizes = [...study.scorers.map(({ settings }) => sampleOf(settings)), study.pairwise?.sample].filter(
    (size) => size !== undefined,
  );
  if (sizes.length === 0) {
    return { has: () => true };
  }
  const largest = Math.max(...sizes);
  const drawn = new Map<string, { readonly draw: number; readonly id: string }[]>();
  const path = runFile(folder, "items");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, id } = parseJsonLine(line, path) as { readonly exam: string; readonly id: string };
      const held = drawn.get(exam) ?? [];
      held.push({ draw: randomStream(study.seed, "judged", exam, id).fraction(), id });
      drawn.set(exam, held.length > 4 * largest + 1024 ? smallest(held, largest) : held);
    }
  }
  const places = new Map(
    [...drawn].map(([exam, held]) => [exam, new Map(smallest(held, largest).map(({ id }, place) => [id, place]))]),
  );
  return {
    has: (most, exam, itemId) =>
      most === undefined || (places.get(exam)?.get(itemId) ?? Number.POSITIVE_INFINITY) < most,
  };
}

function smallest<T extends { readonly draw: number; readonly id: string }>(entries: readonly T[], most: number): T[] {
  return [...entries].sort((a, b) => a.draw - b.draw || (a.id < b.id ? -1 : 1)).slice(0, most);
}
