import { type BlockModel, type EstimateBlock, estimateBlocks } from "../figures/estimate-blocks.ts";
import { printableText } from "../figures/printable-text.ts";
import type { ReportInput } from "../records/report-input.ts";
import { blockTitle } from "./estimate-cells.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { missingCalls } from "./run-tables.ts";

/** What a JUnit report is held against. */
export interface JunitSettings {
  /** Least accuracy that passes, 0–1; null lets every estimable accuracy pass. */
  readonly failUnder: number | null;
}

/**
 * The run as JUnit XML for a build server: a suite for each exam (× arm × perturbation × scorer where there are
 * several), a test case for each model. A case fails when the point estimate of the overall accuracy is below
 * `failUnder`, and is an error when it cannot be estimated. An unfinished run adds one case that is an error, so that
 * it never passes as a finished one. Times are left out: they would differ between runs of the same data.
 */
export function junitReport(input: ReportInput, settings: JunitSettings): string {
  const words = reportWords(input.language);
  const suites = [
    ...estimateBlocks(input.estimates).map((block) => examSuite(block, input, settings, words)),
    ...(input.complete ? [] : [unfinishedSuite(input, words)]),
  ];
  const total = (count: (suite: Suite) => number) => suites.reduce((sum, suite) => sum + count(suite), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(input.studyName)}" tests="${total((suite) => suite.cases.length)}" failures="${total(
      failures,
    )}" errors="${total(errors)}">`,
    ...suites.flatMap(drawSuite),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Case {
  readonly name: string;
  readonly problem: { readonly kind: "failure" | "error"; readonly type: string; readonly message: string } | null;
  readonly output: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

const failures = (suite: Suite) => suite.cases.filter((entry) => entry.problem?.kind === "failure").length;
const errors = (suite: Suite) => suite.cases.filter((entry) => entry.problem?.kind === "error").length;

function examSuite(block: EstimateBlock, input: ReportInput, settings: JunitSettings, words: ReportWords): Suite {
  return {
    name: blockTitle(block, input, words),
    cases: block.models.map((entry) => ({
      name: entry.model,
      problem: problemOf(entry, settings, words),
      output: outputOf(entry, words),
    })),
  };
}

function problemOf(entry: BlockModel, { failUnder }: JunitSettings, words: ReportWords): Case["problem"] {
  const value = entry.accuracy?.value ?? null;
  if (value === null) {
    const why = entry.accuracy?.why;
    const message = `${words.text("junit.notEstimable")}${why === undefined ? "" : `: ${why}`}`;
    return { kind: "error", type: "not-estimable", message };
  }
  if (failUnder === null || value >= failUnder) {
    return null;
  }
  // One decimal would print 59.96 % as "60.0 % is below 60.0 %".
  const percent = (rate: number) => `${words.decimal(rate * 100, 3)}${words.language === "es" ? "\u00a0" : ""}%`;
  const message = words.text("junit.below", { value: percent(value), limit: percent(failUnder) });
  return { kind: "failure", type: "accuracy", message };
}

function outputOf(entry: BlockModel, words: ReportWords): string {
  const { accuracy } = entry;
  if (accuracy === undefined) {
    return "";
  }
  const value = `${words.text("column.accuracy")} ${words.percent(accuracy.value)} ${words.interval(accuracy)}`.trim();
  return `${value}, n = ${words.count(accuracy.nItems)}`;
}

function unfinishedSuite(input: ReportInput, words: ReportWords): Suite {
  const { missing, planned } = missingCalls(input);
  const message = words.text("junit.unfinished", { missing: words.count(missing), planned: words.count(planned) });
  const problem = { kind: "error", type: "unfinished", message } as const;
  return { name: input.studyName, cases: [{ name: words.text("junit.finished"), problem, output: "" }] };
}

function drawSuite(suite: Suite): readonly string[] {
  const name = escapeXml(suite.name);
  return [
    `  <testsuite name="${name}" tests="${suite.cases.length}" failures="${failures(suite)}" errors="${errors(suite)}">`,
    ...suite.cases.flatMap((entry) => [
      `    <testcase classname="${name}" name="${escapeXml(entry.name)}">`,
      ...(entry.problem === null
        ? []
        : [
            `      <${entry.problem.kind} type="${entry.problem.type}" message="${escapeXml(entry.problem.message)}"/>`,
          ]),
      ...(entry.output === "" ? [] : [`      <system-out>${escapeXml(entry.output)}</system-out>`]),
      "    </testcase>",
    ]),
    "  </testsuite>",
  ];
}

/** Text for XML 1.0, in an attribute or between tags: characters XML forbids are replaced, line breaks kept as references. */
function escapeXml(text: string): string {
  return printableText(text)
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/"/gu, "&quot;")
    .replace(/[\t\n\r]/gu, (space) => `&#${space.charCodeAt(0)};`);
}
