import type { ReportInput } from "../records/report-input.ts";

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const formatVersion = 1;

/**
 * The report's numbers as one JSON document with a format name and version: everything of the record but the replies
 * (`answers.jsonl` and `completions.jsonl` of the run folder hold all of them), the single items' statistics
 * (`item-analysis.json`) and robustness (`robustness.json`). Rates are 0–1; lone surrogates and control characters are
 * escaped, so the text is valid UTF-8.
 */
export function jsonReport(input: ReportInput): string {
  const { samples: _samples, sampleRule: _sampleRule, analyses, ...rest } = input;
  const { items: _items, stems: _stems, robustness: _robustness, ...kept } = analyses ?? { items: [], stems: {} };
  const document = { format: "viva-report", formatVersion, ...rest, analyses: analyses === null ? null : kept };
  return `${JSON.stringify(document, null, 2)}\n`;
}
