import { dirname, relative, resolve } from "node:path";
import { readStudy, type Study } from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { environmentFallbacks } from "./environment.ts";
import { loadOwnPlugins } from "./own-plugins.ts";

/** Flags that every command with a study takes. */
export interface StudyFlags {
  readonly limit?: number;
  readonly sample?: number;
  readonly seed?: number;
  readonly repeats?: number;
  readonly concurrency?: number;
  readonly models?: readonly string[];
  readonly language?: string;
  readonly report?: readonly string[];
  readonly withhold?: string;
  readonly prompt: readonly string[];
  readonly plugin: readonly string[];
}

/** A whole number from 0 for commander. */
export function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) {
    throw new InvalidArgumentError("a whole number is wanted");
  }
  return Number(value);
}

/** A share from 0 to 1, also written as "62%". */
export function share(value: string): number {
  const number = value.endsWith("%") ? Number(value.slice(0, -1)) / 100 : Number(value);
  if (value.trim() === "" || !(number >= 0 && number <= 1)) {
    throw new InvalidArgumentError("a share from 0 to 1, or a percentage, is wanted");
  }
  return number;
}

/** A comma-separated list for commander. */
export function list(value: string): string[] {
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** A flag that may be given several times. */
export function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** Add the flags of a study to a command. A flag wins over the study file, the file over the environment. */
export function addStudyFlags(command: Command): Command {
  return command
    .option("--limit <n>", "take the first n items", wholeNumber)
    .option("--sample <n>", "draw n items at random, by the seed", wholeNumber)
    .option("--seed <n>", "seed of everything random (or VIVA_SEED)", wholeNumber)
    .option("--repeats <n>", "how often each question is asked (or VIVA_REPEATS)", wholeNumber)
    .option("--concurrency <n>", "calls in flight at most, for each model (or VIVA_CONCURRENCY)", wholeNumber)
    .option("--models <ids>", "only these models of the study, separated by commas", list)
    .option("--language <code>", "language of the report: en, zh or es (or VIVA_LANGUAGE)")
    .option("--report <formats>", "report formats: html, markdown, csv, json, junit", list)
    .option("--withhold <what>", 'with "items": leave item, prompt and reply texts out of reports')
    .option(
      "--prompt <file>",
      "ask with this prompt file too (docs/prompts.md); may be given several times",
      collect,
      [],
    )
    .option("--plugin <file>", "load your own plugin; may be given several times", collect, []);
}

/** A prompt file given from the working folder, as the study would name it: relative to its own folder. */
function promptOfFile(path: string, studyFile: string): unknown {
  return { use: "file", path: relative(dirname(resolve(studyFile)), resolve(path)) };
}

/** Read a study with its flags and the environment. */
export async function studyFromFlags(file: string, flags: StudyFlags): Promise<Study> {
  const filters = {
    ...(flags.limit === undefined ? {} : { limit: flags.limit }),
    ...(flags.sample === undefined ? {} : { sample: flags.sample }),
  };
  const overrides = {
    ...(Object.keys(filters).length === 0 ? {} : { filters }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.repeats === undefined ? {} : { repeats: flags.repeats }),
    ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
    ...(flags.language === undefined ? {} : { language: flags.language }),
    ...(flags.report === undefined ? {} : { reports: flags.report }),
    ...(flags.withhold === undefined ? {} : { withholdItems: flags.withhold === "items" }),
  };
  return await readStudy(file, {
    overrides,
    fallbacks: environmentFallbacks(process.env),
    addedPrompts: flags.prompt.map((path) => promptOfFile(path, file)),
    plugins: await loadOwnPlugins(flags.plugin),
    ...(flags.models === undefined ? {} : { onlyModels: flags.models }),
  });
}
