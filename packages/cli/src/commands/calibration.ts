import {
  calibrationJson,
  calibrationTerminalTables,
  type ReadCalibrationOptions,
  readCalibration,
  readRunRecord,
  UsageError,
} from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";

interface CalibrationFlags {
  readonly exam?: string;
  readonly bins: string;
  readonly accuracy: string;
  readonly wrong?: string;
  readonly abstained?: string;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva calibration runs/a --accuracy 0.95 --wrong -0.25` */
export function addCalibrationCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("calibration")
    .description("Say how far each model's confidence can be believed, and from which confidence on to answer.")
    .argument("<folder>", "run folder")
    .option("--exam <name>", "only this exam")
    .option("--bins <count>", "bins of confidence, 1 to 100", "10")
    .option("--accuracy <share>", "accuracy to suggest a threshold for, 0 to 1", "0.9")
    .option(
      "--wrong <marks>",
      "marks of a wrong answer, where a right one has 1; below 1; default: the exam's own marks",
    )
    .option("--abstained <marks>", "marks of no answer, where a right one has 1; default: the exam's own marks")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the study's`)
    .action(async (folder: string, flags: CalibrationFlags) => {
      const language = languageOf(flags.language, () => readRunRecord(folder).specification["language"]);
      const bins = numberOf("--bins", flags.bins, 1, 100);
      if (!Number.isInteger(bins)) {
        throw new UsageError("ARGUMENT_INVALID", `--bins ${flags.bins}: a whole number is needed`);
      }
      const calibration = await readCalibration(folder, {
        bins,
        accuracy: numberOf("--accuracy", flags.accuracy, 0, 1),
        marks: marksOf(flags),
        ...(flags.exam === undefined ? {} : { exam: flags.exam }),
      });
      if (calibration.analyses.length === 0 && calibration.partings.length === 0) {
        const where = flags.exam === undefined ? "no answer of it" : `no answer of its exam ${flags.exam}`;
        throw new UsageError("RUN_CONFIDENCES_ABSENT", `${where} has a confidence`, { place: { file: folder } });
      }
      if (flags.json === true) {
        console.log(calibrationJson(calibration).trimEnd());
        return;
      }
      for (const table of calibrationTerminalTables(calibration, language)) {
        printTable(table);
      }
    });
}

/** Marks that were asked for, what is left open being 0; null where none were: those of the exam are taken then. */
function marksOf({
  wrong: ofWrong,
  abstained: ofNone,
}: CalibrationFlags): Exclude<ReadCalibrationOptions["marks"], undefined> {
  if (ofWrong === undefined && ofNone === undefined) {
    return null;
  }
  const wrong = numberOf("--wrong", ofWrong ?? "0", -1000, 1);
  if (wrong === 1) {
    throw new UsageError("ARGUMENT_INVALID", "--wrong 1: a wrong answer must earn less than a right one, which has 1");
  }
  return { right: 1, wrong, abstained: numberOf("--abstained", ofNone ?? "0", -1000, 1000) };
}

function numberOf(option: string, text: string, least: number, most: number): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!(value >= least && value <= most)) {
    throw new UsageError("ARGUMENT_INVALID", `${option} ${text}: a number from ${least} to ${most} is needed`);
  }
  return value;
}
