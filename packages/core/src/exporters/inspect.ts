import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../base/hash.ts";
import type { LineWriter } from "../base/lines.ts";
import { tellsOfTexts } from "../figures/estimate-blocks.ts";
import { defineExporter } from "./define.ts";
import { type ExamTask, nameTasks } from "./exam-tasks.ts";
import type { ExportFolder } from "./export-folder.ts";
import { externalJson } from "./external-json.ts";
import { inspectSample } from "./inspect-sample.ts";
import { type ExportedModel, type ExportedRun, runTimes } from "./open-run.ts";
import { type ExportedCall, openRunCalls } from "./run-calls.ts";

export default defineExporter({
  name: "inspect",
  description: "Inspect AI logs: a JSON file of format version 2 for each model and task",
  source: "UK AI Security Institute, inspect_ai, log/_log.py (EvalLog, version 2)",
  settings: z.strictObject({}),
  write: async (run, folder) => {
    const calls = await openRunCalls(run);
    try {
      for (const model of run.models) {
        writeModel(run, model, calls.of(model.id), folder);
      }
    } finally {
      await calls.close();
    }
    return [];
  },
});

/** The header of a log is read without its samples, so it stands before them and its totals come from the estimates. */
function writeModel(
  run: ExportedRun,
  model: ExportedModel,
  calls: Generator<ExportedCall>,
  folder: ExportFolder,
): void {
  const taskOf = nameTasks(run);
  const open = new Map<string, { readonly writer: LineWriter; waiting: string | null }>();
  for (const call of calls) {
    const task = taskOf(call.answer);
    let log = open.get(task.name);
    if (log === undefined) {
      const writer = folder.lines(fileName(run, model, task));
      const header = externalJson(headerOf(run, model, task), 2);
      writer.write(`${header.slice(0, header.lastIndexOf("\n}"))},`);
      writer.write('  "samples": [');
      log = { writer, waiting: null };
      open.set(task.name, log);
    }
    if (log.waiting !== null) {
      log.writer.write(`${log.waiting},`);
    }
    log.waiting = `    ${externalJson(inspectSample(call, run.withheld))}`;
  }
  for (const { writer, waiting } of open.values()) {
    writer.write(waiting ?? "");
    writer.write("  ]");
    writer.write("}");
    writer.finish();
  }
}

function headerOf(run: ExportedRun, model: ExportedModel, task: ExamTask): object {
  const { iso } = runTimes(run);
  const rows = run.estimates.filter(
    (row) =>
      row.model === model.id &&
      row.exam === task.exam &&
      row.arm === task.arm &&
      row.perturbation === task.perturbation,
  );
  const scorers = run.scorersOf(task.exam);
  const nCalls = Math.max(0, ...rows.map((row) => row.nCalls));
  const nItems = Math.max(0, ...rows.map((row) => row.nItems));
  return {
    version: 2,
    status: "success",
    eval: {
      eval_id: shortId([run.specificationHash, run.createdAt, model.id, task.name, "eval"]),
      run_id: shortId([run.specificationHash, run.createdAt]),
      created: iso,
      task: task.name,
      task_id: taskId(run, model, task),
      task_version: 0,
      task_attribs: {},
      task_args: { exam: task.exam, arm: task.arm, perturbation: task.perturbation },
      task_args_passed: {},
      solver: task.arm,
      dataset: { name: task.exam, samples: nItems, shuffled: false },
      model: model.servedName ?? model.id,
      model_generate_config: generateConfig(model),
      model_args: {},
      config: { epochs: run.repeats, epochs_reducer: ["mean"] },
      packages: { viva: run.vivaVersion },
      metadata: {
        study: run.name,
        model: model.id,
        backend: model.backend,
        specification_hash: run.specificationHash,
        ...(run.gitRevision === null ? {} : { git_revision: run.gitRevision }),
        few_shot: run.fewShot,
        seed: run.seed,
        withheld: run.withheld,
      },
      scorers: scorers.map((name) => ({ name })),
    },
    plan: {
      name: "plan",
      steps: [{ solver: task.arm, params: {}, params_passed: {} }],
      config: generateConfig(model),
    },
    results: {
      total_samples: nCalls,
      completed_samples: nCalls,
      scores: scorers.map((scorer, index) => ({
        name: scorer,
        scorer,
        reducer: "mean",
        params: {},
        metrics: Object.fromEntries(
          rows
            .filter(
              (row) =>
                Object.keys(row.stratum).length === 0 &&
                row.value !== null &&
                !tellsOfTexts(row) &&
                (row.scorer === scorer || (index === 0 && !scorers.includes(row.scorer))),
            )
            .map((row) => [row.measure, metricOf(row)]),
        ),
      })),
    },
    // When the last reply came is no fact of the results; Inspect allows an empty time.
    stats: { started_at: iso, completed_at: "", model_usage: {} },
  };
}

function metricOf(row: ExportedRun["estimates"][number]): object {
  return {
    name: row.measure,
    value: row.value,
    params: {},
    metadata: {
      low: row.low,
      high: row.high,
      level: row.level,
      method: row.method,
      denominator: row.denominator,
      items: row.nItems,
      clusters: row.nClusters,
      calls: row.nCalls,
      left_out: row.excluded,
    },
  };
}

/** Parameters that Inspect knows under the same meaning; its names differ from the servers' for one of them. */
function generateConfig({ parameters }: ExportedModel): object {
  const numbers = ["max_tokens", "temperature", "top_p", "top_k", "frequency_penalty", "presence_penalty", "seed"];
  const { stop } = parameters;
  return {
    ...Object.fromEntries(
      numbers.flatMap((name) => (typeof parameters[name] === "number" ? [[name, parameters[name]]] : [])),
    ),
    ...(typeof stop === "string" ? { stop_seqs: [stop] } : Array.isArray(stop) ? { stop_seqs: stop } : {}),
  };
}

/** "2023-11-14T22-13-20+00-00_cmexam_<id>.json": Inspect lists logs by this pattern and keeps "_" for its parts. */
function fileName(run: ExportedRun, model: ExportedModel, task: ExamTask): string {
  const plain = (text: string): string => text.replace(/[_:/]+/g, "-");
  return `${plain(runTimes(run).iso)}_${plain(task.name)}_${taskId(run, model, task)}.json`;
}

function taskId(run: ExportedRun, model: ExportedModel, task: ExamTask): string {
  return shortId([run.specificationHash, run.createdAt, model.id, task.name]);
}

/** Letters and digits without those that look alike: the ids of Inspect's logs. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** 22 characters from a hash of the parts. */
function shortId(parts: readonly string[]): string {
  const hex = createHash("sha256").update(canonicalJson(parts), "utf8").digest("hex").slice(0, 32);
  let rest = BigInt(`0x${hex}`);
  let id = "";
  for (let digit = 0; digit < 22; digit++) {
    id = alphabet.charAt(Number(rest % 57n)) + id;
    rest /= 57n;
  }
  return id;
}
