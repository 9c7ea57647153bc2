import { singleLine } from "../figures/printable-text.ts";
import type { AccuracyFront, ArchitectureTest, FactsAnalysis } from "../records/facts-analysis.ts";
import { coefficientCell, leftOutNotes, rateCell } from "./facts-cells.ts";
import { differenceCell, pointsText, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Mixtures of experts against dense models: means, difference in points and relative, dominance, tests. */
export function architectureTable({ architecture, models }: FactsAnalysis, words: ReportWords): ReportTable {
  const { mixtures, dense, difference, relative, cliffsDelta, relabelled } = architecture;
  const group = (of: typeof mixtures): ReportCell => {
    const cell = rateCell(of.mean, words);
    const size = words.text("facts.groupSize", {
      models: words.count(of.models.length),
      families: words.count(of.nFamilies),
    });
    return { text: cell.text, detail: [cell.detail ?? "", size].filter((part) => part !== "").join(" ") };
  };
  const rows: (readonly [string, ReportCell])[] = [
    [words.text("facts.mixtureMean"), group(mixtures)],
    [words.text("facts.denseMean"), group(dense)],
    [words.text("facts.differencePoints"), differenceCell(difference, words)],
    [words.text("facts.differenceRelative"), relativeCell(relative, words)],
    [words.text("facts.cliffsDelta"), coefficientCell(cliffsDelta, words)],
    [words.text("facts.permutation"), testCell(architecture.test, words)],
    [words.text("facts.familyPermutation"), testCell(architecture.familyTest, words)],
    ...(relabelled === null ? [] : [[words.text("facts.relabelled"), relabelledCell(relabelled, words)] as const]),
  ];
  const why = [difference.why, cliffsDelta.why].find((reason) => reason !== undefined);
  return {
    title: words.text("facts.architectures"),
    columns: [wordColumn(words.text("facts.quantity")), numberColumn(words.text("facts.value"))],
    rows: rows.map(([name, cell]) => [{ text: name }, cell]),
    notes: [
      words.text("facts.architectureNote"),
      ...(why === undefined || models.length === 0 ? [] : [words.text("value.why", { list: words.named("why", why) })]),
      ...leftOutNotes(architecture.leftOut, words),
    ],
  };
}

/** A share with its sign, an interval that may be open above. */
function relativeCell(
  { value, low, high }: { value: number | null; low: number | null; high: number | null },
  words: ReportWords,
): ReportCell {
  if (value === null) {
    return { text: words.text("value.notEstimable") };
  }
  const text = `${value > 0 ? "+" : ""}${words.percent(value)}`;
  if (low === null) {
    return { text };
  }
  const open = `[${words.decimal(low * 100, 1)}${words.language === "es" ? "; " : ", "}∞)`;
  return { text, detail: high === null ? open : words.interval({ low, high }) };
}

function testCell(test: ArchitectureTest | null, words: ReportWords): ReportCell {
  if (test === null) {
    return { text: words.text("value.notEstimable") };
  }
  const key = test.method === "exact" ? "facts.exact" : "facts.drawn";
  return { text: pText(test.p, words), detail: `(${words.text(key, { count: words.count(test.arrangements) })})` };
}

function relabelledCell(
  { least, greatest }: NonNullable<FactsAnalysis["architecture"]["relabelled"]>,
  words: ReportWords,
): ReportCell {
  return {
    text: pointsText(least.difference, words),
    detail: words.text("facts.relabelledBy", {
      least: singleLine(least.model),
      high: pointsText(greatest.difference, words),
      greatest: singleLine(greatest.model),
    }),
  };
}

/** Clinical models against the general ones they were made from. */
export function descentTable({ descent, descentLeftOut }: FactsAnalysis, words: ReportWords): ReportTable {
  return {
    title: words.text("facts.descent"),
    columns: [
      wordColumn(words.text("facts.clinical")),
      wordColumn(words.text("facts.parent")),
      numberColumn(words.text("column.accuracy")),
      numberColumn(words.text("facts.parentAccuracy")),
      numberColumn(words.text("facts.difference")),
      numberColumn(words.text("column.items")),
      numberColumn(words.text("facts.gainedLost")),
      numberColumn(words.text("facts.p")),
      numberColumn(words.text("facts.holmP")),
    ],
    rows: descent.map((pair) => [
      { text: singleLine(pair.clinical) },
      { text: singleLine(pair.parent) },
      { text: words.percent(pair.clinicalValue) },
      { text: words.percent(pair.parentValue) },
      differenceCell(pair.difference, words),
      { text: words.count(pair.nItems) },
      { text: `${words.count(pair.gained)} / ${words.count(pair.lost)}` },
      { text: pText(pair.p, words) },
      { text: pText(pair.holmP, words) },
    ]),
    notes: [words.text("facts.descentNote"), ...leftOutNotes(descentLeftOut, words)],
  };
}

/** One table a front; a sentence for those that are missing stands under the last, or nowhere where none is there. */
export function frontTables({ fronts, frontsMissing }: FactsAnalysis, words: ReportWords): readonly ReportTable[] {
  const missing = frontsMissing.map(({ kind, why }) =>
    words.text("facts.frontMissing", { kind: words.text(`facts.kind.${kind}`), why: words.named("why", why) }),
  );
  return fronts.map((front, place) => {
    const table = frontTable(front, words);
    return place < fronts.length - 1 ? table : { ...table, notes: [...table.notes, ...missing] };
  });
}

/** What a front's axis and column are called. */
export function costTitle({ kind, unit }: AccuracyFront, words: ReportWords): string {
  return words.text(`facts.costOf.${kind}`, { unit: singleLine(unit) });
}

/** A cost in the unit of `costTitle`: money for a thousand calls, milliseconds or tokens for one. */
export function costText({ kind }: Pick<AccuracyFront, "kind">, cost: number, words: ReportWords): string {
  if (kind !== "cost") {
    return words.count(cost);
  }
  const thousand = cost * 1000;
  return words.decimal(thousand, thousand >= 10 ? 1 : 3);
}

function frontTable(front: AccuracyFront, words: ReportWords): ReportTable {
  return {
    title: words.text("facts.front", { kind: words.text(`facts.kind.${front.kind}`) }),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("column.accuracy")),
      numberColumn(costTitle(front, words)),
      numberColumn(words.text("facts.calls")),
      wordColumn(words.text("facts.onFront")),
    ],
    rows: front.models.map((model) => [
      { text: singleLine(model.name) },
      rateCell(model.accuracy, words, model.nItems),
      { text: costText(front, model.cost, words) },
      { text: words.count(model.calls) },
      { text: model.onFront ? words.text("facts.yes") : "–" },
    ]),
    notes: [words.text("facts.frontNote"), ...leftOutNotes(front.leftOut, words)],
  };
}

