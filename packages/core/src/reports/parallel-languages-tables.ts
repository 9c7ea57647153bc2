import { singleLine } from "../figures/printable-text.ts";
import type { ParallelItem, ParallelLanguages, ParallelModel, ParallelPair } from "../records/parallel-languages.ts";
import { bounds, levelNote, whyText } from "./item-analysis-tables.ts";
import { pointsText, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** For each pair of languages the models, and the items on which the languages differ. */
export function parallelLanguagesTables(
  parallel: ParallelLanguages,
  words: ReportWords,
  options: { readonly top: number },
): readonly ReportTable[] {
  const severalArms = new Set(parallel.pairs.map(({ arm }) => arm)).size > 1;
  return parallel.pairs.flatMap((pair) => {
    const names = pairNames(pair, severalArms);
    const items = pair.items.filter(differs);
    const table = parallelModelsTable(pair, parallel, names, words);
    return items.length === 0 ? [table] : [table, parallelItemsTable(pair, items, names, words, options.top)];
  });
}

interface PairNames {
  readonly first: string;
  readonly second: string;
}

/** Languages where they tell the versions apart in a glance; exams stand in the title alone. */
function pairNames(
  { first, second, arm }: ParallelPair,
  severalArms: boolean,
): PairNames & { readonly suffix: string } {
  const exams = [...new Set([first.exam, second.exam])].map(singleLine).join(" / ");
  return {
    first: singleLine(first.language),
    second: singleLine(second.language),
    suffix: ` · ${exams}${severalArms ? ` · ${singleLine(arm)}` : ""}`,
  };
}

function parallelModelsTable(
  pair: ParallelPair,
  { margin, alpha, difNeeds, level }: ParallelLanguages,
  names: PairNames & { readonly suffix: string },
  words: ReportWords,
): ReportTable {
  const marginText = margin === null ? "" : words.percent(margin);
  return {
    title: `${words.text("items.parallel", { first: names.first, second: names.second })}${names.suffix}`,
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(names.first),
      numberColumn(names.second),
      numberColumn(words.text("items.parallelDifference")),
      numberColumn(words.text("column.items")),
      numberColumn(words.text("items.parallelOnly", { first: names.first, second: names.second })),
      numberColumn(words.text("items.adjustedP")),
      ...(margin === null ? [] : [wordColumn(words.text("items.parallelEquivalence", { margin: marginText }))]),
    ],
    rows: pair.models.map((model) => [
      { text: singleLine(model.model) },
      { text: words.percent(model.first) },
      { text: words.percent(model.second) },
      model.difference === null
        ? { text: words.text("value.notEstimable") }
        : { text: pointsText(model.difference.value, words), detail: words.interval(model.difference) },
      { text: words.count(model.n) },
      { text: `${words.count(model.firstAbove)} / ${words.count(model.secondAbove)}` },
      { text: pText(model.pAdjusted, words) },
      ...(margin === null ? [] : [equivalenceCell(model, words)]),
    ]),
    notes: [
      words.text("items.parallelNote", { items: words.count(pair.pairs) }),
      levelNote(level, words),
      margin === null
        ? words.text("items.noMargin")
        : words.text("items.equivalenceNote", { alpha: words.percent(alpha), margin: marginText }),
      ...(pair.dif.status === "estimated"
        ? []
        : [
            words.text("items.difRefused", {
              candidates: words.count(pair.candidates),
              needed: words.count(difNeeds),
            }),
          ]),
    ],
  };
}

function equivalenceCell({ equivalence }: ParallelModel, words: ReportWords): ReportCell {
  if (equivalence.status === "not-estimable") {
    return { text: words.text("items.why", { why: whyText(equivalence.why, words) }) };
  }
  const { decision, pAdjusted, low, high } = equivalence;
  const p = pText(pAdjusted, words);
  return {
    text: words.text(decision === "equivalent" ? "items.equivalent" : "items.notShown"),
    detail: `${words.interval({ low, high })} p ${p.startsWith("<") ? p : `= ${p}`}`,
  };
}

/** An item worth a line: more candidates right in one language than in the other, or flagged by its DIF. */
function differs({ firstOnly, secondOnly, dif }: ParallelItem): boolean {
  return firstOnly !== secondOnly || (dif?.status === "estimated" && dif.class !== "A");
}

function parallelItemsTable(
  pair: ParallelPair,
  items: readonly ParallelItem[],
  names: PairNames & { readonly suffix: string },
  words: ReportWords,
  top: number,
): ReportTable {
  const withDif = pair.dif.status === "estimated";
  const gap = ({ firstOnly, secondOnly }: ParallelItem): number => Math.abs(firstOnly - secondOnly);
  const delta = ({ dif }: ParallelItem): number => (dif?.status === "estimated" ? Math.abs(dif.delta) : 0);
  const sorted = [...items].sort((a, b) => delta(b) - delta(a) || gap(b) - gap(a));
  return {
    title: `${words.text("items.parallelItems", { first: names.first, second: names.second })}${names.suffix}`,
    columns: [
      wordColumn(words.text("items.item")),
      numberColumn(words.text("items.bothRight")),
      numberColumn(words.text("items.onlyIn", { side: names.first })),
      numberColumn(words.text("items.onlyIn", { side: names.second })),
      numberColumn(words.text("items.neither")),
      numberColumn(words.text("items.candidates")),
      ...(withDif ? [numberColumn(words.text("items.dif"))] : []),
    ],
    rows: sorted.slice(0, top).map((item) => [
      { text: singleLine(item.parallelId) },
      ...[item.bothRight, item.firstOnly, item.secondOnly, item.neither, item.n].map((value) => ({
        text: words.count(value),
      })),
      ...(withDif ? [difCell(item, words)] : []),
    ]),
    notes: [
      ...(withDif ? [words.text("items.difNote", { second: names.second })] : []),
      ...(sorted.length <= top
        ? []
        : [words.text("items.shown", { shown: words.count(top), total: words.count(sorted.length) })]),
    ],
  };
}

function difCell({ dif }: ParallelItem, words: ReportWords): ReportCell {
  if (dif === null || dif.status === "not-estimable") {
    return { text: dif === null ? "–" : words.text("items.why", { why: whyText(dif.why, words) }) };
  }
  const p = pText(dif.pAdjusted, words);
  return {
    text: `${dif.class} ${words.decimal(dif.delta, 2)}`,
    detail: `${bounds(dif.low, dif.high, words)} p ${p.startsWith("<") ? p : `= ${p}`}`,
  };
}
