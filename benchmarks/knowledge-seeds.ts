import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildGraphDatabase } from "@viva/core";
import type { SeedsResult, SeedsTask } from "./knowledge-seeds-side.ts";
import { writeMadeUpGraph } from "./made-up-graph.ts";
import { runSide } from "./processes.ts";

const help = `node benchmarks/knowledge-seeds.ts [--quick] [--date YYYY-MM-DD] [--out file] [--folder folder]

Builds a made-up graph of a million facts, then finds the knowledge seeds of 60,000 made-up questions, and writes
benchmarks/knowledge-seeds.md. --quick is a short version that shows that the benchmark works; it prints its page and writes
no file without --out.`;

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    date: { type: "string" },
    out: { type: "string" },
    folder: { type: "string", default: tmpdir() },
    help: { type: "boolean", default: false },
  },
});

const sizes = flags.quick
  ? { entities: 2_000, facts: 10_000, items: 300 }
  : { entities: 200_000, facts: 1_000_000, items: 60_000 };
const goals = { findSeconds: 60, loadSeconds: 5, memoryBytes: 1e9 };

/** Whether a goal is met, by the clock and by processor time: on a machine that others use the two part. */
function verdict(what: string, clockMs: number, cpuMicroseconds: number, goalSeconds: number): string {
  const [byClock, byCpu] = [clockMs / 1000 < goalSeconds, cpuMicroseconds / 1e6 < goalSeconds];
  const said = byClock && byCpu ? "met" : byCpu ? "met in CPU, **missed by the clock**" : "**missed**";
  return `${what} ${said}`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const megabytes = (sizeBytes: number): string => (sizeBytes / 1e6).toFixed(0);

const load = (): string => (loadavg()[0] ?? 0).toFixed(1);

async function measure(folder: string): Promise<string> {
  const table = join(folder, "facts.tsv");
  const graph = join(folder, "graph.sqlite");
  writeMadeUpGraph(table, sizes.entities, sizes.facts);
  const startedAtMs = performance.now();
  const counts = await buildGraphDatabase(graph, [table]);
  const buildMs = performance.now() - startedAtMs;
  const rows: string[] = [];
  const verdicts: string[] = [];
  const loads = [load()];
  for (const hops of [1, 2] as const) {
    const task: SeedsTask = { graph, items: sizes.items, entities: sizes.entities, hops };
    const found = await runSide<SeedsResult>("knowledge-seeds-side.ts", task);
    rows.push(
      `| ${hops} | ${seconds(found.loadMs)} | **${seconds(found.loadCpuMicroseconds / 1000)}** | ${seconds(found.wallMs)} | **${seconds(found.cpuMicroseconds / 1000)}** | ${(found.cpuMicroseconds / sizes.items / 1000).toFixed(2)} | **${megabytes(found.maxRssBytes)}** | ${(found.seeds / sizes.items).toFixed(2)} | ${found.withoutEntity.toLocaleString("en")} |`,
    );
    const { loadMs, loadCpuMicroseconds, wallMs, cpuMicroseconds, maxRssBytes } = found;
    const memory = `memory ${maxRssBytes < goals.memoryBytes ? "met" : "**missed**"}`;
    verdicts.push(
      `- ${hops} fact${hops === 1 ? "" : "s"}: ${verdict("loading", loadMs, loadCpuMicroseconds, goals.loadSeconds)}; ${verdict("all questions", wallMs, cpuMicroseconds, goals.findSeconds)}; ${memory}.`,
    );
    loads.push(load());
  }
  const processors = cpus();
  const ofFullSize = flags.quick
    ? "\n\nThese are the goals of the full size, which this short version does not have."
    : "";
  return `# Knowledge seeds

Written by \`node benchmarks/knowledge-seeds.ts\`. A made-up graph of ${counts.nTriples.toLocaleString("en")} facts about ${counts.nEntities.toLocaleString("en")} entities with Chinese names (${megabytes(statSync(graph).size)} MB as a database, built from a table in ${seconds(buildMs)} s), and ${sizes.items.toLocaleString("en")} made-up questions of about 120 characters that name seven entities each, two of them negated. The retriever \`knowledge-seeds\` with its default settings and Viva's word lists, in a process and a thread of its own. Loading goes from opening the database until the first question has its seeds, the index of all names included. Goals: loading under ${goals.loadSeconds} s, all questions under ${goals.findSeconds} s on one core after that, memory under ${megabytes(goals.memoryBytes)} MB. CPU is user and system time: on a machine that others use, it says more than the clock.

Machine: ${processors.length} × ${processors[0]?.model.trim() ?? "unknown processor"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}-${process.arch}, Node ${process.versions.node}; load average of the last minute before the first row and after each ${loads.join(", ")}.${flags.date === undefined ? "" : ` Measured ${flags.date}.`}

| facts on the way at most | loading, s | its CPU, s | all questions, s | their CPU, s | CPU a question, ms | largest resident set, MB | seeds a question | questions without a seed |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

Goals, by the facts on the way at most:

${verdicts.join("\n")}${ofFullSize}
`;
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(resolve(flags.folder), "viva-seeds-"));
  try {
    const text = await measure(folder);
    console.log(text);
    const out = flags.out ?? (flags.quick ? null : fileURLToPath(new URL("knowledge-seeds.md", import.meta.url)));
    if (out !== null) {
      writeFileSync(out, text);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (flags.help) {
  console.log(help);
} else {
  await bench();
}