/** Items older and newer than the models' training data. */
export function cutoffTable(
  {
    cutoff,
    cutoffLeftOut,
    datedItems,
    nItems,
  }: Pick<FactsAnalysis, "cutoff" | "cutoffLeftOut" | "datedItems" | "nItems">,
  words: ReportWords,
): ReportTable {
  const whys = new Set(
    cutoff.flatMap(({ model, difference }) =>
      difference.why === undefined ? [] : [`${singleLine(model)} (${words.named("why", difference.why)})`],
    ),
  );
  return {
    title: words.text("facts.cutoff"),
    columns: [
      wordColumn(words.text("column.model")),
      wordColumn(words.text("facts.trainingCutoff")),
      numberColumn(words.text("facts.before")),
      numberColumn(words.text("facts.after")),
      numberColumn(words.text("facts.drop")),
      numberColumn(words.text("facts.undecided")),
    ],
    rows: cutoff.map((row) => [
      { text: singleLine(row.model) },
      { text: row.trainingCutoff },
      rateCell(row.before, words, row.nBefore),
      rateCell(row.after, words, row.nAfter),
      differenceCell(row.difference, words),
      { text: words.count(row.undecided) },
    ]),
    notes: [
      words.text("facts.cutoffNote", { dated: words.count(datedItems), items: words.count(nItems) }),
      ...(whys.size === 0 ? [] : [words.text("value.why", { list: words.list([...whys]) })]),
      ...leftOutNotes(cutoffLeftOut, words),
    ],
  };
}
