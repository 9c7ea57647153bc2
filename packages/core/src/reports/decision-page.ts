import { singleLine } from "../figures/printable-text.ts";
import type { Decision, DecisionPage, Unknown } from "../records/decision.ts";
import { decisionTables } from "./decision-tables.ts";
import { escapeHtml } from "./html/escape-html.ts";
import { htmlTable } from "./html/html-table.ts";
import { paragraph, section } from "./html/page-parts.ts";
import { plainPage } from "./html/plain-page.ts";
import { levelPercent } from "./pairs-numbers.ts";
import { plainTable } from "./plain-table.ts";
import { placeTitle } from "./profile-cells.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** Changed items that a terminal lists. */
const mostFlips = 20;

/** How a person makes known what is not. */
const flags: Readonly<Partial<Record<Unknown, string>>> = {
  mark: "--pass-mark",
  reference: "--reference",
  margin: "--margin",
  previous: "--previous",
  strata: "strata",
  audit: "viva audit",
};

/** The page as tables for a terminal; what is not known stands in the last one of each. */
export function decisionTerminalTables(
  page: DecisionPage,
  language: DecisionPage["language"] = page.language,
): readonly TerminalTable[] {
  const words = reportWords(language);
  return page.decisions.flatMap((decision): readonly TerminalTable[] => {
    const title = decisionTitle(decision, page, words);
    const [findings, ...others] = decisionTables(decision, words, mostFlips).map(plainTable);
    return [
      ...(findings === undefined
        ? []
        : [{ ...findings, title, notes: [criteriaText(decision, words), ...findings.notes] }]),
      ...others,
      {
        title: words.text("decision.unknown"),
        header: [""],
        align: ["left"],
        rows: unknownTexts(decision, words).map((text) => [text]),
        notes: [],
      },
    ];
  });
}

/**
 * The page as one HTML file that needs nothing else and runs no script; light or dark as the reader's system is. Same
 * input, same bytes.
 */
export function decisionHtml(page: DecisionPage, language: DecisionPage["language"] = page.language): string {
  const words = reportWords(language);
  const title = words.text("decision.title", { model: singleLine(page.model), exam: singleLine(page.exam) });
  const sections = page.decisions.map((decision, at) => {
    const body = [
      paragraph(criteriaText(decision, words)),
      ...decisionTables(decision, words).map((table) => htmlTable(table)),
      `<aside class="notes" aria-labelledby="unknown-${at}"><h3 id="unknown-${at}">${escapeHtml(words.text("decision.unknown"))}</h3><ul>${unknownTexts(
        decision,
        words,
      )
        .map((text) => `<li>${escapeHtml(text)}</li>`)
        .join("")}</ul></aside>`,
    ];
    return section(`decision-${at}`, placeTitle(decision, page.decisions, words), body.join("\n"));
  });
  return plainPage({
    language,
    title,
    kicker: words.text("decision.kicker"),
    lead: words.text("decision.lead"),
    sections,
    footer: runsText(page, words),
  });
}

function decisionTitle(decision: Decision, page: DecisionPage, words: ReportWords): string {
  const exam = placeTitle(decision, page.decisions, words);
  return words.text("decision.title", { model: singleLine(decision.model), exam });
}

function criteriaText({ criteria }: Decision, words: ReportWords): string {
  const { passMark, reference, margin, alpha } = criteria;
  const list = [
    ...(passMark === null ? [] : [words.text("decision.criterion.mark", { mark: levelPercent(passMark, words) })]),
    ...(reference === null || margin === null
      ? []
      : [
          words.text("decision.criterion.margin", {
            reference: singleLine(reference),
            margin: words.decimal(margin * 100, 1),
            alpha: levelPercent(alpha, words),
          }),
        ]),
  ];
  return words.text("decision.criteria", {
    list: list.length === 0 ? words.text("decision.criterion.none") : words.list(list),
  });
}

function unknownTexts({ unknown }: Decision, words: ReportWords): readonly string[] {
  return unknown.map((what) => words.text(`decision.unknown.${what}`, { flag: flags[what] ?? "" }));
}

function runsText({ runs }: DecisionPage, words: ReportWords): string {
  const list = runs.map(({ name, specificationHash, viva, createdAt }) =>
    words.text("decision.run", {
      name: singleLine(name),
      hash: singleLine(specificationHash),
      viva: singleLine(viva),
      date: singleLine(createdAt.slice(0, 10)),
    }),
  );
  return words.text("decision.runs", { list: words.list(list) });
}
