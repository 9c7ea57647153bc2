import { type ImportRecord, importRun } from "@viva/core";
import type { Command } from "commander";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { parseSetting } from "../parse-setting.ts";
import { collect } from "../study-options.ts";

interface ImportFlags {
  readonly out: string;
  readonly name?: string;
  readonly language?: string;
  readonly set: readonly string[];
  readonly plugin: readonly string[];
}

/** `viva import inspect logs/ --out imported --language en`: another tool's recorded work becomes a study. */
export function addImportCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("import")
    .description(
      "Make a study of work recorded by another tool: its replies are read and marked again, no model asked.",
    )
    .argument("<format>", "importer (viva list importers)")
    .argument("<path>", "the recorded work: a file or a folder, by format")
    .requiredOption("--out <folder>", "folder to write: new, empty, or that of an earlier import")
    .option("--name <name>", "name of the study and its exam; default: the out folder's")
    .option("--language <code>", "language setting of the importer")
    .option("--set <field=value>", "another setting, its value in YAML, e.g. --set metric=acc_norm", collect, [])
    .option("--plugin <file>", "load your own plugin; may be given several times", collect, [])
    .action(async (format: string, path: string, flags: ImportFlags) => {
      const record = await importRun({
        format,
        path,
        outFolder: flags.out,
        workingFolder: process.cwd(),
        settings: {
          ...(flags.language === undefined ? {} : { language: flags.language }),
          ...Object.fromEntries(flags.set.map(parseSetting)),
        },
        ...(flags.name === undefined ? {} : { name: flags.name }),
        plugins: await loadOwnPlugins(flags.plugin),
      });
      console.log(describeImport(record, flags.out));
    });
}

/** What was imported, what was not, and how to go on. */
function describeImport({ counts, models, leftOut, facts }: ImportRecord, out: string): string {
  const table = drawTable({
    header: ["model", "replies", "scored at the source", "mean score there"],
    align: ["left", "right", "right", "right"],
    rows: models.map(({ model, replies, scored, meanSourceScore }) => [
      model,
      String(replies),
      String(scored),
      meanSourceScore === null ? "–" : meanSourceScore.toFixed(4),
    ]),
  });
  const without = counts.itemsWithoutReply === 0 ? "" : `, ${counts.itemsWithoutReply} of them without a reply`;
  const lines = [
    `${counts.items} items${without}; ${counts.replies} replies in ${counts.repeats} ${counts.repeats === 1 ? "run" : "runs"} at most`,
    "",
    table,
    "",
    ...leftOut.map(
      ({ reason, count, first }) => `left out ${count}: ${reason}${first[0] === "" ? "" : ` (${first[0]})`}`,
    ),
    ...Object.values(facts["choice by likelihood"] ?? []).map((note) => `note: ${note}`),
    `next: viva run ${out}/study.yaml --out ${out}/run`,
  ];
  return lines.join("\n");
}
