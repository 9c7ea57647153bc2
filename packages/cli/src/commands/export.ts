import { exporters, exportRun, UsageError } from "@viva/core";
import type { Command } from "commander";
import type { SetExitCode } from "../main.ts";
import { parseSetting } from "../parse-setting.ts";
import { collect } from "../study-options.ts";

const formats = Object.keys(exporters);
const languages = ["en", "zh", "es"] as const;
/** Files named one by one; of more, only the first are. */
const shownFiles = 10;

interface ExportFlags {
  readonly out: string;
  readonly set: readonly string[];
  readonly withhold?: string;
  readonly language?: string;
}

/** `viva export lm-eval runs/x --out shared/x` */
export function addExportCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("export")
    .description("Write a finished run in the layout of another tool, for sharing and publishing.")
    .argument("<format>", `layout: ${formats.join(", ")}`)
    .argument("<folder>", "run folder")
    .requiredOption("--out <folder>", "folder to write into; files of the same names are replaced")
    .option(
      "--set <field=value>",
      "a setting of the layout (docs/exporting.md), its value in YAML, e.g. --set organisation=Clinic",
      collect,
      [],
    )
    .option("--withhold <what>", 'with "items": hashes and scores only')
    .option("--language <code>", `language of tables: ${languages.join(", ")}; default: the study's`)
    .action(async (format: string, folder: string, flags: ExportFlags) => {
      const language = languages.find((code) => code === flags.language);
      if (flags.language !== undefined && language === undefined) {
        throw new UsageError("ARGUMENT_INVALID", `--language ${flags.language}: known are ${languages.join(", ")}`);
      }
      if (flags.withhold !== undefined && flags.withhold !== "items") {
        throw new UsageError("ARGUMENT_INVALID", `--withhold ${flags.withhold}: known is items`);
      }
      const { files, notes } = await exportRun(format, folder, flags.out, {
        settings: Object.fromEntries(flags.set.map(parseSetting)),
        ...(flags.withhold === undefined ? {} : { withholdItems: true }),
        ...(language === undefined ? {} : { language }),
      });
      for (const file of files.slice(0, shownFiles)) {
        console.log(file);
      }
      const rest = files.length - shownFiles;
      console.log(`${rest > 0 ? `… ${rest} more. ` : ""}${files.length} files in ${flags.out}`);
      for (const note of notes) {
        console.error(`note: ${note}`);
      }
    });
}
