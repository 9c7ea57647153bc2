import { availableParallelism, homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import {
  type AnyPlugin,
  estimateMerge,
  executeMerge,
  exitCodes,
  type MergeEstimate,
  type MergePlan,
  type MergeProgressReport,
  planMerge,
  readRecipe,
  UsageError,
  verifyMerge,
} from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { collect, wholeNumber } from "../study-options.ts";
import { type HiMergingFlags, mergeByHiMerging, planHiMergingCommand } from "./merge-hi-merging.ts";
import { addMergeReport } from "./merge-report.ts";

interface MergeFlags {
  readonly method?: string;
  readonly plan?: boolean;
  readonly out?: string;
  readonly seed: number;
  readonly threads?: number;
  readonly memory: number;
  readonly maxShardSize: number;
  readonly plainKernels?: boolean;
  readonly json?: boolean;
  readonly plugin: readonly string[];
}

/** `viva merge recipe.yaml --out merged`, `viva merge plan recipe.yaml`, `viva merge verify merged` */
export function addMergeCommand(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command("merge")
    .description("Make one model from several: a mergekit recipe is checked whole, then carried out tensor by tensor.")
    .argument("<what...>", "recipe (YAML); or: plan <recipe>; or: verify <folder of a merged model>")
    .option("--out <folder>", "folder of the merged model; must not exist. The same command goes on after a break")
    .option("--method <name>", 'with "hi-merging": search for a merge, by the file of a search (docs/hi-merging.md)')
    .option("--plan", "say what would be done, and do nothing; the same as: plan <recipe>")
    .option("--seed <n>", "seed of methods that draw (DARE, DELLA)", wholeNumber, 0)
    .option("--threads <n>", "worker threads; default: one for each processor, 8 at most", wholeNumber)
    .option("--memory <size>", "working memory of all threads together, e.g. 512MB, 2GB", byteSize, 512e6)
    .option("--max-shard-size <size>", "tensor bytes of one file at most", byteSize, 5e9)
    .option("--plain-kernels", "arithmetic in plain JavaScript; the result is the same, bit for bit")
    .option("--json", "plan, verify: print everything as JSON")
    .option("--plugin <file>", "load your own merge method; may be given several times", collect, [])
    .action(async (words: readonly string[], flags: MergeFlags) => {
      const [first = "", second, ...more] = words;
      if (more.length > 0 || (second !== undefined && first !== "plan" && first !== "verify")) {
        throw new UsageError("ARGUMENT_INVALID", "viva merge <recipe>, plan <recipe> or verify <folder> is wanted");
      }
      if (flags.method !== undefined && flags.method !== "hi-merging") {
        const message = `--method ${flags.method}: a recipe names its method; of its own is only hi-merging`;
        throw new UsageError("ARGUMENT_INVALID", message);
      }
      const planning = flags.plan === true || (first === "plan" && second !== undefined);
      if (first === "verify" && second !== undefined) {
        verify(second, flags, setExitCode);
      } else if (flags.method !== undefined) {
        const file = second ?? first;
        await (planning
          ? planHiMergingCommand(file, searchFlags(flags))
          : mergeByHiMerging(file, searchFlags(flags), setExitCode));
      } else if (planning) {
        const { plan, threads, threadBytes } = await planned(second ?? first, flags);
        const estimate = estimateMerge(plan, { threads, threadBytes, now: () => performance.now() });
        console.log(
          flags.json === true ? JSON.stringify(planJson(plan, estimate), null, 2) : planText(plan, threads, estimate),
        );
      } else {
        await merge(first, flags);
      }
    });
  addMergeReport(command, setExitCode);
}

/** What a search takes of the flags. */
function searchFlags(flags: MergeFlags): HiMergingFlags {
  const { out, json, plugin, memory, maxShardSize } = flags;
  const threads = threadsOf(flags);
  return {
    ...(out === undefined ? {} : { out }),
    ...(json === undefined ? {} : { json }),
    ...{ plugin, threads, threadBytes: Math.floor(memory / threads), maxShardBytes: maxShardSize },
    hubFolder: hubFolder(process.env),
  };
}

function threadsOf(flags: MergeFlags): number {
  const threads = flags.threads ?? Math.min(8, availableParallelism());
  if (threads < 1) {
    throw new UsageError("ARGUMENT_INVALID", "--threads: at least one is wanted");
  }
  return threads;
}

interface Planned {
  readonly plan: MergePlan;
  readonly threads: number;
  readonly threadBytes: number;
}

async function planned(file: string, flags: MergeFlags): Promise<Planned> {
  const recipe = readRecipe(file);
  const plugins = await loadOwnPlugins(flags.plugin);
  const methods = plugins.filter((plugin): plugin is Extract<AnyPlugin, { kind: "merge-method" }> => {
    return plugin.kind === "merge-method";
  });
  const threads = threadsOf(flags);
  const threadBytes = Math.floor(flags.memory / threads);
  const plan = await planMerge(recipe, {
    ...{ seed: flags.seed, threadBytes, maxShardBytes: flags.maxShardSize, methods },
    ...{ folder: dirname(resolve(file)), hubFolder: hubFolder(process.env) },
  });
  // A method of a person's own is known in this thread only.
  const own = methods.includes(plan.method);
  return { plan, threads: own ? 0 : threads, threadBytes: own ? flags.memory : threadBytes };
}

async function merge(file: string, flags: MergeFlags): Promise<void> {
  if (flags.out === undefined) {
    throw new UsageError("ARGUMENT_INVALID", "--out: a folder for the merged model is wanted");
  }
  const { plan, threads, threadBytes } = await planned(file, flags);
  for (const note of plan.notes) {
    console.error(`note: ${note}`);
  }
  const line = mergeProgressLine(process.stderr);
  const outcome = await executeMerge(plan, {
    ...{ out: flags.out, threads, threadBytes, onProgress: line.update },
    ...(flags.plainKernels === true ? { kernels: "plain" as const } : {}),
  }).finally(line.end);
  const resumed = outcome.resumedTensors > 0 ? `, ${outcome.resumedTensors} of them by an earlier attempt` : "";
  console.log(`${outcome.tensors} tensors merged by ${plan.method.name}${resumed}`);
  console.log(`written: ${flags.out}`);
}

function verify(folder: string, { json }: MergeFlags, setExitCode: SetExitCode): void {
  const found = verifyMerge(folder);
  if (json === true) {
    console.log(JSON.stringify(found, null, 2));
  } else {
    console.log(`${found.tensors} tensors merged by ${found.method}, ${found.inputsCompared} input files compared`);
    for (const path of found.inputsAbsent) {
      console.log(`not compared, no longer there: ${path}`);
    }
    for (const problem of found.problems) {
      console.log(`!! ${problem}`);
    }
    console.log(found.problems.length === 0 ? "everything is as its record says" : "this is not what was merged");
  }
  setExitCode(found.problems.length === 0 ? exitCodes.complete : exitCodes.data);
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e8 ? 4 : 2)} GB`;

function planText(plan: MergePlan, threads: number, estimate: MergeEstimate | null): string {
  const rows = [
    ["method", `${plan.method.name} (${plan.method.source})`],
    ...plan.models.map(({ reference, folder }, index) => [
      index === 0 ? "models" : "",
      `${reference.text}: ${folder.tensors.size} tensors in ${folder.files.length} files`,
    ]),
    ["result", `${plan.tasks.length} tensors, ${plan.elements.toLocaleString("en")} parameters`],
    ["to read", gigabytes(plan.readBytes)],
    ["to write", `${gigabytes(plan.writeBytes)} in ${plan.shards.files.length} files`],
    ...(estimate === null
      ? []
      : [
          [
            "time",
            `about ${duration(estimate.seconds)} on ${Math.max(1, threads)} threads, more where the disk is slow`,
          ],
        ]),
    ...(plan.layers === null ? [] : [["layers", String(plan.layers)]]),
    ...(plan.method.usesSeed ? [["seed", String(plan.seed)]] : []),
    ...plan.notes.map((note) => ["note", note]),
  ];
  return drawTable({ header: ["", ""], align: ["left", "left"], rows });
}

function duration(seconds: number): string {
  return seconds < 1 ? "a second" : seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

function planJson(plan: MergePlan, estimate: MergeEstimate | null): object {
  return {
    ...{ method: plan.method.name, seed: plan.seed, models: plan.models.map(({ reference }) => reference.text) },
    ...{ parameters: plan.elements, readBytes: plan.readBytes, writeBytes: plan.writeBytes, layers: plan.layers },
    seconds: estimate?.seconds ?? null,
    files: plan.shards.files.map(({ name, sizeBytes }) => ({ name, sizeBytes })),
    notes: plan.notes,
    tensors: plan.tasks.map((task) => ({
      ...{ name: task.name, shape: task.shape },
      ...(task.kind === "copy"
        ? { copied: true }
        : { dtype: task.out, settings: task.settings, modelSettings: task.modelSettings }),
    })),
  };
}

interface ShownProgress {
  readonly update: (progress: MergeProgressReport) => void;
  readonly end: () => void;
}

/** A line that redraws itself on a terminal; nothing in a log. */
function mergeProgressLine(stream: NodeJS.WriteStream): ShownProgress {
  let shown = -1;
  return {
    update: ({ doneBytes, totalBytes }) => {
      const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes);
      if (stream.isTTY && percent !== shown) {
        shown = percent;
        stream.write(`\r\u001b[2Kmerging ${percent} % of ${gigabytes(totalBytes)} written and hashed`);
      }
    },
    end: () => {
      if (shown >= 0) {
        stream.write("\r\u001b[2K");
      }
    },
  };
}

const units: Readonly<Record<string, number>> = { "": 1, B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

function byteSize(value: string): number {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(value.trim()) ?? [];
  const factor = units[unit.toUpperCase()];
  if (number === "" || factor === undefined) {
    throw new InvalidArgumentError("a size is wanted, e.g. 512MB or 2GB");
  }
  return Math.floor(Number(number) * factor);
}

/** Where the Hub's own client keeps what it fetched. */
function hubFolder(environment: NodeJS.ProcessEnv): string {
  const home =
    environment["HF_HOME"] ?? join(environment["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "huggingface");
  return environment["HF_HUB_CACHE"] ?? join(home, "hub");
}
