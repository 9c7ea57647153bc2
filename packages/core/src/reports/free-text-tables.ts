import { singleLine } from "../figures/printable-text.ts";
import { smallCellItems } from "../figures/specialty-level-heatmap.ts";
import type { ComparedValue } from "../records/comparison.ts";
import type { ReportInput } from "../records/report-input.ts";
import type { ComparedTextPair, TextComparison } from "../records/text-comparison.ts";
import { reasonCounts } from "./estimate-cells.ts";
import { differenceCell, levelPercent, pText } from "./pairs-numbers.ts";
import { mostListedPairs } from "./pairs-shown.ts";
import { placeTitle } from "./profile-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import { type TextBlock, type TextScore, type TextValue, textBlocks } from "./text-blocks.ts";

/** The tables of one exam, asked in one way: what each scorer of texts came to, and which differences are real. */
export interface FreeTextPart {
  readonly title: string;
  readonly perturbation: string;
  readonly scores: readonly ReportTable[];
  readonly pairs: readonly ReportTable[];
}

/** What replies say, told part by part; none where no scorer marks it. */
export function freeTextParts(
  input: Pick<ReportInput, "estimates" | "analyses">,
  words: ReportWords,
): readonly FreeTextPart[] {
  return partsOf(textBlocks(input), input.analyses?.texts ?? [], words);
}

/** The same from blocks that are known. */
export function partsOf(
  blocks: readonly TextBlock[],
  comparisons: readonly TextComparison[],
  words: ReportWords,
): readonly FreeTextPart[] {
  const places = Map.groupBy(blocks, ({ exam, arm, perturbation }) => JSON.stringify([exam, arm, perturbation]));
  return [...places.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) {
      return [];
    }
    const title = placeTitle(first, blocks, words);
    return [
      {
        title,
        perturbation: first.perturbation,
        scores: group.map((block) => ({
          ...scoresTable(block, words),
          title: `${title}: ${singleLine(block.scorer)}`,
        })),
        pairs: group.flatMap((block) => {
          const table = pairsTable(block, comparisons, words);
          return table === null ? [] : [{ ...table, title: `${title}: ${table.title}` }];
        }),
      },
    ];
  });
}

/** Every table, for formats that are read from top to bottom. */
export function freeTextTables(
  input: Pick<ReportInput, "estimates" | "analyses">,
  words: ReportWords,
): readonly ReportTable[] {
  return freeTextParts(input, words).flatMap(({ scores, pairs }) => [...scores, ...pairs]);
}

/** The name of a score as its field writes it: BLEU-4, ROUGE-Lsum, chrF++. */
export function textScoreName({ kind, score }: TextScore, words: ReportWords): string {
  if (score === "") {
    return words.text("freeText.points");
  }
  const known = words.known("textScore", score);
  if (known !== null) {
    return known;
  }
  const written = score
    .replace(/^bleu-(?=\d$)/u, "BLEU-")
    .replace(/^chrf/u, "chrF")
    .replace(/^rouge-(\w)/u, (_, variant: string) => `ROUGE-${variant.toUpperCase()}`)
    .replace(/^distinct-/u, "Distinct-");
  return kind === "corpus" ? written : singleLine(written);
}

/** Scores that are no share of anything, and no percentage therefore. */
const ratios: ReadonlySet<string> = new Set(["length-ratio"]);

function valueCell(value: TextValue | undefined, score: TextScore, nOfRow: number, words: ReportWords): ReportCell {
  if (value === undefined) {
    return { text: "–" };
  }
  const small = value.nItems < smallCellItems ? { small: true as const } : {};
  if (value.value === null) {
    return { text: words.text("value.notEstimable"), ...small };
  }
  const ofFewer = value.nItems === nOfRow ? "" : `n = ${words.count(value.nItems)}`;
  const isRatio = ratios.has(score.score);
  const interval = isRatio ? ratioInterval(value, words) : words.interval(value);
  const detail = [interval, ofFewer].filter((part) => part !== "").join(" ");
  return {
    text: isRatio ? words.decimal(value.value, 2) : words.percent(value.value),
    ...(detail === "" ? {} : { detail }),
    ...small,
  };
}

function ratioInterval({ low, high }: ComparedValue, words: ReportWords): string {
  return low === null || high === null
    ? ""
    : `[${words.decimal(low, 2)}${words.language === "es" ? "; " : ", "}${words.decimal(high, 2)}]`;
}

