import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { DataError, exitCodes, UsageError } from "@viva/core";
import type { Command } from "commander";
import { parse } from "yaml";
import { createQuestions } from "../ask-questions.ts";
import { composeStudy, neededSettings, presetsOf, type StudyChoices } from "../compose-study.ts";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { parseSetting } from "../parse-setting.ts";
import { findShippedStudy, type ShippedStudy, shippedStudies } from "../shipped-studies.ts";
import { collect } from "../study-options.ts";

interface NewStudyFlags {
  readonly list?: boolean;
  readonly from?: string;
  readonly dataset?: string;
  readonly path?: string;
  readonly language?: string;
  readonly set: readonly string[];
  readonly model?: string;
  readonly baseUrl?: string;
}

/** What is written and where it began. */
interface NewStudy {
  readonly from: ShippedStudy;
  readonly choices: StudyChoices;
}

/** `viva new study`: a study file to go on from, by questions or by flags. */
export function addNewStudyCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("new")
    .description("Begin something of your own.")
    .command("study")
    .description(
      "Write a study file, from one that ships with Viva. Without flags it asks; with any of them it does not. No file is ever overwritten.",
    )
    .argument("[file]", "study file to write", "study.yaml")
    .option("--list", "only list the studies that ship with Viva")
    .option("--from <study>", "the shipped study to start from; default: basic")
    .option("--dataset <plugin>", "the exam's dataset plugin (viva list datasets)")
    .option("--path <file>", "the exam's file, from the working folder, or an hf:// reference")
    .option("--language <code>", "the exam's language, where its plugin wants to know")
    .option("--set <field=value>", "another setting of the dataset, its value in YAML; may be repeated", collect, [])
    .option("--model <name>", "the model as its server calls it")
    .option("--base-url <url>", "the server, up to and with /v1")
    .action(async (file: string, flags: NewStudyFlags) => {
      if (flags.list === true) {
        console.log(studyList());
        return;
      }
      refuseTaken(file);
      const wanted = hasAnswers(flags) ? fromFlags(file, flags) : await fromQuestions(file);
      if (wanted === null) {
        setExitCode(exitCodes.interrupted);
        return;
      }
      await write(file, wanted);
    });
}

function studyList(): string {
  const rows = shippedStudies().map(({ name, description }) => [name, description]);
  return drawTable({ header: ["study", "what"], align: ["left", "left"], rows });
}

function refuseTaken(file: string): void {
  if (existsSync(file)) {
    throw new UsageError("STUDY_EXISTS", "is there already and is not overwritten", { place: { file } });
  }
}

function hasAnswers({ set, ...flags }: NewStudyFlags): boolean {
  return set.length > 0 || Object.values(flags).some((value) => value !== undefined);
}

function fromFlags(file: string, flags: NewStudyFlags): NewStudy {
  return {
    from: findShippedStudy(flags.from ?? "basic"),
    choices: {
      ...nameOf(file),
      ...(flags.dataset === undefined ? {} : { dataset: flags.dataset }),
      settings: {
        ...(flags.path === undefined ? {} : { path: fromStudy(file, flags.path) }),
        ...(flags.language === undefined ? {} : { language: flags.language }),
        ...Object.fromEntries(flags.set.map(parseSetting)),
      },
      ...(flags.model === undefined ? {} : { model: flags.model }),
      ...(flags.baseUrl === undefined ? {} : { baseUrl: flags.baseUrl }),
    },
  };
}

/** Null when the person broke off. */
async function fromQuestions(file: string): Promise<NewStudy | null> {
  const questions = createQuestions(process.stdin, process.stdout);
  try {
    console.log(`${studyList()}\n`);
    const chosen = await questions.ask("Start from which study", "basic");
    if (chosen === null) {
      return null;
    }
    const from = findShippedStudy(chosen);
    const presets = presetsOf(from);
    const settings: Record<string, unknown> = {};
    const dataset = presets.dataset === null ? null : await questions.ask("Exam (viva list datasets)", presets.dataset);
    if (dataset === null && presets.dataset !== null) {
      return null;
    }
    const needed = dataset === null ? [] : await neededSettings(dataset);
    for (const [name, question] of [
      ["path", "Its file"],
      ["language", "Its language"],
    ] as const) {
      if (needed.includes(name)) {
        const preset = dataset === presets.dataset ? presets.settings[name] : name === "language" ? "en" : undefined;
        const answer = await questions.ask(question, typeof preset === "string" ? preset : "");
        if (answer === null) {
          return null;
        }
        if (answer !== "" && answer !== preset) {
          settings[name] = name === "path" ? fromStudy(file, answer) : answer;
        }
      }
    }
    const model =
      presets.model === null ? "" : await questions.ask("Model, as its server calls it", presets.model.model);
    const baseUrl =
      presets.model === null || model === null ? "" : await questions.ask("Server", presets.model.baseUrl);
    if (model === null || baseUrl === null) {
      return null;
    }
    return {
      from,
      choices: {
        ...nameOf(file),
        ...(dataset === null || dataset === presets.dataset ? {} : { dataset }),
        settings,
        ...(model === "" ? {} : { model }),
        ...(baseUrl === "" ? {} : { baseUrl }),
      },
    };
  } finally {
    questions.close();
  }
}

/** A path given from the working folder as the study names it: relative to the study's own folder. */
function fromStudy(file: string, path: string): string {
  return path.startsWith("hf://") || resolve(path) === path ? path : relative(dirname(resolve(file)), resolve(path));
}

/** The study is called as its file where a study may be called so. */
function nameOf(file: string): { readonly name?: string } {
  const name = basename(file).replace(/\.ya?ml$/u, "");
  return /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u.test(name) ? { name } : {};
}

async function write(file: string, { from, choices }: NewStudy): Promise<void> {
  const text = await composeStudy(from, choices, resolve(file));
  const copied = publishedCopy(file, from);
  mkdirSync(dirname(resolve(file)), { recursive: true });
  if (copied !== null) {
    mkdirSync(dirname(copied.to), { recursive: true });
    writeNew(copied.to, copied.text);
  }
  writeNew(file, text);
  const { dataset } = parse(text) as { readonly dataset?: { readonly path?: string } };
  const path = dataset?.path;
  const missing =
    path !== undefined && !path.startsWith("hf://") && !existsSync(resolve(dirname(file), path))
      ? [`The exam's file ${path} is not there yet.`]
      : [];
  console.log(
    [
      `study: ${file}`,
      ...missing,
      `  viva plan ${file}`,
      `  viva run ${file} --out runs/${basename(file, ".yaml")}`,
    ].join("\n"),
  );
}

/** Where the study's published values must lie too; null when it has none or they lie there already. */
function publishedCopy(file: string, from: ShippedStudy): { readonly to: string; readonly text: string } | null {
  const { published } = parse(from.text) as { readonly published?: unknown };
  if (typeof published !== "string") {
    return null;
  }
  const to = resolve(dirname(file), published);
  const text = readFileSync(join(dirname(from.file), published), "utf8");
  if (existsSync(to)) {
    if (readFileSync(to, "utf8") === text) {
      return null;
    }
    throw new UsageError("STUDY_EXISTS", "holds other values than those of the study and is not overwritten", {
      place: { file: to },
    });
  }
  return { to, text };
}

/** Written only where nothing lies: a file that came in the meantime stays as it is. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (cause) {
    refuseTaken(file);
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new DataError("FILE_WRITE_FAILED", `cannot write: ${message}`, { place: { file }, cause });
  }
}
