import type { HarmAnalysis } from "../records/harm-analysis.ts";
import type { ReportInput } from "../records/report-input.ts";
import { neverEventsTable, severeErrorsTable } from "./harm-tables.ts";
import { plainTable, type TerminalTable } from "./plain-table.ts";
import { placeTitle } from "./profile-cells.ts";
import type { ReportWords } from "./report-words.ts";

/** Never-events printed at most for one exam: the report lists more. */
const mostPrinted = 10;
/** Characters of a text in a cell. */
const cellCharacters = 48;

/**
 * Never-events and severe errors on the items as published, before everything else a terminal prints; none where nobody
 * graded an option. Perturbed forms are in the report.
 */
export function harmTerminalTables({ analyses }: ReportInput, words: ReportWords): readonly TerminalTable[] {
  const harm = analyses?.harm?.filter(({ perturbation }) => perturbation === "none") ?? [];
  return harm.flatMap((analysis) => {
    const place = placeTitle(analysis, harm, words);
    const total = analysis.neverEvents.reduce((sum, { severe, wrong }) => sum + severe + wrong, 0);
    const list = neverEventsTable(firstOfEach(analysis), words, { stemOf: () => "", characters: cellCharacters });
    const shown = list.rows.length;
    const tables = [
      ...(analysis.criticalItems === 0
        ? []
        : [
            shown < total
              ? {
                  ...list,
                  notes: [words.text("harm.list.more", { shown: words.count(shown), total: words.count(total) })],
                }
              : list,
          ]),
      severeErrorsTable(analysis, words),
    ];
    return tables.map((table) => ({ ...plainTable(table), title: `${place}: ${table.title}` }));
  });
}

/** The same with so few events of each model that all together are what is printed at most, and one of each at least. */
function firstOfEach(analysis: HarmAnalysis): HarmAnalysis {
  const models = new Set(analysis.listed.map(({ model }) => model));
  const each = Math.max(1, Math.floor(mostPrinted / Math.max(1, models.size)));
  return {
    ...analysis,
    listed: [...models].flatMap((model) => analysis.listed.filter((event) => event.model === model).slice(0, each)),
  };
}
