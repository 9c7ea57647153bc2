// One side of the benchmark of perturbed exams, in a process of its own.
import { createLineWriter, readLines } from "../packages/core/src/base/lines.ts";
import { writeVariants } from "../packages/core/src/runs/write-variants.ts";
import { loadCompositions } from "../packages/core/src/runs/write-variants-chains.ts";
import { readTask, type SideResult, writeResult } from "./side.ts";

/** What a side does: write the forms of an exam, or parse and write every line so many times. */
export type PerturbedTask = { readonly exam: string; readonly language: string; readonly out: string } & (
  | { readonly kind: "viva"; readonly operators: readonly string[] }
  | { readonly kind: "bare"; readonly times: number }
);

/** A side's figures with the lines it wrote. */
export interface PerturbedResult extends SideResult {
  readonly lines: number;
}

const task = readTask<PerturbedTask>();
const startedAtMs = performance.now();
const before = process.cpuUsage();
const lines = task.kind === "viva" ? await perturb(task.operators) : await copy(task.times);
const { user, system } = process.cpuUsage(before);
writeResult({
  cpuMicroseconds: user + system,
  wallMs: performance.now() - startedAtMs,
  maxRssBytes: process.resourceUsage().maxRSS * 1024,
  lines,
} as PerturbedResult);

async function perturb(operators: readonly string[]): Promise<number> {
  const written = await writeVariants({
    dataset: "jsonl-file",
    settings: {
      path: task.exam,
      language: task.language,
      fields: { id: "id", stem: "question", options: "options", key: "answer", tags: { specialty: "specialty" } },
    },
    folder: ".",
    perturbations: await loadCompositions(operators.map((use) => [{ use, settings: {} }])),
    seed: 1,
    out: task.out,
  });
  return written.variants;
}

/** What writing cannot do without: each line parsed, and its object written as JSON once for every variant. */
async function copy(times: number): Promise<number> {
  const writer = createLineWriter(task.out);
  let count = 0;
  for await (const batch of readLines(task.exam)) {
    for (const { text } of batch) {
      const item: unknown = JSON.parse(text);
      for (let time = 0; time < times; time++) {
        writer.write(JSON.stringify(item));
        count += 1;
      }
    }
  }
  writer.finish();
  return count;
}
