import { join } from "node:path";
import {
  annotateExam,
  annotationFile,
  annotations,
  annotationsOf,
  annotationTerminalTables,
  exitCodes,
  exportAnnotations,
  hasRatingSheet,
  type ImportedAnnotations,
  importAnnotations,
  readAnnotationStudy,
  settleAnnotations,
  taggedExamFields,
  UsageError,
  writeRatingSheet,
} from "@viva/core";
import type { Command } from "commander";
import { stringify } from "yaml";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { parseSetting } from "../parse-setting.ts";
import { createProgressLine } from "../progress-line.ts";
import { languageOf, languages } from "../report-language.ts";
import { processSurroundings } from "../sit.ts";
import { collect, list, wholeNumber } from "../study-options.ts";

interface AnnotateFlags {
  readonly model?: string;
  readonly out?: string;
  readonly tags?: readonly string[];
  readonly language?: string;
  readonly set: readonly string[];
  readonly exam?: string;
  readonly limit?: number;
  readonly review?: number;
  readonly concurrency?: number;
  readonly seed: number;
  readonly consensus: readonly string[];
  readonly partial?: boolean;
  readonly replace?: boolean;
  readonly tableLanguage?: string;
  readonly json?: boolean;
  readonly plugin: readonly string[];
}

/** `viva annotate jsonl-file exam.jsonl --model annotator.yaml --out annotated`, then `viva annotate import annotated a.csv b.csv` */
export function addAnnotateCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("annotate")
    .description("Annotate an exam: a model labels every question, people confirm, and the tagged exam is written.")
    .argument("<dataset>", "dataset plugin (viva list datasets); or import, to take in what reviewers confirmed")
    .argument("[path]", "the exam's file; with import the annotation folder")
    .argument("[ratings...]", "import: files of reviewers")
    .option("--model <file>", "YAML file that defines the model, or a study file; behind # the id of one of its models")
    .option("--out <folder>", "folder of the annotation; issued again the command goes on where it ended")
    .option("--tags <list>", `only these annotations: ${annotations.map(({ tag }) => tag).join(", ")}`, list)
    .option("--language <code>", "language setting of the dataset")
    .option("--set <field=value>", "another setting of the dataset, its value in YAML", collect, [])
    .option("--exam <name>", "name of the exam; default: the dataset's")
    .option("--limit <n>", "take the first n items", wholeNumber)
    .option("--review <n>", "give reviewers n questions drawn at random; default: all", wholeNumber)
    .option("--concurrency <n>", "calls in flight at most", wholeNumber)
    .option("--seed <n>", "seed of everything random", wholeNumber, 0)
    .option("--consensus <file>", "import: a settled sheet of disagreements; may be given several times", collect, [])
    .option("--partial", "import: take in reviewers who left questions open")
    .option("--replace", "import: replace what a reviewer of the same name gave before")
    .option("--table-language <code>", `language of form and tables: ${languages.join(", ")}; default: the dataset's`)
    .option("--json", "print what it came to as JSON")
    .option("--plugin <file>", "load your own dataset or backend; may be given several times", collect, [])
    .action(async (dataset: string, path: string | undefined, files: readonly string[], flags: AnnotateFlags) => {
      if (dataset === "import") {
        await takeIn(path, files, flags);
      } else {
        await annotate(dataset, path, files, flags, setExitCode);
      }
    });
}

async function takeIn(folder: string | undefined, files: readonly string[], flags: AnnotateFlags): Promise<void> {
  if (folder === undefined) {
    throw new UsageError("ARGUMENT_INVALID", "viva annotate import <folder> <each reviewer's file> is wanted");
  }
  const language = languageOf(flags.tableLanguage, () => flags.language?.split("-")[0]);
  const imported = await importAnnotations(folder, files, {
    partial: flags.partial === true,
    replace: flags.replace === true,
    consensus: flags.consensus,
  });
  printImported(imported, folder, language, flags);
}

