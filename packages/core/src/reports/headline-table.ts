import {
  type BlockModel,
  type EstimateBlock,
  estimateBlocks,
  formBlocks,
  marksForm,
} from "../figures/estimate-blocks.ts";
import { singleLine } from "../figures/printable-text.ts";
import type { ReportInput } from "../records/report-input.ts";
import { blockTitle, levelText, reasonCounts, whyNotes } from "./estimate-cells.ts";
import { headlineRanks } from "./headline-ranks.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/**
 * The leaderboard of one block: a line for each model, best accuracy first, with rank and tied set. Measures that no
 * model of the block has get no column. Where replies were asked to have a form, how they kept to it stands beside.
 */
export function headlineTable(block: EstimateBlock, input: ReportInput, words: ReportWords): ReportTable {
  const accuracies = block.models.flatMap((entry) => (entry.accuracy === undefined ? [] : [entry.accuracy]));
  const methods = [...new Set(accuracies.filter((row) => row.low !== null).map((row) => row.method))];
  const bounds = block.models.some((entry) => boundsOf(entry) !== undefined);
  const audited = block.models.some((entry) => entry.measures.has("accuracy:audited"));
  const corrected = block.models.some(({ measures }) => measures.has("chance-corrected-accuracy"));
  const f1 = block.models.some(({ measures }) => measures.has("weighted-f1"));
  const ranks = headlineRanks(block, input, words);
  const net = block.models.some(({ measures }) => measures.has("net-points"));
  const forms = input.scorers.some((scorer) => marksForm({ scorer }))
    ? formBlocks(block, estimateBlocks(input.estimates))
    : [];
  return {
    title: blockTitle(block, input, words),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(pointsHead(block, words)),
      numberColumn(words.text("column.interval", { level: levelText(accuracies, words) })),
      numberColumn(words.text("column.items")),
      numberColumn(words.text("leaderboard.rank")),
      wordColumn(words.text("leaderboard.tied")),
      ...(corrected ? [numberColumn(words.text("column.chanceCorrected"))] : []),
      ...(f1 ? [numberColumn(words.text("column.weightedF1"))] : []),
      ...forms.map((form) => numberColumn(pointsHead(form, words))),
      numberColumn(words.text("column.unreadable")),
      ...(net ? [numberColumn(words.text("column.netPoints"))] : []),
      ...(bounds ? [numberColumn(words.text("column.bounds"))] : []),
      ...(audited ? [numberColumn(words.text("column.misread")), numberColumn(words.text("column.audited"))] : []),
      wordColumn(words.text("column.leftOut")),
    ],
    rows: block.models.map((entry) => [
      { text: singleLine(entry.model) },
      { text: words.percent(entry.accuracy?.value ?? null) },
      { text: entry.accuracy === undefined ? "–" : words.interval(entry.accuracy) || "–" },
      { text: entry.accuracy === undefined ? "–" : words.count(entry.accuracy.nItems) },
      ...ranks.cellsOf(entry.model),
      ...(corrected ? [rateCell(entry, "chance-corrected-accuracy", words)] : []),
      ...(f1 ? [rateCell(entry, "weighted-f1", words)] : []),
      ...forms.map((form) => formCell(form, entry, words)),
      rateCell(entry, "rate:unreadable", words),
      ...(net ? [rateCell(entry, "net-points", words)] : []),
      ...(bounds ? [{ text: boundsText(entry, words) }] : []),
      ...(audited ? [rateCell(entry, "rate:misread", words), rateCell(entry, "accuracy:audited", words)] : []),
      { text: reasonCounts(entry.accuracy?.excluded ?? {}, words) },
    ]),
    notes: [
      ...ranks.notes,
      ...(methods.length === 0
        ? []
        : [words.text("results.methods", { methods: words.list(methods.map((name) => words.named("method", name))) })]),
      ...repeatNotes(block, words),
      ...auditNotes(block, words),
      ...whyNotes(
        block.models.map((entry) => entry.accuracy),
        words,
      ),
    ],
  };
}

/** What the points of a block say. */
function pointsHead({ scorer }: EstimateBlock, words: ReportWords): string {
  return scorer === "adherence-strict" || scorer === "adherence-loose" || scorer === "joint"
    ? words.text(`column.${scorer}`)
    : words.text("column.accuracy");
}

/** How the same replies of a model kept to the form. */
function formCell(form: EstimateBlock, { model }: BlockModel, words: ReportWords): ReportCell {
  const found = form.models.find((other) => other.model === model);
  return found === undefined ? { text: "–" } : rateCell(found, "accuracy", words);
}

function rateCell(entry: BlockModel, measure: string, words: ReportWords): ReportCell {
  const estimate = entry.measures.get(measure);
  if (estimate === undefined) {
    return { text: "–" };
  }
  const interval = words.interval(estimate);
  return { text: words.percent(estimate.value), ...(interval === "" ? {} : { detail: interval }) };
}

function boundsOf(entry: BlockModel): readonly [number, number] | undefined {
  const worst = entry.measures.get("accuracy:worst")?.value ?? null;
  const best = entry.measures.get("accuracy:best")?.value ?? null;
  return worst === null || best === null ? undefined : [worst, best];
}

function boundsText(entry: BlockModel, words: ReportWords): string {
  const bounds = boundsOf(entry);
  return bounds === undefined ? "–" : `${words.percent(bounds[0])} – ${words.percent(bounds[1])}`;
}

/** How many replies a person read, and which accuracies the audit could not correct. */
function auditNotes(block: EstimateBlock, words: ReportWords): readonly string[] {
  const corrected = block.models.flatMap((entry) => entry.measures.get("accuracy:audited") ?? []);
  const counts = block.models.flatMap((entry) => {
    const rate = entry.measures.get("rate:misread");
    return rate === undefined ? [] : [words.pair(singleLine(entry.model), words.count(rate.nCalls))];
  });
  return corrected.length === 0
    ? []
    : [words.text("results.audited", { list: words.list(counts) }), ...whyNotes(corrected, words)];
}

/** Where items were asked more than once or belong together, n alone would hide it. */
function repeatNotes(block: EstimateBlock, words: ReportWords): readonly string[] {
  const texts = block.models.flatMap(({ accuracy }) =>
    accuracy === undefined || (accuracy.nCalls === accuracy.nItems && accuracy.nClusters === accuracy.nItems)
      ? []
      : [
          words.text("results.replies", {
            items: words.count(accuracy.nItems),
            replies: words.count(accuracy.nCalls),
            clusters: words.count(accuracy.nClusters),
          }),
        ],
  );
  const distinct = [...new Set(texts)];
  return distinct.length === 0 ? [] : [words.text("results.n", { list: distinct.join("; ") })];
}
