import { stringify } from "yaml";
import { z } from "zod";
import type { Estimate } from "../records/estimate.ts";
import { defineExporter } from "./define.ts";
import type { ExportedModel, ExportedRun } from "./open-run.ts";
import { distinctNames, portableName } from "./portable-name.ts";

const settingsSchema = z.strictObject({
  benchmarks: z
    .record(
      z.string(),
      z.strictObject({
        dataset: z.string().min(1).describe("Dataset repository of the benchmark on Hugging Face."),
        task: z.string().min(1).describe("Task id, as the dataset's eval.yaml has it."),
        revision: z.string().min(1).optional().describe("Git revision of the dataset."),
      }),
    )
    .default({})
    .describe("Exam name → its benchmark on Hugging Face. Only these get .eval_results files."),
  percent: z.boolean().default(false).describe("Write values as 0–100; the benchmark's leaderboard decides which."),
  sourceUrl: z.url().optional().describe("Address of logs or a paper to point at."),
  sourceName: z.string().min(1).optional().describe("Name shown for that address."),
});

type Settings = z.infer<typeof settingsSchema>;

export default defineExporter({
  name: "hf-eval-results",
  description: "Hugging Face model pages: .eval_results/*.yaml and the older model-index metadata, a folder a model",
  source: "Hugging Face Hub documentation, eval-results and model cards (modelcard.md)",
  settings: settingsSchema,
  write: (run, folder, settings) => {
    const folders = distinctNames(run.models.map(({ id }) => id));
    const files = distinctNames(run.exams.map(({ name }) => name));
    const notes = new Set<string>();
    for (const model of run.models) {
      const name = folders.get(model.id) ?? portableName(model.id);
      for (const exam of run.exams) {
        const entries = benchmarkEntries(run, model, exam.name, settings);
        if (settings.benchmarks[exam.name] === undefined) {
          notes.add(
            `no .eval_results file for ${exam.name}: --set 'benchmarks={${exam.name}: {dataset: owner/name, task: id}}' names its benchmark`,
          );
        } else if (entries.length > 0) {
          folder.write(`${name}/.eval_results/${files.get(exam.name) ?? "_"}.yaml`, toYaml(entries));
        }
      }
      const index = { "model-index": [{ name: model.id, results: indexResults(run, model, settings) }] };
      folder.write(`${name}/model-index.yaml`, toYaml(index));
    }
    return Promise.resolve([...notes]);
  },
});

/** No folded lines: the Hub's front matter is read by several parsers. */
function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}

/** Overall numbers of original items: what a leaderboard compares. One entry for each arm and scorer. */
function benchmarkEntries(run: ExportedRun, model: ExportedModel, exam: string, settings: Settings): object[] {
  const benchmark = settings.benchmarks[exam];
  if (benchmark === undefined) {
    return [];
  }
  return overall(run, model, exam)
    .filter((row) => row.measure === "accuracy" && row.perturbation === "none")
    .map((row) => ({
      dataset: {
        id: benchmark.dataset,
        task_id: benchmark.task,
        ...(benchmark.revision === undefined ? {} : { revision: benchmark.revision }),
      },
      value: scaled(row.value, settings),
      date: run.createdAt,
      ...(settings.sourceUrl === undefined ? {} : { source: sourceOf(settings) }),
      notes: noteOf(run, row, settings),
    }));
}

/** The older metadata: one result for each arm and form of the items, with all its measures. */
function indexResults(run: ExportedRun, model: ExportedModel, settings: Settings): object[] {
  return run.exams.flatMap(({ name: exam }) => {
    const rows = overall(run, model, exam).filter(({ measure }) => !measure.includes(":"));
    const places = new Map(rows.map((row) => [JSON.stringify([row.arm, row.perturbation]), row]));
    return [...places.values()].map(({ arm, perturbation }) => ({
      task: { type: "question-answering", name: "Medical examination" },
      dataset: {
        type: settings.benchmarks[exam]?.dataset ?? exam,
        name: exam,
        ...(settings.benchmarks[exam]?.revision === undefined ? {} : { revision: settings.benchmarks[exam]?.revision }),
        args: { arm, perturbation },
      },
      metrics: rows
        .filter((row) => row.arm === arm && row.perturbation === perturbation)
        .map((row) => ({
          type: row.measure,
          value: scaled(row.value, settings),
          name: `${row.measure} (${noteOf(run, row, settings)})`,
          verified: false,
        })),
      ...(settings.sourceUrl === undefined ? {} : { source: sourceOf(settings) }),
    }));
  });
}

function sourceOf(settings: Settings): object {
  return {
    url: settings.sourceUrl,
    ...(settings.sourceName === undefined ? {} : { name: settings.sourceName }),
  };
}

function overall(run: ExportedRun, model: ExportedModel, exam: string): readonly Estimate[] {
  return run.estimates.filter(
    (row) => row.model === model.id && row.exam === exam && row.value !== null && Object.keys(row.stratum).length === 0,
  );
}

/** Percentages without the residue of their multiplication (0.29 × 100 is 28.999…). */
function scaled(value: number | null, settings: Settings): number | null {
  return value === null || !settings.percent ? value : Number((value * 100).toPrecision(12));
}

/** How the number was got, in one line: a bare number on a model page says too little. */
function noteOf(run: ExportedRun, row: Estimate, settings: Settings): string {
  const bound = (value: number): string => (settings.percent ? (value * 100).toFixed(1) : value.toFixed(3));
  const interval =
    row.low === null || row.high === null
      ? []
      : [`${Number((row.level * 100).toFixed(6))}% interval ${bound(row.low)}–${bound(row.high)}`];
  return [
    row.arm,
    ...(row.perturbation === "none" ? [] : [row.perturbation]),
    ...(row.scorer === "none" ? [] : [row.scorer]),
    ...(run.fewShot === 0 ? [] : [`${run.fewShot}-shot`]),
    `n = ${row.nItems}`,
    ...interval,
    `Viva ${run.vivaVersion}`,
  ].join(", ");
}
