import {
  exportReview,
  importReview,
  type ReplyOutcome,
  type ReviewPart,
  type ReviewScheme,
  readCriteria,
  readRunRecord,
  refuseRatingSheet,
  replyOutcomes,
  reviewSchemes,
  reviewTerminalTables,
  UsageError,
  writeRatingSheet,
} from "@viva/core";
import { Argument, type Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";
import { collect, list, wholeNumber } from "../study-options.ts";

const parts: readonly ReviewPart["name"][] = ["options", "key", "reference"];

interface ReviewFlags {
  readonly out?: string;
  readonly perModel: number;
  readonly seed: number;
  readonly models?: readonly string[];
  readonly outcomes?: readonly string[];
  readonly arms?: readonly string[];
  readonly perturbations?: readonly string[];
  readonly by?: string;
  readonly scheme: string;
  readonly criteria?: string;
  readonly without?: readonly string[];
  readonly consensus: readonly string[];
  readonly partial?: boolean;
  readonly replace?: boolean;
  readonly language?: string;
  readonly json?: boolean;
}

/** `viva review export runs/x --out review`, then `viva review import runs/x anna.csv ben.json` */
export function addReviewCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("review")
    .description("Let people rate replies, blinded to the models, and take their ratings in.")
    .addArgument(
      new Argument("<action>", "export: write a sheet and a form for raters; import: take in what they rated").choices([
        "export",
        "import",
      ]),
    )
    .argument("<folder>", "run folder")
    .argument("[ratings...]", "import: files of ratings, one or more of each rater")
    .option("--out <folder>", "export: folder for what raters get")
    .option("--per-model <n>", "export: replies of each model", wholeNumber, 50)
    .option("--seed <n>", "export: seed of the draw", wholeNumber, 0)
    .option("--models <ids>", "export: only replies of these models, separated by commas", list)
    .option("--outcomes <list>", `export: only replies with these outcomes: ${replyOutcomes.join(", ")}`, list)
    .option("--arms <names>", "export: only these ways of asking", list)
    .option("--perturbations <names>", "export: only these forms of the items; none is the original", list)
    .option("--by <tag>", "export: tag to spread the sample over; default: the study's first stratum, else specialty")
    .option(
      "--scheme <name>",
      "export: labels (reasonable, irrelevant, repeated, inaccurate) or rubric (1 to 5)",
      "labels",
    )
    .option("--criteria <file>", "export: criteria of your own instead (docs/reviewing.md)")
    .option("--without <parts>", `export: leave these out of what raters get: ${parts.join(", ")}`, list)
    .option("--consensus <file>", "import: a settled sheet of disagreements; may be given several times", collect, [])
    .option("--partial", "import: take in raters who left cases open")
    .option("--replace", "import: replace what a rater of the same name rated before")
    .option("--language <code>", `language of form and tables: ${languages.join(", ")}; default: the study's`)
    .option("--json", "print what was found as JSON")
    .action(async (action: string, folder: string, files: readonly string[], flags: ReviewFlags) => {
      if (action === "export") {
        await exportSheet(folder, files, flags);
      } else {
        takeIn(folder, files, flags);
      }
    });
}

async function exportSheet(folder: string, files: readonly string[], flags: ReviewFlags): Promise<void> {
  const { out, perModel, seed, models, arms, perturbations, by } = flags;
  if (out === undefined || files.length > 0) {
    throw new UsageError("ARGUMENT_INVALID", "viva review export <folder> --out <folder> is wanted");
  }
  const language = languageOf(flags.language, () => readRunRecord(folder).specification["language"]);
  const scheme = schemeOf(flags);
  const outcomes = flags.outcomes?.map((name) => oneOf<ReplyOutcome>(replyOutcomes, name, "--outcomes"));
  const without = flags.without?.map((name) => oneOf<ReviewPart["name"]>(parts, name, "--without"));
  refuseRatingSheet(out);
  const exported = await exportReview(folder, {
    perModel,
    seed,
    scheme,
    ...(models === undefined ? {} : { models }),
    ...(outcomes === undefined ? {} : { outcomes }),
    ...(arms === undefined ? {} : { arms }),
    ...(perturbations === undefined ? {} : { perturbations }),
    ...(by === undefined ? {} : { by }),
    ...(without === undefined ? {} : { without }),
  });
  const written = writeRatingSheet(out, exported.sheet, language);
  const { sheet, strata, keyFile } = exported;
  if (flags.json === true) {
    console.log(
      JSON.stringify(
        { sheet: sheet.id, cases: sheet.cases.length, strata, by: exported.by, keyFile, written },
        null,
        2,
      ),
    );
    return;
  }
  const drawn = new Set(strata.map(({ model }) => model)).size;
  console.log(`sheet ${sheet.id}: ${sheet.cases.length} replies of ${drawn} models, spread over ${exported.by}`);
  console.log(`for raters: ${written.join(", ")}`);
  console.log(`key: ${keyFile}`);
  console.log("Give each rater form.html (or sheet.csv), and nothing of the run folder.");
  console.log(`Then: viva review import ${folder} <each rater's file>`);
}

function schemeOf({ scheme, criteria }: ReviewFlags): ReviewScheme {
  if (criteria !== undefined) {
    return readCriteria(criteria);
  }
  return reviewSchemes[oneOf(["labels", "rubric"] as const, scheme, "--scheme")];
}

function oneOf<T extends string>(known: readonly T[], value: string, flag: string): T {
  const found = known.find((name) => name === value);
  if (found === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `${flag} ${value}: known are ${known.join(", ")}`);
  }
  return found;
}

function takeIn(folder: string, files: readonly string[], flags: ReviewFlags): void {
  const language = languageOf(flags.language, () => readRunRecord(folder).specification["language"]);
  const { record, ratingsFile, consensusFiles } = importReview(folder, files, {
    partial: flags.partial === true,
    replace: flags.replace === true,
    consensus: flags.consensus,
  });
  if (flags.json === true) {
    console.log(JSON.stringify(record, null, 2));
    return;
  }
  for (const table of reviewTerminalTables({ record, outdated: [] }, language)) {
    printTable(table);
  }
  console.log(`\nratings: ${ratingsFile}`);
  for (const file of consensusFiles) {
    console.log(`to settle: ${file}, then viva review import ${folder} --consensus <the settled sheet>`);
  }
  console.log(`To see them in the report: viva report ${folder}`);
}
