import {
  type AnomalyChecks,
  exitCodes,
  printedChecks,
  readAnomalyChecks,
  readRunRecord,
  usualTokenLimits,
} from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { languageOf, languages } from "../report-language.ts";
import { collect, list } from "../study-options.ts";

interface ChecksFlags {
  readonly facts?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly language?: string;
  readonly details?: boolean;
  readonly tokenLimits?: readonly number[];
  readonly plugin: readonly string[];
}

/** `viva checks runs/x --strict` */
export function addChecksCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("checks")
    .description("Run the checks that a surprising ranking must pass: reading, limits, controls, letters, yardsticks.")
    .argument("<folders...>", "run folders, each checked for itself")
    .option("--details", "print the numbers of the checks that passed, too")
    .option("--facts <path>", "your own model facts, to match published names")
    .option(
      "--token-limits <tokens>",
      `cut the replies after so many tokens and read them again, e.g. 128,512; default: ${usualTokenLimits.join(",")}`,
      tokenLimits,
    )
    .option("--plugin <file>", "load your own extractor or scorer; may be given several times", collect, [])
    .option("--strict", "exit 6 when a check warns")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language: ${languages.join(", ")}; default: the study's`)
    .action(async (folders: readonly string[], flags: ChecksFlags) => {
      const runs: AnomalyChecks[] = [];
      const plugins = await loadOwnPlugins(flags.plugin);
      for (const folder of folders) {
        const language = languageOf(flags.language, () => readRunRecord(folder).specification["language"]);
        const run = await readAnomalyChecks(folder, {
          plugins,
          ...(flags.facts === undefined ? {} : { ownFacts: flags.facts }),
          ...(flags.tokenLimits === undefined ? {} : { limits: flags.tokenLimits }),
        });
        runs.push(run);
        if (flags.json !== true) {
          printRun(run, language, flags.details === true);
        }
      }
      if (flags.json === true) {
        console.log(JSON.stringify(runs, null, 2));
      }
      if (flags.strict === true && runs.some(({ checks }) => checks.some(({ status }) => status === "warning"))) {
        setExitCode(exitCodes.gate);
      }
    });
}

function printRun(run: AnomalyChecks, language: (typeof languages)[number], details: boolean): void {
  const printed = printedChecks(run, language);
  let place = "";
  for (const [at, check] of printed.entries()) {
    if (place !== `${check.exam} · ${check.arm}`) {
      place = `${check.exam} · ${check.arm}`;
      console.log(`\n${run.run}: ${place}`);
    }
    console.log(`\n${check.status.padEnd(8)} ${check.name}\n  ${check.found}`);
    if (check.todo !== "") {
      console.log(`  → ${check.todo}`);
    }
    if (check.table !== null && (details || run.checks[at]?.status === "warning")) {
      printTable(check.table);
    }
  }
}

/** Whole numbers above 0, separated by commas. */
function tokenLimits(value: string): readonly number[] {
  const limits = list(value).map(Number);
  if (limits.length === 0 || limits.some((limit) => !Number.isSafeInteger(limit) || limit < 1)) {
    throw new InvalidArgumentError("whole numbers above 0, separated by commas, are wanted");
  }
  return limits;
}
