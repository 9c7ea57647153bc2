import { mkdirSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { modelShapes } from "../packages/core/src/merges/__fixtures__/make-model.ts";
import { planShards } from "../packages/core/src/weights/shard-plan.ts";
import { writeMadeModel } from "./made-model.ts";
import { commandLine, measureProcess } from "./measured-process.ts";

const help = `node benchmarks/merging-seven-billion.ts [--layers n] [--date YYYY-MM-DD] [--folder folder] [--out file]

Merges a base and one fine-tuned model of the shape of Qwen2.5-7B (bfloat16) once by task arithmetic, and writes
benchmarks/merging-seven-billion.md: what it takes where models are larger than memory. Wants 46 GB in --folder. --layers takes
fewer than 28, shows that the benchmark works and writes no file without --out.`;

const { values: flags } = parseArgs({
  options: {
    layers: { type: "string", default: "28" },
    date: { type: "string" },
    folder: { type: "string", default: tmpdir() },
    out: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  const layers = Number(flags.layers);
  const shapes = modelShapes({ width: 3584, inner: 18_944, rows: 152_064, layers });
  const plan = planShards(Object.entries(shapes).map(([name, shape]) => ({ name, dtype: "BF16", shape })));
  const free = statfsSync(resolve(flags.folder));
  if (free.bavail * free.bsize < plan.totalBytes * 3.05) {
    throw new Error(`${resolve(flags.folder)} has no room for three times ${(plan.totalBytes / 1e9).toFixed(1)} GB`);
  }
  const folder = mkdtempSync(join(resolve(flags.folder), "viva-merging-"));
  try {
    for (const [index, name] of ["base", "a"].entries()) {
      mkdirSync(join(folder, name));
      writeMadeModel(join(folder, name), shapes, plan, { variation: index * 0.004, layers, tied: false });
    }
    const recipe = join(folder, "recipe.yaml");
    writeFileSync(
      recipe,
      "merge_method: task_arithmetic\nbase_model: base\nmodels:\n  - { model: a, parameters: { weight: 0.6 } }\n",
    );
    const out = join(folder, "out");
    const result = await measureProcess(commandLine, ["merge", recipe, "--out", out, "--threads", "2"], folder);
    const written = plan.files.reduce((sum, file) => sum + statSync(join(out, file.name)).size, 0);
    const moved = written * 3;
    const parameters = Object.values(shapes).reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
    const seconds = result.wallMs / 1000;
    const [cpu] = cpus();
    const page = `# Merging models larger than memory

Written by \`node benchmarks/merging-seven-billion.ts\`. A made-up base of the shape of Qwen2.5-7B and one fine-tuned model,
${(parameters / 1e9).toFixed(2)} billion parameters in bfloat16 each (${(written / 1e9).toFixed(1)} GB in ${plan.files.length} files), merged once by task arithmetic with two
threads and the default memory cap of 512 MB: recipe read, inputs and output hashed (SHA-256), output synced, the start of the
process in it. The inputs are larger than the page cache.

Machine: ${cpus().length} × ${cpu?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; load average at the end ${loadavg()[0]?.toFixed(1)}.${flags.date === undefined ? "" : ` Measured ${flags.date}.`}

| seconds | read and written, GB | MB a second | CPU, s | memory, MB |
| --- | --- | --- | --- | --- |
| ${seconds.toFixed(0)} | ${(moved / 1e9).toFixed(1)} | ${(moved / 1e6 / seconds).toFixed(0)} | ${(result.cpuMicroseconds / 1e6).toFixed(0)} | ${Math.round(result.maxRssBytes / 1e6)} |
`;
    process.stdout.write(page);
    const file =
      flags.out ?? (layers < 28 ? undefined : fileURLToPath(new URL("merging-seven-billion.md", import.meta.url)));
    if (file !== undefined) {
      writeFileSync(file, page);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (flags.help) {
  console.log(help);
} else {
  await main();
}
