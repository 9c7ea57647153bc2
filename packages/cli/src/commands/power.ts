import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type PowerAssumptions,
  type PowerPlan,
  powerPlan,
  powerTerminalTable,
  readMeasuredPower,
  readRunRecord,
  readStudy,
  readStudyItems,
  UsageError,
} from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { printTable } from "../draw-table.ts";
import { environmentFallbacks } from "../environment.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { languageOf, languages } from "../report-language.ts";
import { collect } from "../study-options.ts";

interface PowerFlags {
  readonly items?: number;
  readonly accuracy?: number;
  readonly correlation?: number;
  readonly models?: number;
  readonly alpha?: number;
  readonly power: number;
  readonly designEffect?: number;
  readonly difference?: number;
  readonly exam?: string;
  readonly json?: boolean;
  readonly language?: string;
  readonly plugin: readonly string[];
}

/** What is assumed where neither a flag nor a run says it. */
const assumed = { accuracy: 0.7, correlation: 0.5, models: 2, alpha: 0.05, confidence: 0.95, designEffect: 1 };

/** `viva power --items 400 --models 6`, `viva power study.yaml`, `viva power runs/x --difference 0.03` */
export function addPowerCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("power")
    .description("Say what differences between models an exam can find, before or after it is sat.")
    .argument("[study]", "study file, whose items are counted, or run folder, whose models tell how they differ")
    .option("--items <n>", "items of the exam", wholeFrom(1))
    .option("--accuracy <share>", "accuracy of a model; default: 0.7, or the run's mean", between(0, 1))
    .option(
      "--correlation <number>",
      "correlation of right and wrong between two models, 0 to 1; default: 0.5, or what the run measured",
      between(0, 1, true),
    )
    .option("--models <n>", "models compared with each other; default: 2, or those of the study", wholeFrom(2))
    .option("--alpha <share>", "level over all pairs together; default: 0.05, or the study's", between(0, 0.5))
    .option("--power <share>", "wished chance to find the difference", between(0, 1), 0.8)
    .option("--design-effect <number>", "dependent items that are worth one independent item, from 1", atLeastOne)
    .option("--difference <share>", "difference to be found, e.g. 0.03: says how many items it needs", between(0, 1))
    .option("--exam <name>", "only this exam")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language: ${languages.join(", ")}; default: the study's`)
    .option("--plugin <file>", "load your own plugin; may be given several times", collect, [])
    .action(async (what: string | undefined, flags: PowerFlags) => {
      const { plans, language } = await plansOf(what, flags);
      if (flags.json === true) {
        console.log(JSON.stringify(plans, null, 2));
        return;
      }
      for (const plan of plans) {
        printTable(
          powerTerminalTable(
            plan,
            languageOf(flags.language, () => language),
          ),
        );
      }
    });
}

interface Plans {
  readonly plans: readonly PowerPlan[];
  readonly language: unknown;
}

async function plansOf(what: string | undefined, flags: PowerFlags): Promise<Plans> {
  if (what === undefined) {
    if (flags.items === undefined) {
      throw new UsageError("ARGUMENT_INVALID", "viva power: a study, a run folder or --items is wanted");
    }
    return { plans: [powerPlan(checked({ ...assumed, items: flags.items, discordant: null }, flags))], language: "en" };
  }
  return existsSync(join(what, "run.json")) ? await plansOfRun(what, flags) : await plansOfStudy(what, flags);
}

async function plansOfRun(folder: string, flags: PowerFlags): Promise<Plans> {
  const { specification } = readRunRecord(folder);
  const measured = chosen(await readMeasuredPower(folder), ({ source }) => source.exam, flags.exam);
  const comparison = specification["comparison"] as { readonly alpha?: number } | undefined;
  const plans = measured.map(({ source, items, models, accuracy, discordant, designEffect }) => {
    const found = {
      ...{ items, models, accuracy, discordant, designEffect },
      correlation: null,
      alpha: comparison?.alpha ?? assumed.alpha,
      confidence: specification["confidence"] as number,
    };
    return powerPlan(checked(found, flags), source);
  });
  return { plans, language: specification["language"] };
}

async function plansOfStudy(file: string, flags: PowerFlags): Promise<Plans> {
  const plugins = await loadOwnPlugins(flags.plugin);
  const study = await readStudy(file, { fallbacks: environmentFallbacks(process.env), plugins });
  const exams = chosen(await readStudyItems(study, process.env), ({ exam }) => exam, flags.exam);
  const plans = exams.map(({ items, designEffect }) =>
    powerPlan(
      checked(
        {
          ...{ ...assumed, items, designEffect, discordant: null },
          models: Math.max(2, study.models.length),
          alpha: study.comparison.alpha,
          confidence: study.confidence,
        },
        flags,
      ),
    ),
  );
  return { plans, language: study.language };
}

function chosen<T>(entries: readonly T[], examOf: (entry: T) => string, wanted: string | undefined): readonly T[] {
  const found = entries.filter((entry) => wanted === undefined || examOf(entry) === wanted);
  if (found.length === 0) {
    throw new UsageError("ARGUMENT_INVALID", `--exam ${wanted}: there are ${entries.map(examOf).join(", ")}`);
  }
  return found;
}

/** What is known with the flags over it. A correlation or an accuracy named by hand takes the place of what was measured. */
function checked(known: Omit<PowerAssumptions, "power" | "difference">, flags: PowerFlags): PowerAssumptions {
  const alpha = flags.alpha ?? known.alpha;
  if (flags.power <= alpha) {
    throw new UsageError("ARGUMENT_INVALID", `--power ${flags.power} is not above the level, ${alpha}`);
  }
  const byHand = flags.correlation !== undefined || flags.accuracy !== undefined;
  return {
    items: flags.items ?? known.items,
    accuracy: flags.accuracy ?? known.accuracy,
    correlation: byHand ? (flags.correlation ?? assumed.correlation) : known.correlation,
    discordant: byHand ? null : known.discordant,
    models: flags.models ?? known.models,
    alpha,
    power: flags.power,
    designEffect: flags.designEffect ?? known.designEffect,
    confidence: known.confidence,
    difference: flags.difference ?? null,
  };
}

/** A number between two, also written as "3%"; the ends only where they are included. */
function between(low: number, high: number, withEnds = false): (value: string) => number {
  return (value) => {
    const number = value.endsWith("%") ? Number(value.slice(0, -1)) / 100 : Number(value);
    const inside = withEnds ? number >= low && number <= high : number > low && number < high;
    if (value.trim() === "" || !inside) {
      throw new InvalidArgumentError(
        `a number ${withEnds ? "from" : "above"} ${low} ${withEnds ? "to" : "and below"} ${high} is wanted`,
      );
    }
    return number;
  };
}

function wholeFrom(least: number): (value: string) => number {
  return (value) => {
    if (!/^\d{1,9}$/.test(value) || Number(value) < least) {
      throw new InvalidArgumentError(`a whole number from ${least} is wanted`);
    }
    return Number(value);
  };
}

function atLeastOne(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !(number >= 1 && number < 1e6)) {
    throw new InvalidArgumentError("a number from 1 is wanted");
  }
  return number;
}
