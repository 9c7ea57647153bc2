import { createHash } from "node:crypto";
import { answerBlocks, estimateBlocks } from "../figures/estimate-blocks.ts";
import { singleLine } from "../figures/printable-text.ts";
import { stratumTables } from "../figures/stratum-tables.ts";
import type { ReportInput } from "../records/report-input.ts";
import { freeTextParts } from "./free-text-tables.ts";
import { analysisSections } from "./html/analysis-sections.ts";
import { escapeHtml } from "./html/escape-html.ts";
import { freeTextSection } from "./html/free-text-section.ts";
import { harmSection } from "./html/harm-section.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { htmlTable } from "./html/html-table.ts";
import { paragraph, section } from "./html/page-parts.ts";
import { pageScript } from "./html/page-script.ts";
import { pageStyle } from "./html/page-style.ts";
import { repliesSection } from "./html/replies-section.ts";
import { headlineBlocks, outcomesBlocks, sensitivityBlocks } from "./html/result-sections.ts";
import { severalBlocks, severalChecks } from "./html/several-sections.ts";
import { heatmapBlocks, heatmapTitle, strataBlocks } from "./html/strata-sections.ts";
import { leakingMarkedInput } from "./mark-leaking-arms.ts";
import { bannerTexts, footerText, noteTexts, readingTexts } from "./page-texts.ts";
import { publishedTable } from "./published-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { reviewTables } from "./review-tables.ts";
import { examsTable, modelsTable } from "./run-tables.ts";

/** A report without analyses. */
const noSections = { models: [], exam: [] };

/** The page's language as HTML names it. */
const pageLanguages: Readonly<Record<ReportInput["language"], string>> = { en: "en", zh: "zh-Hans", es: "es" };

/**
 * The report as one HTML file that needs nothing else: style, script, figures and replies are inside, and its security
 * policy forbids every request and every script but the one whose hash it names. It opens from disk, in light and dark,
 * on narrow screens and on paper. Same input, same bytes.
 *
 * A report over several runs tells what they have in common and each run's checks; breakdowns stand in the profiles, and
 * replies in the runs' own reports.
 */
export function htmlReport(gathered: ReportInput): string {
  const words = reportWords(gathered.language);
  const input = leakingMarkedInput(gathered, words);
  const blocks = estimateBlocks(input.estimates);
  const answers = answerBlocks(blocks);
  const strata = blocks.map((block) => ({ block, tables: stratumTables(input.estimates, block, input.strata) }));
  const published = publishedTable(input, words);
  const nextId = createFigureIds();
  const analysed =
    input.analyses === null ? noSections : analysisSections(input.analyses, words, input.withheld, nextId);
  const { several } = input;
  const texts = freeTextParts(input, words);
  const sections = [
    ...(input.analyses?.harm === undefined
      ? []
      : [{ id: "harm", title: words.text("harm.section"), body: harmSection(input.analyses, words) }]),
    ...(several === undefined
      ? []
      : [{ id: "runs", title: words.text("several.section"), body: severalBlocks(several, words) }]),
    {
      id: "results",
      title: words.text("section.results"),
      body: [
        headlineBlocks(answers, input, words, nextId),
        notes(input, words),
        htmlTable(examsTable(input, words)),
      ].join("\n"),
    },
    ...(published === null
      ? []
      : [{ id: "published", title: words.text("section.published"), body: htmlTable(published) }]),
    ...(texts.length === 0
      ? []
      : [{ id: "texts", title: words.text("freeText.section"), body: freeTextSection(texts, words) }]),
    ...analysed.models,
    ...(several === undefined
      ? [
          { id: "heatmap", title: heatmapTitle(strata, words), body: heatmapBlocks(strata, input, words, nextId) },
          { id: "strata", title: words.text("section.strata"), body: strataBlocks(strata, input, words) },
        ]
      : []),
    { id: "outcomes", title: words.text("section.outcomes"), body: outcomesBlocks(answers, input, words, nextId) },
    ...(several === undefined
      ? [{ id: "sensitivity", title: words.text("section.sensitivity"), body: sensitivityBlocks(input, words) }]
      : [{ id: "checks", title: words.text("section.checks"), body: severalChecks(several, words) }]),
    ...analysed.exam,
    ...(input.review === undefined
      ? []
      : [
          {
            id: "review",
            title: words.text("review.section"),
            body: reviewTables(input.review, words)
              .map((table) => htmlTable(table))
              .join("\n"),
          },
        ]),
    { id: "models", title: words.text("section.models"), body: htmlTable(modelsTable(input, words)) },
    ...(several === undefined
      ? [{ id: "replies", title: words.text("section.replies"), body: repliesSection(input, words) }]
      : []),
    {
      id: "reading",
      title: words.text("section.reading"),
      body: readingTexts(input, words)
        .map((text) => paragraph(text))
        .join("\n"),
    },
  ];
  const name = escapeHtml(singleLine(input.studyName));
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`).join("");
  return `<!DOCTYPE html>
<html lang="${pageLanguages[input.language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${name} – ${escapeHtml(words.text("page.title"))}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#results">${escapeHtml(words.text("page.skip"))}</a>
<header class="masthead">
<p class="kicker">${escapeHtml(words.text("page.title"))}</p>
<h1><bdi>${name}</bdi></h1>
${banner(input, words)}
</header>
<nav aria-label="${escapeHtml(words.text("page.contents"))}"><div><ul>${links}</ul><button type="button" id="theme" aria-label="${escapeHtml(words.text("page.theme"))}" hidden>${escapeHtml(words.text("page.themeShort"))}</button></div></nav>
<main>
${sections.map(({ id, title, body }) => section(id, title, body)).join("\n")}
</main>
<footer>${paragraph(footerText(input, words))}</footer>
<script>${pageScript}</script>
</body>
</html>
`;
}

function securityPolicy(): string {
  const hash = createHash("sha256").update(pageScript).digest("base64");
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    `script-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function banner(input: ReportInput, words: ReportWords): string {
  const texts = bannerTexts(input, words);
  return texts === null
    ? ""
    : `<div class="banner" role="note"><p><strong>${escapeHtml(texts.title)}</strong> ${escapeHtml(texts.body)}</p></div>`;
}

function notes(input: ReportInput, words: ReportWords): string {
  const texts = noteTexts(input, words);
  if (texts.length === 0) {
    return "";
  }
  const entries = texts.map((note) => `<li>${escapeHtml(note)}</li>`).join("");
  return `<aside class="notes" aria-labelledby="notes-title"><h3 id="notes-title">${escapeHtml(words.text("notes.title"))}</h3><ul>${entries}</ul></aside>`;
}
