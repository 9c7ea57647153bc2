import type { ContaminationPanel } from "../records/contamination.ts";
import { type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** What a person writes to get what is missing. */
const settings = {
  "options-only": "perturbations: [options-only]",
  "stem-only": "perturbations: [stem-only]",
  order: "perturbations: [shuffle-options]",
  completion: "perturbations: [masked-option]",
  corpus: "--corpus",
  date: "date",
} as const;

/** Signs that the run cannot show, why, and what would be needed; none where it shows all. */
export function missingTable(panel: ContaminationPanel, words: ReportWords): readonly ReportTable[] {
  const { probes, order, completion, overlap, cutoff } = panel;
  const add = (setting: keyof typeof settings): string =>
    words.text("contamination.addPerturbation", { setting: settings[setting] });
  const rows = [
    ...probes.flatMap(({ probe, why }) =>
      why === null ? [] : [[words.text(`contamination.part.${probe}`), why, add(probe)] as const],
    ),
    ...(order.why === null ? [] : [[words.text("contamination.part.order"), order.why, add("order")] as const]),
    ...(completion.why === null
      ? []
      : [[words.text("contamination.part.completion"), completion.why, add("completion")] as const]),
    ...(overlap === null
      ? [
          [
            words.text("contamination.part.overlap"),
            "no corpus was named",
            words.text("contamination.addCorpus", { setting: settings.corpus }),
          ] as const,
        ]
      : []),
    ...(cutoff.length === 0
      ? [
          [
            words.text("contamination.part.cutoff"),
            panel.datedItems === 0 ? "no item has a date" : "no model can be placed",
            words.text("contamination.addDates", { setting: settings.date }),
          ] as const,
        ]
      : []),
  ];
  return rows.length === 0
    ? []
    : [
        {
          title: words.text("contamination.missing"),
          columns: [
            wordColumn(""),
            wordColumn(words.text("contamination.because")),
            wordColumn(words.text("contamination.add")),
          ],
          rows: rows.map(([part, why, what]) => [{ text: part }, { text: words.named("why", why) }, { text: what }]),
          notes: [],
        },
      ];
}
