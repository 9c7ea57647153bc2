import { type AuditRates, type AuditRecord, importAudit, UsageError, writeAuditSheet } from "@viva/core";
import { Argument, type Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { collect, list, wholeNumber } from "../study-options.ts";

interface AuditFlags {
  readonly out?: string;
  readonly size: number;
  readonly seed: number;
  readonly models?: readonly string[];
  readonly plugin: readonly string[];
}

/** `viva audit sheet runs/x --out sheet.csv`, then `viva audit import runs/x sheet.csv` */
export function addAuditCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("audit")
    .description("Let a person check how replies were read, and carry the reading errors into the accuracy.")
    .addArgument(
      new Argument("<action>", "sheet: write a sheet to fill in; import: take it in again").choices([
        "sheet",
        "import",
      ]),
    )
    .argument("<folder>", "run folder")
    .argument("[sheets...]", "import: the filled sheet, or the same sheet from two raters")
    .option("--out <file>", "sheet: the CSV file to write; it must not exist")
    .option("--size <n>", "sheet: replies to draw", wholeNumber, 200)
    .option("--seed <n>", "sheet: seed of the draw", wholeNumber, 0)
    .option("--models <ids>", "sheet: only replies of these models, separated by commas", list)
    .option("--plugin <file>", "import: load your own scorer; may be given several times", collect, [])
    .action(async (action: string, folder: string, sheets: readonly string[], flags: AuditFlags) => {
      if (action === "sheet") {
        await writeSheet(folder, sheets, flags);
      } else {
        printAudit(await importAudit(folder, sheets, { plugins: await loadOwnPlugins(flags.plugin) }), folder);
      }
    });
}

async function writeSheet(folder: string, sheets: readonly string[], flags: AuditFlags): Promise<void> {
  const { out, size, seed, models } = flags;
  if (out === undefined || sheets.length > 0) {
    throw new UsageError("ARGUMENT_INVALID", "viva audit sheet <folder> --out sheet.csv is wanted");
  }
  const written = await writeAuditSheet(folder, out, { size, seed, ...(models === undefined ? {} : { models }) });
  const total = written.strata.reduce((sum, stratum) => sum + stratum.size, 0);
  console.log(
    `${out}: ${written.rows} of ${total} replies, from ${written.strata.length} groups by model, status and rule`,
  );
  console.log(`key: ${written.keyFile}`);
  console.log(
    "Fill in correct_reading in every row: labels as the options have them (C, or A, C), none when the reply chooses no option, unclear when it cannot be told.",
  );
  console.log(`Then: viva audit import ${folder} ${out}`);
}

function printAudit(record: AuditRecord, folder: string): void {
  const percent = Math.round(record.level * 100);
  printTable({
    title: `Reading errors, with ${percent} % intervals`,
    header: ["model", "replies", "audited", "misread", "right read as wrong", "wrong read as right"],
    align: ["left", "right", "right", "right", "right", "right"],
    rows: [...record.models, ...(record.models.length > 1 ? [record.overall] : [])].map((rates) => [
      rates.model ?? "all",
      String(rates.replies),
      String(rates.audited),
      rateText(rates.misread),
      rateText(rates.rightReadAsWrong),
      rateText(rates.wrongReadAsRight),
    ]),
    notes: agreementNotes(record),
  });
  console.log(`\nTo see the corrected accuracy: viva report ${folder}`);
}

function agreementNotes({ agreement }: AuditRecord): readonly string[] {
  if (agreement === null) {
    return [];
  }
  const kappa = agreement.kappa === null ? "" : `, Cohen's kappa ${agreement.kappa.toFixed(2)}`;
  return [`Two raters agree on ${(100 * agreement.agreement).toFixed(1)} % of ${agreement.n} rows${kappa}.`];
}

function rateText(rate: AuditRates["misread"]): string {
  if (rate === null) {
    return "not estimable";
  }
  const [value, low, high] = [rate.value, rate.low, rate.high].map((share) => (100 * share).toFixed(1));
  return `${value} % [${low}, ${high}]`;
}
