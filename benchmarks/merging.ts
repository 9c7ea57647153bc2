import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { modelShapes } from "../packages/core/src/merges/__fixtures__/make-model.ts";
import { planShards, type ShardPlan } from "../packages/core/src/weights/shard-plan.ts";
import { writeMadeModel } from "./made-model.ts";
import { commandLine, measureProcess, ownScript } from "./measured-process.ts";
import type { SideResult } from "./side.ts";

const help = `node benchmarks/merging.ts [--small] [--layers n] [--rounds n] [--threads n] [--only method,…] [--date YYYY-MM-DD] [--out file] [--folder folder]

Merges a made-up Qwen2-shaped model of 0.8 billion parameters in bfloat16 (base and two fine-tuned ones) beside a plain
program that reads all inputs and writes one output, and writes benchmarks/merging.md. --small takes 40 million parameters,
shows that the benchmark works, prints its page and writes no file without --out, as --layers does. --folder is where 7 GB of temporary
files go.`;

const { values: flags } = parseArgs({
  options: {
    small: { type: "boolean", default: false },
    layers: { type: "string" },
    rounds: { type: "string" },
    threads: { type: "string", default: "2" },
    only: { type: "string" },
    date: { type: "string" },
    out: { type: "string" },
    folder: { type: "string", default: tmpdir() },
    help: { type: "boolean", default: false },
  },
});

/** Most that a merge may take, in times of the plain program, and memory of its process. */
const goals: Readonly<Record<string, number>> = { "task-arithmetic": 2, ties: 5 };
const memoryGoalBytes = 600e6;

/** The command line's start, which every merge holds: what it takes to say its version. */
const startOnly = "start of the command line";

const methods: Readonly<Record<string, { readonly model: string; readonly top?: string; readonly least?: boolean }>> = {
  "task-arithmetic": { model: "weight: 0.35" },
  ties: { model: "weight: 0.5, density: 0.2" },
  linear: { model: "weight: 0.5" },
  slerp: { model: "", top: "parameters: { t: 0.4 }" },
  "dare-ties": { model: "weight: 0.5, density: 0.2" },
  breadcrumbs: { model: "weight: 0.5, density: 0.2" },
  "model-stock": { model: "" },
  sce: { model: "" },
  della: { model: "weight: 0.5, density: 0.3" },
};

const layers = Number(flags.layers ?? (flags.small ? 6 : 33));
const shapes = modelShapes(
  flags.small ? { width: 512, rows: 20_000, layers } : { width: 1024, inner: 5632, rows: 151_936, layers, tied: true },
);

function recipeOf(method: string): string {
  const { model = "", top = "" } = methods[method] ?? {};
  const names = method === "slerp" ? ["a"] : ["a", "b"];
  const models = names.map((name) => `  - { model: ${name}, parameters: { ${model} } }`);
  return `merge_method: ${method}\nbase_model: base\nmodels:\n${models.join("\n")}\n${top}\n`;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function main(): Promise<void> {
  const rounds = Number(flags.rounds ?? (flags.small ? 1 : 3));
  const only = flags.only?.split(",") ?? Object.keys(methods);
  const folder = mkdtempSync(join(resolve(flags.folder), "viva-merging-"));
  try {
    const plan = planShards(Object.entries(shapes).map(([name, shape]) => ({ name, dtype: "BF16", shape })));
    for (const [index, name] of ["base", "a", "b"].entries()) {
      mkdirSync(join(folder, name));
      writeMadeModel(join(folder, name), shapes, plan, { variation: index * 0.004, layers, tied: !flags.small });
    }
    const inputs = ["base", "a", "b"].flatMap((name) => plan.files.map((file) => join(folder, name, file.name)));
    const sides = new Map<string, SideResult[]>([
      ["plain", []],
      [startOnly, []],
      ...only.map((name) => [name, []] as [string, SideResult[]]),
    ]);
    // The first round only warms the cache.
    for (let round = 0; round <= rounds; round++) {
      for (const [name, results] of sides) {
        const out = join(folder, "out");
        const recipe = join(folder, "recipe.yaml");
        writeFileSync(recipe, recipeOf(name));
        const result =
          name === "plain"
            ? await measureProcess(ownScript("merging-plain.ts"), [join(folder, "plain.bin"), ...inputs], folder)
            : name === startOnly
              ? await measureProcess(commandLine, ["--version"], folder)
              : await measureProcess(commandLine, ["merge", recipe, "--out", out, "--threads", flags.threads], folder);
        rmSync(out, { recursive: true, force: true });
        rmSync(join(folder, "plain.bin"), { force: true });
        if (round > 0) {
          results.push(result);
        }
      }
    }
    const page = pageOf(sides, plan, rounds);
    process.stdout.write(page);
    const file =
      flags.out ??
      (flags.small || flags.layers !== undefined ? undefined : fileURLToPath(new URL("merging.md", import.meta.url)));
    if (file !== undefined) {
      writeFileSync(file, page);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pageOf(sides: ReadonlyMap<string, readonly SideResult[]>, plan: ShardPlan, rounds: number): string {
  const wall = (results: readonly SideResult[]): number => middle(results.map(({ wallMs }) => wallMs));
  const plain = wall(sides.get("plain") ?? []);
  const parameters = Object.values(shapes).reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const rows = [...sides].map(([name, results]) => {
    const memory = Math.max(...results.map(({ maxRssBytes }) => maxRssBytes));
    const times = wall(results) / plain;
    const goal = goals[name];
    const kept = goal === undefined ? "" : times <= goal && memory <= memoryGoalBytes ? "kept" : "**missed**";
    return `| ${[
      ...[name, (wall(results) / 1000).toFixed(2), times.toFixed(2), goal === undefined ? "" : String(goal)],
      ...[(middle(results.map(({ cpuMicroseconds }) => cpuMicroseconds)) / 1e6).toFixed(2)],
      ...[Math.round(memory / 1e6), kept],
    ].join(" | ")} |`;
  });
  const [cpu] = cpus();
  return `# Merging

Written by \`node benchmarks/merging.ts\`. A made-up Qwen2-shaped model of ${(parameters / 1e9).toFixed(2)} billion parameters in bfloat16
(${(plan.totalBytes / 1e9).toFixed(2)} GB), a base and two fine-tuned ones, merged by the command line with ${flags.threads} threads: recipe read, inputs and
output hashed (SHA-256), output synced, the start of the process in it. Beside it a plain program that reads the three inputs and writes one output, synced
too. Each in a process of its own, inputs in the page cache; the middle of ${rounds} rounds after one that warms up, memory
the largest of them. Goals: task arithmetic at most 2 times the plain program, TIES at most 5, memory at most 600 MB.

Machine: ${cpus().length} × ${cpu?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; load average at the end ${loadavg()[0]?.toFixed(1)}.${flags.date === undefined ? "" : ` Measured ${flags.date}.`}

| method | seconds | times plain | goal | CPU, s | memory, MB | |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

if (flags.help) {
  console.log(help);
} else {
  await main();
}
