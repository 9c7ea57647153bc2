import { relative } from "node:path";
import {
  type CampaignProgress,
  campaignFolder,
  exitCodes,
  type HiMergingCampaign,
  type HiMergingOutcome,
  planHiMergingCampaign,
  readHiMergingFile,
  runHiMergingCampaign,
  UsageError,
} from "@viva/core";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { commandAsTyped, processSurroundings } from "../sit.ts";

/** What the search takes from the flags of `viva merge`. */
export interface HiMergingFlags {
  readonly out?: string;
  readonly json?: boolean;
  readonly plugin: readonly string[];
  readonly threads: number;
  readonly threadBytes: number;
  readonly maxShardBytes: number;
  readonly hubFolder: string;
}

/** `viva merge plan file.yaml --method hi-merging`: evaluations, models and bytes. No model is merged or asked. */
export async function planHiMergingCommand(file: string, flags: HiMergingFlags): Promise<void> {
  const campaign = await campaignOf(file, flags, new AbortController().signal);
  console.log(flags.json === true ? JSON.stringify(planJson(campaign), null, 2) : planText(campaign));
}

/** `viva merge --method hi-merging file.yaml --out merged` */
export async function mergeByHiMerging(file: string, flags: HiMergingFlags, setExitCode: SetExitCode): Promise<void> {
  const { out } = flags;
  if (out === undefined) {
    throw new UsageError("ARGUMENT_INVALID", "--out: a folder for the merged model is wanted");
  }
  const stopping = new AbortController();
  const line = searchLine(process.stderr);
  const stop = (): void => {
    line.end();
    if (stopping.signal.aborted) {
      process.exit(exitCodes.interrupted);
    }
    console.error("Stopping: the evaluation under way is given up, finished ones are kept. Ctrl-C again ends at once.");
    stopping.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    const campaign = await campaignOf(file, flags, stopping.signal);
    console.error(planText(campaign));
    const { threads, threadBytes, maxShardBytes } = flags;
    const outcome = await runHiMergingCampaign(campaign, {
      ...{ out, threads, threadBytes, maxShardBytes },
      onProgress: (progress) => line.update(progress, campaign),
    });
    line.end();
    console.log(
      flags.json === true ? JSON.stringify(outcomeJson(campaign, outcome), null, 2) : outcomeText(campaign, outcome),
    );
    console.error(`written: ${out}`);
  } catch (error) {
    line.end();
    if (!stopping.signal.aborted) {
      throw error;
    }
    const kept = relative(process.cwd(), campaignFolder(out));
    console.error(`Interrupted. Finished evaluations are kept in ${kept}. To go on:\n  ${commandAsTyped()}`);
    setExitCode(exitCodes.interrupted);
  } finally {
    line.end();
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

async function campaignOf(path: string, flags: HiMergingFlags, signal: AbortSignal): Promise<HiMergingCampaign> {
  const file = readHiMergingFile(path);
  return await planHiMergingCampaign(file, {
    plugins: await loadOwnPlugins(flags.plugin),
    surroundings: processSurroundings(file.folder),
    ...{ signal, hubFolder: flags.hubFolder },
  });
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e8 ? 4 : 2)} GB`;
const whole = (count: number): string => Math.ceil(count - 1e-9).toLocaleString("en");
const percent = (share: number): string => (100 * share).toFixed(1);

/** The first and the last of many names. */
function shortened(names: readonly string[]): readonly string[] {
  return names.length <= 10 ? names : [...names.slice(0, 3), "…", ...names.slice(-3)];
}

function planText({
  file,
  models,
  tasks,
  layout,
  search,
  overwrittenBytes,
  testEvaluations,
}: HiMergingCampaign): string {
  const rows = [
    ["method", "hi-merging (Fu et al. 2025, arXiv 2506.12379)"],
    ["base", file.base],
    ...tasks.map(({ name, items }, at) => [
      at === 0 ? "tasks" : "",
      `${name}: ${file.tasks[at]?.model}; ${items.validation.length} items to tune on, ${items.test.length} to report on`,
    ]),
    ["layers", `${models.groups.length}: ${shortened(models.groups.map(({ name }) => name)).join(", ")}`],
    ["judge", file.judge.use],
    [
      "evaluations",
      `at most ${whole(search.evaluations)}: ${whole(search.gridEvaluations)} for the grid, ${whole(search.referenceEvaluations)} references, ${whole(search.layerEvaluations)} for the layers; and ${testEvaluations} on test items`,
    ],
    ["models", `at most ${whole(search.models)}, ${gigabytes(layout.modelBytes)} each`],
    [
      "to write",
      `about ${gigabytes(overwrittenBytes)}: only layers that differ are overwritten (every model whole: ${gigabytes(search.bytes)})`,
    ],
    [
      "on the disk",
      `${gigabytes(layout.modelBytes)} while it searches, ${gigabytes(layout.plan.writeBytes)} at the end`,
    ],
  ];
  return drawTable({ header: ["", ""], align: ["left", "left"], rows });
}

function planJson({
  file,
  models,
  tasks,
  layout,
  search,
  overwrittenBytes,
  testEvaluations,
}: HiMergingCampaign): object {
  return {
    ...{ method: "hi-merging", base: file.base, judge: file.judge.use, settings: file.settings },
    tasks: tasks.map(({ name, items }, at) => ({
      ...{ name, model: file.tasks[at]?.model },
      ...{ validationItems: items.validation.length, testItems: items.test.length },
    })),
    layers: models.groups.map(({ name }) => name),
    ...{ ...search, testEvaluations, overwrittenBytes, modelBytes: layout.modelBytes },
  };
}

function outcomeText(campaign: HiMergingCampaign, outcome: HiMergingOutcome): string {
  const { found, tests, evaluations, overwriting } = outcome;
  const { tasks, models } = campaign;
  const nameOf = (model: number): string => tasks[model]?.name ?? "";
  const grid = found.grids.map(
    ({ best, cells }, model) =>
      `${nameOf(model)}: p ${best.density}, s ${best.scale}${cells.length > 1 ? `, the best of ${cells.length} cells (${percent(best.score)} % on validation items)` : ""}`,
  );
  const layers = drawTable({
    header: ["layer", ...tasks.map(({ name }) => `loss ${name}`), "class", "left out", "pruned again"],
    align: ["left", ...tasks.map(() => "right" as const), "left", "left", "left"],
    rows: found.treatments.map(({ layer, class: kind, dropped, prunedAgain }) => [
      models.groups[layer]?.name ?? "",
      ...(found.layers[layer]?.models.map(({ loss }) => loss.toFixed(3)) ?? []),
      ...[kind, dropped.map(nameOf).join(", ") || "–", prunedAgain.map(nameOf).join(", ") || "–"],
    ]),
  });
  const table = drawTable({
    header: ["test items", ...tasks.map(({ name, items }) => `${name} (${items.test.length})`)],
    align: ["left", ...tasks.map(() => "right" as const)],
    rows: tests.map(({ name, scores }) => [name, ...scores.map(percent)]),
  });
  const saved = overwriting.wholeBytes - overwriting.writtenBytes;
  return [
    ...grid,
    ...(found.treatments.length === 0 ? [] : ["", layers]),
    ...["", table, ""],
    `${evaluations.made} evaluations made, ${evaluations.known} known already; ${overwriting.models} models`,
    `${gigabytes(overwriting.writtenBytes)} written for them, ${gigabytes(saved)} fewer than whole models would be`,
  ].join("\n");
}

function outcomeJson({ tasks, models }: HiMergingCampaign, outcome: HiMergingOutcome): object {
  const { found, tests, evaluations, overwriting } = outcome;
  return {
    ...{ tasks: tasks.map(({ name }) => name), layers: models.groups.map(({ name }) => name) },
    grids: found.grids.map(({ best }) => best),
    ...{ treatments: found.treatments, tests, evaluations, overwriting },
  };
}

interface SearchLine {
  readonly update: (progress: CampaignProgress, campaign: HiMergingCampaign) => void;
  readonly end: () => void;
}

/** Evaluations between two lines in a log. */
const logEvery = 25;

/** A line that redraws itself on a terminal; in a log, a line now and then. */
function searchLine(stream: NodeJS.WriteStream): SearchLine {
  let drawn = false;
  let logged = 0;
  return {
    update: ({ phase, made, known, overwriting }, { search, testEvaluations }) => {
      const most = whole(search.evaluations + testEvaluations);
      const text =
        phase === "hashing"
          ? "hashing models"
          : phase === "merging"
            ? "merging the result"
            : `${phase}: ${made} evaluations made, ${known} known, ${most} at most; ${gigabytes(overwriting.writtenBytes)} overwritten`;
      if (stream.isTTY) {
        stream.write(`\r\u001b[2K${text.slice(0, Math.max(20, stream.columns - 1))}`);
        drawn = true;
      } else if (made >= logged + logEvery) {
        logged = made;
        stream.write(`${text}\n`);
      }
    },
    end: () => {
      if (drawn) {
        stream.write("\r\u001b[2K");
        drawn = false;
      }
    },
  };
}