async function annotate(
  dataset: string,
  path: string | undefined,
  files: readonly string[],
  flags: AnnotateFlags,
  setExitCode: SetExitCode,
): Promise<void> {
  const { model, out, limit, concurrency, seed, exam } = flags;
  if (model === undefined || out === undefined || files.length > 0) {
    const missing = files.length > 0 ? `one path, not ${files.length + 1}` : model === undefined ? "--model" : "--out";
    throw new UsageError(
      "ARGUMENT_INVALID",
      `viva annotate <dataset> [path] --model <file> --out <folder>: ${missing} is wanted`,
    );
  }
  const wanted = wantedAnnotations(flags.tags);
  const language = languageOf(flags.tableLanguage, () => flags.language?.split("-")[0]);
  const ready = await readAnnotationStudy({
    dataset,
    settings: {
      ...(path === undefined ? {} : { path }),
      ...(flags.language === undefined ? {} : { language: flags.language }),
      ...Object.fromEntries(flags.set.map(parseSetting)),
    },
    folder: process.cwd(),
    model,
    seed,
    plugins: await loadOwnPlugins(flags.plugin),
    ...(exam === undefined ? {} : { exam }),
    ...(limit === undefined ? {} : { limit }),
    ...(concurrency === undefined ? {} : { concurrency }),
  });
  const stopping = new AbortController();
  const progress = createProgressLine(process.stderr, () => performance.now());
  const stop = (): void => {
    progress.end();
    if (stopping.signal.aborted) {
      process.exit(exitCodes.interrupted);
    }
    console.error("Stopping: calls under way are given up, finished ones are kept. Ctrl-C again ends at once.");
    stopping.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    const annotated = await annotateExam(ready, out, {
      annotations: wanted,
      surroundings: processSurroundings(process.cwd()),
      signal: stopping.signal,
      onProgress: progress.update,
    });
    progress.end();
    if (annotated.status === "interrupted") {
      console.error(`Interrupted. Finished calls are kept in ${out}: issue the command again to go on.`);
      setExitCode(exitCodes.interrupted);
      return;
    }
    const { stopped, failures, items, replied } = annotated;
    if (stopped !== null) {
      console.error(`${stopped.model} was given up: ${stopped.code}: ${stopped.message}\n  → ${stopped.remedy}`);
    }
    if (annotated.status === "unfinished") {
      console.error(
        `${items - replied} of ${items} questions have no reply; ${failures.length} failed now (failures.jsonl). Issue the command again to go on.`,
      );
      setExitCode(exitCodes.unfinished);
    } else {
      await giveOut(out, flags, language);
    }
    printImported(await settleAnnotations(out), out, language, flags);
  } finally {
    progress.end();
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

function wantedAnnotations(tags: readonly string[] | undefined): typeof annotations {
  const known = annotations.map(({ tag }) => tag);
  const unknown = tags?.filter((tag) => !known.includes(tag)) ?? [];
  if (unknown.length > 0 || tags?.length === 0) {
    throw new UsageError("ARGUMENT_INVALID", `--tags ${unknown.join(",")}: known are ${known.join(", ")}`);
  }
  return tags === undefined ? annotations : annotationsOf(tags);
}

/** What reviewers get is written once: what they filled in may lie beside it. */
async function giveOut(out: string, flags: AnnotateFlags, language: "en" | "es" | "zh"): Promise<void> {
  const { seed, review } = flags;
  const wanted = wantedAnnotations(flags.tags);
  const sheet = await exportAnnotations(out, {
    annotations: wanted,
    seed,
    ...(review === undefined ? {} : { sample: review }),
  });
  const folder = join(annotationFile(out, "reviewers"), sheet.id);
  if (!hasRatingSheet(folder)) {
    writeRatingSheet(folder, sheet, language);
  }
}

function printImported(
  { result, taggedFile, provenanceFile, consensusFiles }: ImportedAnnotations,
  folder: string,
  language: "en" | "es" | "zh",
  flags: AnnotateFlags,
): void {
  if (flags.json === true) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  for (const table of annotationTerminalTables(result, language)) {
    printTable(table);
  }
  console.log(`\ntagged exam: ${taggedFile}\nwhere each label comes from: ${provenanceFile}`);
  if (result.reviews.length === 0) {
    console.log(
      `for reviewers: ${annotationFile(folder, "reviewers")}; then viva annotate import ${folder} <each reviewer's file>`,
    );
  }
  for (const file of consensusFiles) {
    console.log(`to settle: ${file}, then viva annotate import ${folder} --consensus <the settled sheet>`);
  }
  const tags = annotationsOf(result.tags.map(({ tag }) => tag));
  const dataset = {
    use: "jsonl-file",
    path: taggedFile,
    language: result.languages.join(" "),
    fields: taggedExamFields(tags),
  };
  console.log(
    `\nIn a study (or use: viva-items, which keeps groups and weights too):\n\n${stringify({ dataset }).trimEnd()}`,
  );
}
