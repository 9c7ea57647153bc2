import type { CompareRunsOptions } from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { list } from "./study-options.ts";

/** Flags of every command that holds the models of several runs beside each other. */
export interface ComparisonFlags {
  readonly common?: boolean;
  readonly reference?: string;
  readonly margin?: number;
  readonly alpha?: number;
  readonly models?: readonly string[];
  readonly exam?: string;
}

/** Add them to a command. */
export function addComparisonFlags(command: Command): Command {
  return command
    .option("--common", "compare on the items that all runs pose, where they do not pose the same ones")
    .option("--reference <model>", "model that the others are held against; default: the study's")
    .option(
      "--margin <share>",
      "largest difference that does not matter, e.g. 0.03: non-inferiority and equivalence to the reference",
      between(1),
    )
    .option("--alpha <share>", "level of the tests, over all pairs together; default: the study's (0.05)", between(0.5))
    .option("--models <names>", "only these models, separated by commas", list)
    .option("--exam <name>", "only this exam");
}

/** What they ask for. */
export function comparisonOptions({
  common,
  reference,
  margin,
  alpha,
  models,
  exam,
}: ComparisonFlags): CompareRunsOptions {
  return {
    commonItems: common === true,
    ...(reference === undefined ? {} : { reference }),
    ...(margin === undefined ? {} : { margin }),
    ...(alpha === undefined ? {} : { alpha }),
    ...(models === undefined ? {} : { models }),
    ...(exam === undefined ? {} : { exam }),
  };
}

/** Whether any of them was given. */
export function hasComparisonFlag(flags: ComparisonFlags): boolean {
  const { common, reference, margin, alpha, models, exam } = flags;
  return [common, reference, margin, alpha, models, exam].some((flag) => flag !== undefined);
}

/** A share above 0 and below a bound, also written as "3%". */
function between(bound: number): (value: string) => number {
  return (value) => {
    const number = value.endsWith("%") ? Number(value.slice(0, -1)) / 100 : Number(value);
    if (value.trim() === "" || !(number > 0 && number < bound)) {
      throw new InvalidArgumentError(`a share above 0 and below ${bound}, or a percentage, is wanted`);
    }
    return number;
  };
}
