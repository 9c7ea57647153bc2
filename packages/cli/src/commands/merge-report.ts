import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type AnyPlugin,
  amendMerge,
  cardWithReport,
  DataError,
  exitCodes,
  gatherMergeReport,
  type MergeReport,
  mergeCardSection,
  mergeFileNames,
  mergeHtml,
  mergeMarkdown,
  mergeTerminalTables,
  readMergeRecord,
  searchRecordName,
} from "@viva/core";
import type { Command } from "commander";
import { addComparisonFlags, type ComparisonFlags, comparisonOptions } from "../comparison-flags.ts";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { languageOf, languages } from "../report-language.ts";
import { collect } from "../study-options.ts";
import { writePage } from "../write-page.ts";

/** Flags of `viva merge` are read by it wherever they stand, so that these come from there. */
interface MergeReportFlags extends ComparisonFlags {
  readonly run: readonly string[];
  readonly base?: string;
  readonly card?: boolean;
  readonly trust?: boolean;
  readonly language?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly memory: number;
  readonly plugin: readonly string[];
}

/** `viva merge report merged --run runs/all --reference hi-merging --out report` */
export function addMergeReport(merge: Command, setExitCode: SetExitCode): void {
  const command = merge
    .command("report")
    .description(
      "Tell of a merged model: accuracies with paired tests, what a search found, task vectors by layer, provenance.",
    )
    .argument("<folder>", "folder of a merged model")
    .option(
      "--run <folder>",
      "run folder in which base, single models, other merges and this one sat the same exams; may be given several times",
      collect,
      [],
    );
  addComparisonFlags(command)
    .option("--base <folder>", "model that task vectors start from, where the merge has no base")
    .option(
      "--card",
      "put accuracies, findings and provenance into the model card, README.md, and its hash into merge.json",
    )
    .option("--trust", "leave out comparing every hash, which reads all models once more")
    .option("--language <code>", `language of the report: ${languages.join(", ")}; default: the first study's`)
    .addHelpText(
      "after",
      "\nFlags of viva merge that count here: --out <folder> (index.html, report.md and report.json), --memory, --json, --plugin.",
    )
    .action(async (folder: string, _flags: unknown, self: Command) => {
      const flags = self.optsWithGlobals<MergeReportFlags>();
      // A wrong language is refused before the work is done.
      languageOf(flags.language, () => undefined);
      const methods = (await loadOwnPlugins(flags.plugin)).filter(
        (plugin): plugin is Extract<AnyPlugin, { kind: "merge-method" }> => plugin.kind === "merge-method",
      );
      const report = await gatherMergeReport(folder, {
        ...{ runs: flags.run, comparison: comparisonOptions(flags), memoryBytes: flags.memory, methods },
        ...{ trusting: flags.trust === true },
        ...(flags.base === undefined ? {} : { base: flags.base }),
      });
      const language = languageOf(flags.language, () => report.comparison?.language);
      const written = write(report, language, flags);
      if (flags.json === true) {
        console.log(JSON.stringify(report, null, 2));
      } else {
        for (const table of mergeTerminalTables(report, language)) {
          printTable(table);
        }
        console.log(["", ...written.map((file) => `written: ${file}`)].join("\n").trimEnd());
      }
      const problems = report.verification?.problems ?? [];
      setExitCode(problems.length === 0 ? exitCodes.complete : exitCodes.data);
    });
}

function write(report: MergeReport, language: (typeof languages)[number], flags: MergeReportFlags): readonly string[] {
  const written: string[] = [];
  if (flags.card === true) {
    written.push(writeCard(report));
  }
  if (flags.out !== undefined) {
    const files = [
      ["index.html", mergeHtml(report, language)],
      ["report.md", mergeMarkdown(report, language)],
      ["report.json", `${JSON.stringify(report, null, 2)}\n`],
    ] as const;
    for (const [name, text] of files) {
      const file = join(flags.out, name);
      writePage(file, text);
      written.push(file);
    }
  }
  return written;
}

/**
 * A model that is not what its record says gets no card that vouches for it. Whether the card itself was changed is looked at
 * when it is written.
 */
function writeCard(report: MergeReport): string {
  const name = mergeFileNames.card;
  const problem = report.verification?.problems.find((each) => each !== `${name} was changed`);
  if (problem !== undefined) {
    throw new DataError("MERGE_VERIFY_FAILED", `no card for a model that is not as recorded: ${problem}`, {
      place: { file: report.folder },
    });
  }
  const file = join(report.folder, name);
  const card = existsSync(file) ? readFileSync(file, "utf8") : "";
  const files = new Map<string, string>([[name, cardWithReport(card, mergeCardSection(report))]]);
  // What the card tells of a search rests on its record.
  const known = readMergeRecord(join(report.folder, mergeFileNames.record)).files;
  if (report.search !== null && !Object.hasOwn(known, searchRecordName)) {
    files.set(searchRecordName, readFileSync(join(report.folder, searchRecordName), "utf8"));
  }
  amendMerge(report.folder, files);
  return file;
}
