import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type HarnessSource, type SourceSize, writeHarnessSource } from "./harness-source.ts";
import { type ImportedResults, importedPage } from "./imported-page.ts";
import { commandLine, measureProcess, ownScript } from "./measured-process.ts";

const help = `node benchmarks/imported-replies.ts [--replies n] [--quick] [--date YYYY-MM-DD] [--out file] [--folder folder]

Takes recorded work of lm-evaluation-harness in by the real command line (viva import, viva run with its reports), and
writes benchmarks/imported-replies.md. --replies is rounded to whole items of 20 models (default 1,000,000); a tenth of
it is measured first, to say what grows. --quick is a short version that shows that the benchmark works; it prints its
page and writes no file without --out. --folder is where the temporary files go (2.5 kB a reply).`;

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    replies: { type: "string" },
    date: { type: "string" },
    out: { type: "string" },
    folder: { type: "string", default: tmpdir() },
    help: { type: "boolean", default: false },
  },
});

const models = 20;
const tasks = 5;

/** About so many replies: twenty models, each of which sat five tasks. */
function sizeFor(replies: number): SourceSize {
  return { models, tasks, items: Math.max(1, Math.round(replies / models / tasks)) };
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Throws unless the run has marked every reply of the source. */
function checkRun(run: string, { replies }: HarnessSource): void {
  const { models: counts } = JSON.parse(readFileSync(join(run, "summary.json"), "utf8")) as {
    readonly models: readonly { readonly finished: number }[];
  };
  const finished = counts.reduce((sum, model) => sum + model.finished, 0);
  if (finished !== replies) {
    throw new Error(`${finished} of ${replies} replies were marked`);
  }
}

/** Every process for one size of source, one after the other; what they wrote is removed. */
async function measure(replies: number): Promise<ImportedResults> {
  const folder = mkdtempSync(join(resolve(flags.folder), "viva-imported-"));
  try {
    const path = join(folder, "harness");
    const source = writeHarnessSource(path, sizeFor(replies));
    const run = join(folder, "imported", "run");
    const say = (what: string, { wallMs }: { readonly wallMs: number }): void =>
      console.error(`${source.replies} replies, ${what}: ${(wallMs / 1000).toFixed(1)} s`);
    const step = async (what: string, script: string, args: readonly string[]) => {
      const result = await measureProcess(script, args, folder);
      say(what, result);
      return result;
    };
    const reference = ownScript("read-reference.ts");
    const copy = await step("copy", reference, ["copy", ...source.files]);
    const parse = await step("parse", reference, ["parse", ...source.files]);
    const imported = await step("import", commandLine, [
      ...["import", "lm-eval", path, "--language", "en", "--out", "imported"],
    ]);
    const ran = await step("run", commandLine, ["run", join("imported", "study.yaml"), "--out", run]);
    checkRun(run, source);
    return {
      replies: source.replies,
      models,
      sourceBytes: bytesBelow(path),
      writtenBytes: bytesBelow(join(folder, "imported")),
      copy,
      parse,
      imported,
      ran,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bench(): Promise<void> {
  const most = flags.replies === undefined ? (flags.quick ? 1000 : 1_000_000) : Number(flags.replies);
  if (!Number.isSafeInteger(most) || most < 1) {
    throw new Error(`--replies ${flags.replies} is no number of replies`);
  }
  const few = await measure(most / 10);
  const page = importedPage(few, await measure(most), flags.date ?? null);
  console.log(page);
  const out = flags.out ?? (flags.quick ? null : fileURLToPath(new URL("imported-replies.md", import.meta.url)));
  if (out !== null) {
    writeFileSync(out, page);
  }
}

if (flags.help) {
  console.log(help);
} else {
  await bench();
}
