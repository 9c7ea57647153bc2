import { rmSync } from "node:fs";
import { UsageError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import type { Robustness } from "../records/robustness.ts";
import type { KnownModels } from "../runs/known-models.ts";
import type { AnyPlugin } from "../runs/plugins.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import { scorersOfExam } from "../runs/specification.ts";
import { languageInteractions } from "./robustness/language-interactions.ts";
import { robustnessPairs } from "./robustness/model-pairs.ts";
import { readFormAnswers } from "./robustness/read-form-answers.ts";
import { readForms } from "./robustness/read-forms.ts";
import { robustnessAnalysis } from "./robustness.ts";
import { readRunItems } from "./run-items.ts";
import { runSettings } from "./run-settings.ts";

/** Version of robustness.json's layout. */
const robustnessFormat = 1;

/** How robustness is measured. */
export interface ReadRobustnessOptions {
  /** Id of the model that the others are held against; default: the study's reference. */
  readonly reference?: string;
  /** Only this exam. */
  readonly exam?: string;
  /** A person's own plugins, for the groups of their operators. */
  readonly plugins?: readonly AnyPlugin[];
  /** Default: the facts that ship with Viva. */
  readonly known?: KnownModels;
}

/**
 * How the models of a run stand up to its perturbations, exam by exam and way of asking by way of asking. A run without
 * perturbations, or with probes alone, gives no analyses.
 *
 * Throws RUN_NOT_FOUND for a folder without a run, RUN_UNFINISHED for one that was broken off before it was measured, and
 * ARGUMENT_INVALID for an exam or a reference that the run does not have.
 */
export async function readRobustness(folder: string, options: ReadRobustnessOptions = {}): Promise<Robustness> {
  const record = readRunRecord(folder);
  requireMeasured(folder);
  const all = await readRunItems(folder);
  const { exam } = options;
  if (exam !== undefined && !all.has(exam)) {
    throw new UsageError("ARGUMENT_INVALID", `--exam ${exam}: the run has ${[...all.keys()].join(", ")}`);
  }
  const items = exam === undefined ? all : new Map([...all].filter(([name]) => name === exam));
  const read = await readForms(folder, record, items, options.plugins);
  const forms = new Map([...read].filter(([, { perturbations }]) => perturbations.length > 0));
  const settings = runSettings(record);
  const modelIds = [...settings.facts.keys()];
  const pairs = robustnessPairs(modelIds, settings, options.known ?? readModelFacts(), options.reference);
  const head = { format: robustnessFormat, run: record.name };
  if (forms.size === 0) {
    return { ...head, analyses: [], languages: [] };
  }
  const cells = await readFormAnswers(folder, record, forms);
  const fields = Map.groupBy(cells, (cell) => `${cell.exam}\u0000${cell.arm}`);
  return {
    ...head,
    analyses: [...fields.values()].flatMap((ofField) => {
      const own = forms.get(ofField[0]?.exam ?? "");
      const scorer = scorersOfExam(record.specification, own?.exam ?? "")[0] ?? "";
      return own === undefined ? [] : [robustnessAnalysis(own, ofField, settings, { scorer, pairs })];
    }),
    languages: languageInteractions(forms.values(), cells, pairs, settings.confidence),
  };
}

/** The record as JSON with one row of each list a line: readable by a person, by diff and by every tool. */
export function robustnessJson({ format, run, analyses, languages }: Robustness): string {
  const listed = (rows: readonly unknown[]): string =>
    rows.length === 0 ? "[]" : `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
  const parts = analyses.map((analysis) =>
    Object.entries(analysis)
      .map(([name, value]: [string, unknown]) => {
        const isList = Array.isArray(value) && typeof value[0] === "object";
        return `${JSON.stringify(name)}: ${isList ? listed(value) : JSON.stringify(value)}`;
      })
      .join(",\n"),
  );
  const written = parts.map((part) => `{\n${part}\n}`).join(",\n");
  return `{\n"format": ${format},\n"run": ${JSON.stringify(run)},\n"analyses": [${written}],\n"languages": ${listed(languages)}\n}\n`;
}

/**
 * Write the record into its run folder as robustness.json; without one take away a file that no longer holds. Throws
 * DISK_FULL or FILE_WRITE_FAILED.
 */
export function writeRobustness(folder: string, robustness: Robustness | undefined): void {
  const path = runFile(folder, "robustness");
  if (robustness === undefined) {
    rmSync(path, { force: true });
    return;
  }
  writeWhole(path, robustnessJson(robustness));
}
