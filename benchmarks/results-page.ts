import { cpus, totalmem } from "node:os";
import type { BenchSizes } from "./bench.ts";
import type { RateRow } from "./call-rate.ts";
import type { CpuRow } from "./cpu-per-sample.ts";
import type { MemoryResult } from "./memory-and-recognition.ts";
import { spreadText } from "./spread.ts";

/** What was measured; a part that was left out is null. */
export interface BenchResults {
  readonly cpu: readonly CpuRow[] | null;
  readonly rate: readonly RateRow[] | null;
  readonly memory: MemoryResult | null;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function cpuSection({ cpu: { calls, warmUpCalls, concurrency } }: BenchSizes, rows: readonly CpuRow[]): string {
  return `## CPU a sample

${calls.toLocaleString("en")} calls after ${warmUpCalls.toLocaleString("en")} to warm up, ${concurrency} at once, against a server that answers at once. User and system time of the client's process alone, in microseconds a sample. Viva's is all it does from opening the exam's file to estimates on disk: reading the exam and writing it into the run folder (loading, before the first question; the loop has its one question ready), then from each request to its durable scored record and the estimates (asking and measuring). The goal, at most 2, is for a sample from its request to its scored record, by the study's own extractor alone and with the further ones that a study reads by as its default, to show how far results depend on the reading; the ratio with loading stands beside it. The HTML report comes on top, once a run.

${table(
  [
    "reply, characters",
    "extractors",
    "bare loop, µs",
    "Viva, µs",
    "**ratio, request to scored record**",
    "ratio, loading the exam included",
    "loading, µs",
    "asking, µs",
    "measuring, µs",
    "of which layered, µs",
    "report, ms",
  ],
  rows.map((row) => [
    String(row.replyCharacters),
    row.otherReadings ? "layered and the default's others" : "layered",
    spreadText(row.bare, 1),
    spreadText(row.viva, 1),
    `**${spreadText(row.askedRatio, 2)}**`,
    spreadText(row.ratio, 2),
    spreadText(row.loading, 1),
    spreadText(row.asking, 1),
    spreadText(row.measuring, 1),
    spreadText(row.reading, 1),
    spreadText(row.reportMs, 0),
  ]),
)}`;
}

function rateSection({ rate: { calls, slowStartCalls, serviceTimeMs } }: BenchSizes, rows: readonly RateRow[]): string {
  return `## Calls a second

${calls.toLocaleString("en")} calls after the first ${slowStartCalls.toLocaleString("en")} (slow start), against a server that takes ${serviceTimeMs} ms; arrivals counted by the server. Goal: at least 0.95.

${table(
  ["at once", "bare loop, 1/s", "Viva, 1/s", "**ratio**"],
  rows.map((row) => [
    String(row.concurrency),
    spreadText(row.bare, 0),
    spreadText(row.viva, 0),
    `**${spreadText(row.ratio, 3)}**`,
  ]),
)}`;
}

function memorySection(result: MemoryResult): string {
  const few = result.fewItems.toLocaleString("en");
  const many = result.manyItems.toLocaleString("en");
  return `## Memory, and a finished run issued again

Largest resident set of a fresh process that runs the study and writes the HTML report, and the wall time of \`viva run\` on the finished run of ${many} calls. Goals: at most 1.2, and under 3 s.

${table(
  [`${few} items, MiB`, `${many} items, MiB`, "**ratio**", "recognised in, s"],
  [
    [
      spreadText(result.few, 0),
      spreadText(result.many, 0),
      `**${spreadText(result.ratio, 2)}**`,
      spreadText(result.recognitionSeconds, 2),
    ],
  ],
)}`;
}

/** The results as a Markdown page. `date` is left out when null. */
export function resultsPage(sizes: BenchSizes, results: BenchResults, date: string | null): string {
  const processors = cpus();
  const machine = `${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}-${process.arch}, Node ${process.versions.node}`;
  const sections = [
    results.cpu === null ? null : cpuSection(sizes, results.cpu),
    results.rate === null ? null : rateSection(sizes, results.rate),
    results.memory === null ? null : memorySection(results.memory),
  ].filter((section) => section !== null);
  return `# Benchmark

Written by \`npm run bench\`. Viva beside a bare loop that asks the same local server over undici's kept-alive connections, parses each reply and appends a line to a file. The server, the loop and Viva are processes of their own; the two sides take turns, ${sizes.rounds} rounds each. Figures are medians over the rounds with the least and the most.

Machine: ${machine}.${date === null ? "" : ` Measured ${date}.`}

${sections.join("\n\n")}
`;
}
