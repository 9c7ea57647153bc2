import {
  knowledgeHtml,
  knowledgeTerminalTables,
  noKnowledgeText,
  readItemTexts,
  readKnowledge,
  readRunRecord,
} from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import { languageOf, languages } from "../report-language.ts";
import { writePage } from "../write-page.ts";

interface KnowledgeReportFlags {
  readonly exam?: string;
  readonly graph?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva knowledge report runs/a --out knowledge.html` */
export function addKnowledgeReport(knowledge: Command): void {
  knowledge
    .command("report")
    .description("Say whether what a run looked up helped each model, where it harmed, and whether it was used.")
    .argument("<folder>", "run folder")
    .option("--exam <name>", "only this exam")
    .option("--graph <path>", "the graph of the run's seeds, where it is not where the study has it")
    .option("--out <file>", "write the analysis as an HTML page too")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the study's`)
    .action(report);
}

async function report(folder: string, { exam, graph, out, json, ...flags }: KnowledgeReportFlags): Promise<void> {
  const record = readRunRecord(folder);
  const language = languageOf(flags.language, () => record.specification["language"]);
  const analyses = await readKnowledge(folder, {
    ...(exam === undefined ? {} : { exam }),
    ...(graph === undefined ? {} : { graph }),
  });
  const texts = await readItemTexts(folder, record.specification["withholdItems"] === true);
  const stemsOf = (of: string): ReadonlyMap<string, string> =>
    new Map([...(texts.get(of) ?? [])].map(([id, { beginning }]) => [id, beginning]));
  if (out !== undefined) {
    writePage(out, knowledgeHtml({ run: record.name, analyses, stemsOf }, language));
  }
  if (json === true) {
    console.log(JSON.stringify(analyses, null, 2));
    return;
  }
  if (analyses.length === 0) {
    console.log(noKnowledgeText(language));
  }
  for (const table of knowledgeTerminalTables(analyses, language, stemsOf)) {
    printTable(table);
  }
  if (out !== undefined) {
    console.log(`\npage: ${out}`);
  }
}
