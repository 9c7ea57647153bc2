import { answerBlocks, type EstimateBlock, estimateBlocks } from "../figures/estimate-blocks.ts";
import { singleLine } from "../figures/printable-text.ts";
import { smallCellItems } from "../figures/specialty-level-heatmap.ts";
import { type StratumTable, stratumTables } from "../figures/stratum-tables.ts";
import type { ReportInput } from "../records/report-input.ts";
import { analysisTables } from "./analysis-tables.ts";
import { blockTitle } from "./estimate-cells.ts";
import { freeTextTables } from "./free-text-tables.ts";
import { allHarmTables } from "./harm-tables.ts";
import { headlineTable } from "./headline-table.ts";
import { leakingMarkedInput } from "./mark-leaking-arms.ts";
import { escapeMarkdown, markdownTable, titledMarkdownTable } from "./markdown-table.ts";
import { outcomeTable } from "./outcome-table.ts";
import { bannerTexts, footerText, noteTexts, readingTexts } from "./page-texts.ts";
import { publishedTable } from "./published-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { reviewTables } from "./review-tables.ts";
import { examsTable, modelsTable } from "./run-tables.ts";
import { sensitivityTables } from "./sensitivity-table.ts";
import { severalChecksTables, severalTables } from "./several-tables.ts";
import { strataTable } from "./strata-table.ts";

/**
 * The report as GitHub-flavoured Markdown: every table of the page, without figures and without the replies.
 * Names from the data are escaped, so they can form neither markup nor a table's edge.
 */
export function markdownReport(gathered: ReportInput): string {
  const words = reportWords(gathered.language);
  const input = leakingMarkedInput(gathered, words);
  const blocks = estimateBlocks(input.estimates);
  const strata = blocks.map((block) => ({ block, tables: stratumTables(input.estimates, block, input.strata) }));
  const answers = answerBlocks(blocks);
  const outcomes = answers.flatMap((block) => outcomeTable(block, input, words) ?? []);
  const sensitivity = sensitivityTables(input, words);
  const banner = bannerTexts(input, words);
  const notes = noteTexts(input, words);
  const published = publishedTable(input, words);
  const { several } = input;
  const texts = freeTextTables(input, words);
  const parts = [
    `# ${escapeMarkdown(singleLine(input.studyName))}: ${words.text("page.title")}`,
    ...(banner === null ? [] : [`> **${banner.title}** ${banner.body}`]),
    ...(input.analyses?.harm === undefined
      ? []
      : [
          `## ${words.text("harm.section")}`,
          words.text("harm.intro"),
          ...allHarmTables(input.analyses, words).flatMap(titledMarkdownTable),
        ]),
    ...(several === undefined
      ? []
      : [`## ${words.text("several.section")}`, ...severalTables(several, words).flatMap(titledMarkdownTable)]),
    markdownTable(examsTable(input, words)),
    `## ${words.text("section.results")}`,
    ...(blocks.length === 0 ? [words.text("results.none")] : [words.text("results.caption")]),
    ...answers.flatMap((block) => titledMarkdownTable(headlineTable(block, input, words))),
    ...(blocks.some((block) => block.models.length > 1) ? [words.text("results.overlap")] : []),
    ...(notes.length === 0
      ? []
      : [`## ${words.text("notes.title")}`, notes.map((note) => `- ${escapeMarkdown(note)}`).join("\n")]),
    ...(published === null ? [] : [`## ${words.text("section.published")}`, ...titledMarkdownTable(published)]),
    ...(texts.length === 0
      ? []
      : [`## ${words.text("freeText.section")}`, words.text("freeText.intro"), ...texts.flatMap(titledMarkdownTable)]),
    ...(several === undefined ? strataParts(strata, input, words) : []),
    ...(input.analyses === null ? [] : analysisTables(input.analyses, words, input.withheld)).flatMap(
      ({ title, tables }) => [`## ${escapeMarkdown(title)}`, ...tables.flatMap(titledMarkdownTable)],
    ),
    `## ${words.text("section.outcomes")}`,
    words.text("outcomes.intro"),
    ...outcomes.flatMap(titledMarkdownTable),
    ...(several === undefined
      ? [
          `## ${words.text("section.sensitivity")}`,
          words.text(sensitivity.length === 0 ? "sensitivity.none" : "sensitivity.intro"),
          ...sensitivity.flatMap(titledMarkdownTable),
        ]
      : [
          `## ${words.text("section.checks")}`,
          words.text("several.checks"),
          ...severalChecksTables(several, words).flatMap(titledMarkdownTable),
        ]),
    ...(input.review === undefined
      ? []
      : [`## ${words.text("review.section")}`, ...reviewTables(input.review, words).flatMap(titledMarkdownTable)]),
    `## ${words.text("section.models")}`,
    markdownTable(modelsTable(input, words)),
    `## ${words.text("section.reading")}`,
    ...readingTexts(input, words),
    `---\n\n${escapeMarkdown(footerText(input, words))}`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function strataParts(
  strata: readonly { readonly block: EstimateBlock; readonly tables: readonly StratumTable[] }[],
  input: ReportInput,
  words: ReportWords,
): readonly string[] {
  const limit = words.count(smallCellItems);
  return [
    `## ${words.text("section.strata")}`,
    words.text(strata.every(({ tables }) => tables.length === 0) ? "strata.none" : "strata.intro", { limit }),
    ...strata.flatMap(({ block, tables }) =>
      tables.flatMap((table) => {
        const drawn = strataTable(table, block, words);
        return titledMarkdownTable({ ...drawn, title: `${blockTitle(block, input, words)}: ${drawn.title}` });
      }),
    ),
  ];
}
