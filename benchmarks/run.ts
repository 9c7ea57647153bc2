import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Bench, BenchSizes } from "./bench.ts";
import { measureRate } from "./call-rate.ts";
import { measureCpu } from "./cpu-per-sample.ts";
import { measureMemory } from "./memory-and-recognition.ts";
import { startServer } from "./processes.ts";
import { resultsPage } from "./results-page.ts";

const help = `npm run bench -- [--quick] [--rounds n] [--only cpu,rate,memory] [--date YYYY-MM-DD] [--out file]

Measures Viva beside a bare keep-alive loop and writes benchmarks/results.md.
--quick is a short version that shows that the benchmark works; it prints its page and writes no file without --out.`;

const fullSizes: BenchSizes = {
  rounds: 5,
  cpu: { warmUpCalls: 5000, calls: 100_000, concurrency: 32 },
  rate: { slowStartCalls: 2000, calls: 20_000, concurrencies: [32, 128, 512], serviceTimeMs: 100 },
  memory: { fewItems: 20_000, manyItems: 200_000 },
};

const quickSizes: BenchSizes = {
  rounds: 1,
  cpu: { warmUpCalls: 100, calls: 500, concurrency: 32 },
  rate: { slowStartCalls: 100, calls: 300, concurrencies: [32], serviceTimeMs: 10 },
  memory: { fewItems: 100, manyItems: 500 },
};

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    only: { type: "string", default: "cpu,rate,memory" },
    date: { type: "string" },
    out: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

async function bench(): Promise<void> {
  const base = flags.quick ? quickSizes : fullSizes;
  const sizes = { ...base, rounds: flags.rounds === undefined ? base.rounds : Number(flags.rounds) };
  const parts = flags.only.split(",");
  const folder = mkdtempSync(join(tmpdir(), "viva-bench-"));
  const server = await startServer();
  try {
    const context: Bench = { sizes, folder, origin: server.origin, say: (text) => console.error(text) };
    const page = resultsPage(
      sizes,
      {
        cpu: parts.includes("cpu") ? await measureCpu(context) : null,
        rate: parts.includes("rate") ? await measureRate(context) : null,
        memory: parts.includes("memory") ? await measureMemory(context) : null,
      },
      flags.date ?? null,
    );
    console.log(page);
    const out = flags.out ?? (flags.quick ? null : fileURLToPath(new URL("results.md", import.meta.url)));
    if (out !== null) {
      writeFileSync(out, page);
    }
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (flags.help) {
  console.log(help);
} else {
  await bench();
}
