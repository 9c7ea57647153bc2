import { singleLine } from "../figures/printable-text.ts";
import type { ExamStandard, ModelStandard, PassChances, PassPrior, SectionResult } from "../records/exam-standard.ts";
import { levelPercent } from "./pairs-numbers.ts";
import { chanceText, meanCell } from "./profile-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Models from which on the consistency of a field is more than an illustration. */
const manyModels = 20;

/**
 * The standard as tables: every model's score with its probability of passing, and the parts with their minima where
 * the exam has parts. No tables for a study that states neither mark, minima, blueprint nor norms.
 */
export function examStandardTables(standard: ExamStandard, words: ReportWords): readonly ReportTable[] {
  const norms = standard.models.some((model) => model.norms.length > 0);
  if (standard.passMark === null && standard.blueprint === null && standard.sections === null && !norms) {
    return [];
  }
  const parts = standard.models.some(({ sections }) => sections.length > 0);
  return [passTable(standard, words), ...(parts ? [partsTable(standard, words)] : [])];
}

function passTable(standard: ExamStandard, words: ReportWords): ReportTable {
  const { models, passMark } = standard;
  const same = models.some(({ consistency }) => consistency !== null);
  const other = standard.otherPrior !== null && models.some(({ otherPass }) => otherPass !== null);
  const norms = models.find((model) => model.norms.length > 0)?.norms ?? [];
  const asked = passMark !== null || standard.sections !== null;
  return {
    title:
      passMark === null
        ? words.text("standard.titleNoMark")
        : words.text("standard.title", { mark: levelPercent(passMark, words) }),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("standard.score")),
      ...(asked ? [numberColumn(words.text("standard.chance")), numberColumn(words.text("standard.next"))] : []),
      ...(same ? [numberColumn(words.text("standard.same"))] : []),
      ...(other ? [numberColumn(words.text("standard.other"))] : []),
      ...norms.map(({ name }) => numberColumn(words.text("standard.below", { name: singleLine(name) }))),
    ],
    rows: models.map((model) => [
      { text: singleLine(model.model) },
      meanCell(model.score, words),
      ...(asked
        ? [{ text: chanceText(model.pass?.trueScore ?? null, words) }, { text: nextText(model.pass, words) }]
        : []),
      ...(same ? [{ text: model.consistency === null ? "–" : words.percent(model.consistency) }] : []),
      ...(other ? [{ text: model.otherPass === null ? "–" : chanceText(model.otherPass.trueScore, words) }] : []),
      ...norms.map((_, at): ReportCell => {
        const place = model.norms[at];
        return place === undefined
          ? { text: "–" }
          : { text: words.percent(place.value), detail: words.interval(place) };
      }),
    ]),
    notes: [...(asked ? ruleNotes(standard, words) : []), ...normNotes(norms, words)],
  };
}

function nextText(pass: PassChances | null, words: ReportWords): string {
  return pass === null ? "–" : chanceText(pass.nextSitting, words);
}

/** What passing means here, what was taken for known, and how far decisions can be trusted. */
function ruleNotes(standard: ExamStandard, words: ReportWords): readonly string[] {
  const { models, consistency } = standard;
  const whys = models.flatMap(({ model, why }) =>
    why === undefined ? [] : [`${singleLine(model)} (${words.named("why", why)})`],
  );
  return [
    words.text("standard.note"),
    ...priorNotes(standard, words),
    ...(standard.sections !== null && standard.passMark !== null ? [words.text("standard.both")] : []),
    ...models.flatMap((model) => ruleNote(model, words)),
    ...(standard.uncounted === 0 ? [] : [words.text("standard.uncounted", { n: words.count(standard.uncounted) })]),
    ...(whys.length === 0 ? [] : [words.text("value.why", { list: words.list(whys) })]),
    ...(consistency.status === "not-estimable"
      ? []
      : [
          [
            words.text("standard.consistency", {
              n: words.count(consistency.candidates),
              consistency: words.percent(consistency.consistency),
              accuracy: words.percent(consistency.accuracy),
              falsePass: words.percent(consistency.falsePass),
              falseFail: words.percent(consistency.falseFail),
            }),
            ...(consistency.candidates < manyModels ? [words.text("standard.consistencyFew")] : []),
          ].join(words.language === "zh" ? "" : " "),
        ]),
  ];
}

/** Which prior the probabilities rest on, and which the second ones. */
export function priorNotes(
  { prior, otherPrior }: Pick<ExamStandard, "prior" | "otherPrior">,
  words: ReportWords,
): readonly string[] {
  const count = (of: PassPrior): string => (of.kind === "field" ? words.count(of.candidates) : "");
  return [
    prior.kind === "field" ? words.text("standard.field", { n: count(prior) }) : words.text("standard.jeffreys"),
    ...(otherPrior === null
      ? []
      : [
          otherPrior.kind === "field"
            ? words.text("standard.otherField", { n: count(otherPrior) })
            : words.text("standard.otherJeffreys"),
        ]),
  ];
}

/** Both rules apart, where there are both. */
function ruleNote({ model, compensatory, conjunctive }: ModelStandard, words: ReportWords): readonly string[] {
  return compensatory === null || conjunctive === null
    ? []
    : [
        words.text("standard.rules", {
          mark: chanceText(compensatory.trueScore, words),
          minima: chanceText(conjunctive.trueScore, words),
          model: singleLine(model),
        }),
      ];
}

function normNotes(norms: ModelStandard["norms"], words: ReportWords): readonly string[] {
  const list = norms.map(({ name, mean, sd, source }) =>
    words.text("standard.norm", {
      name: singleLine(name),
      mean: words.percent(mean),
      sd: words.percent(sd),
      source: singleLine(source),
    }),
  );
  return list.length === 0 ? [] : [words.text("standard.norms", { list: list.join("; ") })];
}

function partsTable(standard: ExamStandard, words: ReportWords): ReportTable {
  const tag = standard.sections?.tag ?? standard.blueprint?.tag ?? "";
  return {
    title: words.text("standard.sections"),
    columns: [
      wordColumn(words.text("column.model")),
      wordColumn(words.text("standard.part")),
      numberColumn(words.text("standard.weight")),
      numberColumn(words.text("standard.score")),
      numberColumn(words.text("standard.minimum")),
      numberColumn(words.text("standard.reached")),
    ],
    rows: standard.models.flatMap(({ model, sections }) =>
      sections.map((section) => [
        { text: singleLine(model) },
        { text: section.section === "" ? words.text("standard.rest") : words.tagValue(tag, section.section) },
        { text: words.percent(section.weight) },
        meanCell(section, words),
        { text: section.minimum === null ? "–" : levelPercent(section.minimum, words) },
        { text: reachedText(section, words) },
      ]),
    ),
    notes: [],
  };
}

function reachedText({ minimum, pass }: SectionResult, words: ReportWords): string {
  return minimum === null ? "–" : chanceText(pass?.trueScore ?? null, words);
}
