import { createHash, type Hash } from "node:crypto";
import { z } from "zod";
import { type LineWriter, readLines } from "../base/lines.ts";
import { runFile } from "../runs/run-files.ts";
import { defineExporter } from "./define.ts";
import { type ExamTask, nameTasks } from "./exam-tasks.ts";
import type { ExportFolder } from "./export-folder.ts";
import { externalJson } from "./external-json.ts";
import { lmEvalSample, metricName } from "./lm-eval-sample.ts";
import { type ExportedModel, type ExportedRun, runTimes } from "./open-run.ts";
import { distinctNames, portableName } from "./portable-name.ts";
import { type ExportedCall, openRunCalls } from "./run-calls.ts";
import { createMetricTally, type MetricTally } from "./task-tally.ts";

export default defineExporter({
  name: "lm-eval",
  description: "lm-evaluation-harness: results_<time>.json and samples_<task>_<time>.jsonl in a folder for each model",
  source: "EleutherAI lm-evaluation-harness 0.4.13, loggers/evaluation_tracker.py and result_schema.py",
  settings: z.strictObject({}),
  write: async (run, folder) => {
    const calls = await openRunCalls(run);
    const folders = distinctNames(
      run.models.map(({ id }) => id),
      (id) => portableName(sanitizedModel(id)),
    );
    try {
      for (const model of run.models) {
        writeModel(run, model, calls.of(model.id), folder, folders.get(model.id) ?? "_");
      }
    } finally {
      await calls.close();
    }
    if (!run.withheld) {
      await writeItems(run, folder);
    }
    return [];
  },
});

/** Beside the samples, for Viva alone: samples hold no item that nobody was asked (annulled, without a key, not posed). */
async function writeItems(run: ExportedRun, folder: ExportFolder): Promise<void> {
  const writer = folder.lines("viva-items.jsonl");
  for await (const lines of readLines(runFile(run.folder, "items"))) {
    for (const { text } of lines) {
      writer.write(externalJson(JSON.parse(text)));
    }
  }
  writer.finish();
}

/** One task of one model while its samples are written. */
interface OpenTask {
  readonly task: ExamTask;
  readonly writer: LineWriter;
  readonly hash: Hash;
  readonly tallies: Map<string, MetricTally>;
  documents: number;
}

function writeModel(
  run: ExportedRun,
  model: ExportedModel,
  calls: Generator<ExportedCall>,
  folder: ExportFolder,
  name: string,
): void {
  const { fileTime } = runTimes(run);
  const taskOf = nameTasks(run);
  const open = new Map<string, OpenTask>();
  const finishDocument = (document: readonly ExportedCall[]): void => {
    const [first, ...rest] = document;
    if (first === undefined) {
      return;
    }
    const task = taskOf(first.answer);
    let entry = open.get(task.name);
    if (entry === undefined) {
      const writer = folder.lines(`${name}/samples_${task.name}_${fileTime}.jsonl`);
      entry = { task, writer, hash: createHash("sha256"), tallies: new Map(), documents: 0 };
      open.set(task.name, entry);
    }
    const sample = lmEvalSample([first, ...rest], {
      model,
      documentNumber: entry.documents,
      filter: run.extractor.name,
      withheld: run.withheld,
    });
    entry.documents += 1;
    entry.writer.write(sample.line);
    entry.hash.update(sample.hashes);
    for (const [metric, values] of sample.values) {
      const tally = entry.tallies.get(metric) ?? createMetricTally();
      entry.tallies.set(metric, tally);
      tally.add(values);
    }
  };
  let document: ExportedCall[] = [];
  for (const call of calls) {
    // Repeats of one question stand side by side in plan order.
    if (document[0] !== undefined && !sameDocument(document[0], call)) {
      finishDocument(document);
      document = [];
    }
    document.push(call);
  }
  finishDocument(document);
  for (const { writer } of open.values()) {
    writer.finish();
  }
  folder.write(`${name}/results_${fileTime}.json`, `${externalJson(resultsOf(run, model, [...open.values()]), 2)}\n`);
}

function sameDocument({ answer: a }: ExportedCall, { answer: b }: ExportedCall): boolean {
  return a.exam === b.exam && a.variantId === b.variantId && a.arm === b.arm;
}

function resultsOf(run: ExportedRun, model: ExportedModel, tasks: readonly OpenTask[]): object {
  const byTask = <T>(value: (open: OpenTask) => T): Record<string, T> =>
    Object.fromEntries(tasks.map((open) => [open.task.name, value(open)]));
  const filter = run.extractor.name;
  return {
    results: byTask(({ task, tallies, documents }) => ({
      alias: task.name,
      sample_len: documents,
      ...Object.fromEntries(
        [...tallies].flatMap(([metric, tally]) => [
          [`${metric},${filter}`, tally.mean],
          [`${metric}_stderr,${filter}`, tally.standardError ?? "N/A"],
        ]),
      ),
    })),
    group_subtasks: byTask(() => []),
    configs: byTask(({ task }) => ({
      task: task.name,
      dataset_path: task.exam,
      output_type: "generate_until",
      repeats: run.repeats,
      num_fewshot: run.fewShot,
      filter_list: [{ name: filter, filter: [{ function: filter }] }],
      metric_list: run.scorersOf(task.exam).map((scorer) => ({
        metric: metricName(scorer),
        aggregation: "mean",
        higher_is_better: true,
      })),
      metadata: {
        version: run.extractor.version,
        viva: {
          exam: task.exam,
          arm: task.arm,
          perturbation: task.perturbation,
          scorers: run.scorersOf(task.exam),
          extractor: run.extractor,
          withheld: run.withheld,
          estimates: run.estimates.filter(
            (row) =>
              row.model === model.id &&
              row.exam === task.exam &&
              row.arm === task.arm &&
              row.perturbation === task.perturbation,
          ),
        },
      },
    })),
    versions: byTask(() => run.extractor.version),
    "n-shot": byTask(() => run.fewShot),
    higher_is_better: byTask(({ tallies }) => Object.fromEntries([...tallies.keys()].map((metric) => [metric, true]))),
    "n-samples": byTask(({ documents }) => ({ original: documents, effective: documents })),
    config: {
      model: model.backend,
      model_args: { model: model.servedName ?? model.id },
      batch_size: null,
      batch_sizes: [],
      device: null,
      use_cache: null,
      limit: null,
      bootstrap_iters: 0,
      gen_kwargs: model.parameters,
      random_seed: run.seed,
    },
    git_hash: run.gitRevision,
    date: Number(runTimes(run).epochSeconds),
    task_hashes: byTask(({ hash }) => hash.digest("hex")),
    model_source: model.backend,
    model_name: model.id,
    model_name_sanitized: sanitizedModel(model.id),
    system_instruction: null,
    system_instruction_sha: null,
    fewshot_as_multiturn: null,
    chat_template: null,
    chat_template_sha: null,
    total_evaluation_time_seconds: null,
    viva: {
      version: run.vivaVersion,
      name: run.name,
      specificationHash: run.specificationHash,
      createdAt: run.createdAt,
      model: model.id,
      models: run.models.map(({ id }) => id),
      ...(run.withheld ? {} : { study: run.study }),
    },
  };
}

/** lm-evaluation-harness's own rule for folder names. */
function sanitizedModel(id: string): string {
  return id.replace(/["<>:/|\\?*[\]]+/g, "__");
}
