import { singleLine } from "../figures/printable-text.ts";
import type {
  CriterionAgreement,
  ReviewCriterion,
  ReviewEstimate,
  ReviewOfRun,
  ReviewScheme,
  SheetReview,
} from "../records/review.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** The tables of what people found of a run's replies: what raters found, right answers for wrong reasons, agreement. */
export function reviewTables(
  { record: { level, sheets }, outdated }: ReviewOfRun,
  words: ReportWords,
): readonly ReportTable[] {
  return sheets.flatMap((sheet) => {
    const title = words.text("review.sheetTitle", { sheet: sheet.sheet, scheme: singleLine(sheet.scheme.name) });
    const old = outdated.includes(sheet.sheet) ? [words.text("review.outdated")] : [];
    const tables = [
      ...(sheet.models.length === 0 ? [] : [modelsTable(sheet, level, old, words)]),
      ...(sheet.explanations.length === 0 ? [] : [explanationsTable(sheet, words)]),
      agreementTable(sheet, words),
    ];
    return sheets.length === 1 ? tables : tables.map((table) => ({ ...table, title: `${title}: ${table.title}` }));
  });
}

function modelsTable(sheet: SheetReview, level: number, old: readonly string[], words: ReportWords): ReportTable {
  const { scheme, models } = sheet;
  const criteria = scheme.criteria.filter(({ kind }) => kind !== "choice");
  const names = [...new Set(models.map(({ model }) => model))];
  const kinds = new Set(criteria.map(({ kind }) => kind));
  return {
    title: words.text("review.models.title"),
    columns: [
      wordColumn(words.text("review.model")),
      numberColumn(words.text("review.rated")),
      ...criteria.map(({ title }) => numberColumn(singleLine(title[words.language]))),
    ],
    rows: names.map((model) => {
      const own = models.filter((one) => one.model === model);
      return [
        { text: singleLine(model) },
        { text: words.count(Math.max(0, ...own.map(({ rated }) => rated))) },
        ...criteria.map(({ id, kind }) =>
          valueCell(own.find(({ criterion }) => criterion === id)?.estimate, kind === "label", words),
        ),
      ];
    }),
    notes: [
      words.text("review.intro", { rated: words.count(sheet.rated), level: words.wholePercent(level) }),
      ...(kinds.has("label") ? [words.text("review.models.shares")] : []),
      ...(kinds.has("scale") ? [words.text("review.models.means")] : []),
      words.text("review.models.weights"),
      ...outcomeNotes(sheet, words),
      ...old,
    ],
  };
}

function outcomeNotes({ outcomes }: SheetReview, words: ReportWords): readonly string[] {
  const names = words.list(outcomes.map((outcome) => words.named("outcome", outcome)));
  return outcomes.length === 0 ? [] : [words.text("review.onlyOutcomes", { outcomes: names })];
}

function explanationsTable({ explanations }: SheetReview, words: ReportWords): ReportTable {
  return {
    title: words.text("review.explanations.title"),
    columns: [
      wordColumn(words.text("review.model")),
      numberColumn(words.text("review.explanations.rightWrongReason")),
      numberColumn(words.text("review.explanations.amongRight")),
      numberColumn(words.text("review.explanations.amongWrong")),
      numberColumn(words.text("review.explanations.counts")),
    ],
    rows: explanations.map(({ model, counts, rightForWrongReason, inaccurateAmongRight, inaccurateAmongWrong }) => {
      const number = (count: number): string => words.decimal(count, Number.isInteger(count) ? 0 : 1);
      const { rightSound, rightInaccurate, wrongSound, wrongInaccurate } = counts;
      return [
        { text: singleLine(model) },
        valueCell(rightForWrongReason, true, words),
        valueCell(inaccurateAmongRight, true, words),
        valueCell(inaccurateAmongWrong, true, words),
        {
          text: `${number(rightSound)} / ${number(rightInaccurate)}; ${number(wrongSound)} / ${number(wrongInaccurate)}`,
        },
      ];
    }),
    notes: [],
  };
}

/** How far a sheet's raters agree, criterion by criterion: for replies and for questions alike. */
export function agreementTable(
  sheet: Pick<SheetReview, "scheme" | "agreement" | "raters" | "disagreements">,
  words: ReportWords,
): ReportTable {
  const { scheme, agreement, raters, disagreements } = sheet;
  const settled = disagreements.filter(({ consensus }) => consensus !== null).length;
  return {
    title: words.text("review.agreement.title"),
    columns: [
      wordColumn(words.text("review.agreement.criterion")),
      numberColumn(words.text("review.agreement.cases")),
      ...(["raw", "cohen", "fleiss", "alpha", "ac1"] as const).map((name) =>
        numberColumn(words.text(`review.agreement.${name}`)),
      ),
    ],
    rows: agreement.map((one) => [
      { text: singleLine(criterionOf(scheme, one.criterion)?.title[words.language] ?? one.criterion) },
      { text: words.count(one.cases) },
      valueCell(one.raw, true, words),
      cohenCell(one, words),
      ...[one.fleiss, one.alpha, one.ac1].map((estimate) => valueCell(estimate, false, words)),
    ]),
    notes:
      raters.length < 2
        ? [words.text("review.agreement.oneRater")]
        : [
            words.text("review.agreement.raters", {
              raters: words.list(raters.map(singleLine)),
              open: words.count(disagreements.length - settled),
              settled: words.count(settled),
            }),
            ...(raters.length > 2 ? [words.text("review.agreement.pairs")] : []),
            words.text("review.agreement.paradox"),
          ],
  };
}

function criterionOf({ criteria }: ReviewScheme, id: string): ReviewCriterion | undefined {
  return criteria.find((criterion) => criterion.id === id);
}

/** One pair's kappa with its interval; of more pairs the mean, the least and the greatest. */
function cohenCell({ cohen }: CriterionAgreement, words: ReportWords): ReportCell {
  const [only] = cohen;
  if (cohen.length <= 1) {
    return valueCell(only?.kappa, false, words);
  }
  const values = cohen.flatMap(({ kappa }) => (kappa.status === "estimated" ? [kappa.value] : []));
  if (values.length === 0) {
    return valueCell(only?.kappa, false, words);
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const limits = [Math.min(...values), Math.max(...values)].map((value) => words.decimal(value, 2));
  return { text: words.decimal(mean, 2), detail: limits.join(" – ") };
}

function valueCell(estimate: ReviewEstimate | undefined, isShare: boolean, words: ReportWords): ReportCell {
  if (estimate === undefined || estimate.status === "not-estimable") {
    const why = estimate === undefined ? "" : words.named("why", estimate.why);
    return { text: words.text("value.notEstimable"), ...(why === "" ? {} : { detail: why }) };
  }
  const { value, low, high } = estimate;
  return isShare
    ? { text: words.percent(value), detail: words.interval({ low, high }) }
    : {
        text: words.decimal(value, 2),
        detail: `[${words.decimal(low, 2)}${words.language === "es" ? "; " : ", "}${words.decimal(high, 2)}]`,
      };
}
