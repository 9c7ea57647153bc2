import {
  contaminationHtml,
  contaminationTerminalTables,
  exitCodes,
  leakingMarkedAnalysis,
  readContamination,
  readRunRecord,
  writeContamination,
} from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";
import { share, wholeNumber } from "../study-options.ts";
import { writePage } from "../write-page.ts";

interface ContaminationFlags {
  readonly corpus: readonly string[];
  readonly words?: number;
  readonly characters?: number;
  readonly mostItems?: number;
  readonly leastShare?: number;
  readonly exam?: string;
  readonly facts?: string;
  readonly out?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva contamination runs/x --corpus textbooks/ --out page.html` */
export function addContaminationCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("contamination")
    .description("Look for signs that models had met the items before: probes, option order, overlap with a corpus.")
    .argument("<folder>", "run folder")
    .option(
      "--corpus <path>",
      "file or folder of .txt, .md and .jsonl files to look for the items in; may be given several times",
      (path: string, before: readonly string[]) => [...before, path],
      [] as readonly string[],
    )
    .option("--words <n>", "words in a row that count as found; default: 13", wholeNumber)
    .option("--characters <n>", "the same in Chinese and Japanese, in characters; default: 30", wholeNumber)
    .option(
      "--most-items <n>",
      "runs that stand in more items than this are phrases of the exam; default: 3",
      wholeNumber,
    )
    .option("--least-share <share>", "an item overlaps where more than this share is found; default: 0, any", share)
    .option("--exam <name>", "only this exam; contamination.json is then not written")
    .option("--facts <path>", "file or folder of your own model facts, for the ends of training data")
    .option("--out <file>", "write an HTML page, too")
    .option("--strict", "exit 6 when a model is flagged")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the study's`)
    .action(async (folder: string, flags: ContaminationFlags) => {
      const { specification } = readRunRecord(folder);
      const language = languageOf(flags.language, () => specification["language"]);
      const { words, characters, mostItems, leastShare } = flags;
      const record = await readContamination(folder, {
        corpora: flags.corpus,
        overlap: {
          ...(words === undefined ? {} : { words }),
          ...(characters === undefined ? {} : { characters }),
          ...(mostItems === undefined ? {} : { mostItems }),
          ...(leastShare === undefined ? {} : { leastShare }),
        },
        ...(flags.exam === undefined ? {} : { exam: flags.exam }),
        ...(flags.facts === undefined ? {} : { ownFacts: flags.facts }),
      });
      const written = flags.exam === undefined ? [writeContamination(folder, record)] : [];
      const shown = leakingMarkedAnalysis(record, specification, language);
      if (flags.out !== undefined) {
        writePage(flags.out, contaminationHtml(shown, language));
        written.push(flags.out);
      }
      if (flags.json === true) {
        console.log(JSON.stringify(record, null, 2));
      } else {
        for (const table of contaminationTerminalTables(shown, language)) {
          printTable(table);
        }
        console.log(["", ...written.map((path) => `written: ${path}`)].join("\n"));
      }
      const flagged = record.panels.some(({ probes, order, completion }) =>
        [...probes, order, completion].some(({ models }) => models.some((line) => line.flagged)),
      );
      if (flags.strict === true && flagged) {
        setExitCode(exitCodes.gate);
      }
    });
}