/** Models × scores of one scorer. */
function scoresTable(block: TextBlock, words: ReportWords): Omit<ReportTable, "title"> {
  const leavesOut = block.models.some(({ valueFor }) =>
    block.scores.some((score) => Object.keys(valueFor(score)?.excluded ?? {}).length > 0),
  );
  const rows = block.models.map(({ model, valueFor }) => {
    const values = block.scores.map((score) => valueFor(score));
    // Parts may be told of fewer replies: the row's n is the most.
    const nItems = Math.max(0, ...values.map((value) => value?.nItems ?? 0));
    const fullest = values.find((value) => value?.nItems === nItems);
    return [
      { text: singleLine(model) },
      ...block.scores.map((score, at) => valueCell(values[at], score, nItems, words)),
      {
        text: words.count(nItems),
        ...(fullest === undefined || fullest.nClusters === nItems
          ? {}
          : { detail: `(${words.count(fullest.nClusters)})` }),
      },
      ...(leavesOut ? [{ text: reasonCounts(fullest?.excluded ?? {}, words) }] : []),
    ];
  });
  return {
    columns: [
      wordColumn(words.text("column.model")),
      ...block.scores.map((score) => numberColumn(textScoreName(score, words))),
      numberColumn(words.text("column.items")),
      ...(leavesOut ? [wordColumn(words.text("freeText.leftOut"))] : []),
    ],
    rows,
    notes: [
      ...(block.signature === null
        ? []
        : [words.text("freeText.signature", { signature: singleLine(block.signature) })]),
      words.text(block.scores.some(({ kind }) => kind === "corpus") ? "freeText.corpusNote" : "freeText.meanNote", {
        level: levelPercent(block.level, words),
      }),
    ],
  };
}

/** Pairs × the scores shown of one scorer; null where there is no pair. */
function pairsTable(block: TextBlock, comparisons: readonly TextComparison[], words: ReportWords): ReportTable | null {
  const own = block.scores.flatMap(({ kind, score }) =>
    comparisons.filter((one) => samePlace(one, block) && one.kind === kind && one.score === score),
  );
  const [first] = own;
  const all = own.reduce((sum, { pairs }) => sum + pairs.length, 0);
  if (first === undefined || all === 0) {
    return null;
  }
  const shown = own.flatMap((comparison) => {
    const best = comparison.models[0]?.name;
    const kept = all <= mostListedPairs ? comparison.pairs : comparison.pairs.filter((pair) => pair.first === best);
    return kept.map((pair) => pairRow(pair, comparison, words));
  });
  return {
    title: words.text("freeText.pairs", { scorer: singleLine(block.scorer) }),
    columns: [
      wordColumn(words.text("freeText.pair")),
      wordColumn(words.text("freeText.score")),
      numberColumn(words.text("freeText.difference")),
      numberColumn(words.text("column.items")),
      numberColumn("p"),
      numberColumn(words.text("freeText.holm")),
      wordColumn(words.text("freeText.verdict")),
    ],
    rows: shown,
    notes: [
      words.text("freeText.pairsNote", {
        level: levelPercent(first.level, words),
        resamples: words.count(first.resamples),
        alpha: levelPercent(first.alpha, words),
      }),
      ...(shown.length < all
        ? [words.text("freeText.pairsLeftOut", { shown: words.count(shown.length), total: words.count(all) })]
        : []),
    ],
  };
}

function samePlace(one: TextComparison, other: TextBlock): boolean {
  return (["exam", "arm", "perturbation", "scorer"] as const).every((field) => one[field] === other[field]);
}

function pairRow(pair: ComparedTextPair, comparison: TextComparison, words: ReportWords): readonly ReportCell[] {
  const { difference } = pair;
  const isRatio = ratios.has(comparison.score);
  const cell: ReportCell =
    isRatio && difference.value !== null
      ? {
          text: `${difference.value > 0 ? "+" : ""}${words.decimal(difference.value, 2)}`,
          detail: ratioInterval(difference, words),
        }
      : differenceCell(difference, words);
  const higher = pair.verdict === "first-higher" ? pair.first : pair.second;
  return [
    { text: `${singleLine(pair.first)} – ${singleLine(pair.second)}` },
    { text: textScoreName(comparison, words) },
    cell,
    { text: words.count(pair.nItems) },
    { text: pText(pair.p, words) },
    { text: pText(pair.holmP, words) },
    {
      text:
        pair.verdict === "not-told-apart" || pair.verdict === "not-compared"
          ? words.text(`freeText.${pair.verdict}`)
          : words.text("freeText.higher", { model: singleLine(higher) }),
    },
  ];
}
