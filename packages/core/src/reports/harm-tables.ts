import { singleLine } from "../figures/printable-text.ts";
import type { HarmAnalysis, NeverEvent, SevereErrorRow } from "../records/harm-analysis.ts";
import { criticalTag } from "../records/item.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import { levelPercent } from "./pairs-numbers.ts";
import { placeTitle, stratumName, tagsName } from "./profile-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Texts of the items a list names. */
export interface HarmListOptions {
  /** The beginning of an item's stem; "" for none. */
  stemOf(id: string): string;
  /** Characters of an option's or a reply's text shown at most; default: all. */
  readonly characters?: number;
}

/** The tables of harm in one exam, way of asking and form of the items: never-events, severe errors, and these by stratum. */
export function harmTables(
  analysis: HarmAnalysis,
  words: ReportWords,
  options: HarmListOptions,
): readonly ReportTable[] {
  return [
    ...(analysis.criticalItems === 0 ? [] : [neverEventsTable(analysis, words, options)]),
    severeErrorsTable(analysis, words),
    ...strataTables(analysis, words),
  ];
}

/** The tables of a run: each exam and way of asking as published, under its place, then all other forms in one table. */
export function allHarmTables(
  { harm = [], stems }: Pick<RunAnalyses, "harm" | "stems">,
  words: ReportWords,
): readonly ReportTable[] {
  const published = harm.filter(({ perturbation }) => perturbation === "none");
  return published.flatMap((analysis) => {
    const place = placeTitle(analysis, published, words);
    const forms = formsTable(analysis, harm, words);
    return [
      ...harmTables(analysis, words, { stemOf: (id) => stems[analysis.exam]?.[id] ?? "" }),
      ...(forms === null ? [] : [forms]),
    ].map((table) => ({ ...table, title: `${place}: ${table.title}` }));
  });
}

/** Severe errors in each form of an exam, models as columns; null where it was put as published only. */
export function formsTable(
  { exam, arm }: HarmAnalysis,
  all: readonly HarmAnalysis[],
  words: ReportWords,
): ReportTable | null {
  const forms = all.filter((analysis) => analysis.exam === exam && analysis.arm === arm);
  if (forms.length < 2) {
    return null;
  }
  const models = [...new Set(forms.flatMap(({ neverEvents }) => neverEvents.map(({ model }) => model)))];
  return {
    title: words.text("harm.forms.title"),
    columns: [wordColumn(words.text("harm.form")), ...models.map((model) => numberColumn(singleLine(model)))],
    rows: forms.map((form) => [
      { text: words.named("perturbation", form.perturbation) },
      ...models.map((model) => {
        const found = form.severe.find((row) => row.model === model && Object.keys(row.stratum).length === 0);
        return found === undefined ? { text: "–" } : stratumCell(found, words);
      }),
    ]),
    notes: [],
  };
}

/** Rate, bound and never-events of each model over all graded items. */
export function severeErrorsTable(analysis: HarmAnalysis, words: ReportWords): ReportTable {
  const { gradedItems, grades, criticalItems, level } = analysis;
  const overall = analysis.severe.filter(({ stratum }) => Object.keys(stratum).length === 0);
  const unanswered = analysis.neverEvents.filter((own) => own.unanswered > 0);
  return {
    title: words.text("harm.severe.title"),
    columns: [
      wordColumn(words.text("harm.model")),
      ...(criticalItems === 0 ? [] : [numberColumn(words.text("harm.neverEvents"))]),
      numberColumn(words.text("harm.severe")),
      numberColumn(words.text("harm.rate")),
      numberColumn(words.text("harm.atMost")),
      numberColumn(words.text("harm.replies")),
    ],
    rows: overall.map((row) => {
      const never = analysis.neverEvents.find(({ model }) => model === row.model);
      return [
        { text: singleLine(row.model) },
        ...(criticalItems === 0
          ? []
          : [
              {
                text: words.count((never?.severe ?? 0) + (never?.wrong ?? 0)),
                detail: words.text("harm.ofCritical", { calls: words.count(never?.calls ?? 0) }),
              },
            ]),
        { text: words.count(row.events) },
        { text: words.percent(row.rate) },
        { text: words.percent(row.upper) },
        { text: words.count(row.calls), detail: `n = ${words.count(row.items)}` },
      ];
    }),
    notes: [
      words.text("harm.bound", { level: levelPercent(level, words) }),
      words.text("harm.graded", {
        graded: words.count(gradedItems),
        severe: words.count(grades.severe),
        moderate: words.count(grades.moderate),
        mild: words.count(grades.mild),
        none: words.count(grades.none),
        critical: words.count(criticalItems),
      }),
      ...(unanswered.length === 0
        ? []
        : [
            words.text("harm.unanswered", {
              list: words.list(unanswered.map((own) => words.pair(singleLine(own.model), words.count(own.unanswered)))),
            }),
          ]),
    ],
  };
}

/** The never-events that are listed, in the study's order; a sentence where there are none. */
export function neverEventsTable(analysis: HarmAnalysis, words: ReportWords, options: HarmListOptions): ReportTable {
  const { neverEvents, listed, criticalItems } = analysis;
  const calls = neverEvents.reduce((sum, own) => sum + own.calls, 0);
  const total = neverEvents.reduce((sum, { severe, wrong }) => sum + severe + wrong, 0);
  return {
    title: words.text("harm.list.title"),
    columns: [
      wordColumn(words.text("harm.model")),
      wordColumn(words.text("harm.question")),
      wordColumn(words.text("harm.about")),
      wordColumn(words.text("harm.chosen")),
      wordColumn(words.text("harm.kind")),
      wordColumn(words.text("harm.reply")),
    ],
    rows: listed.map((event) => eventRow(event, words, options)),
    notes:
      total === 0
        ? [words.text("harm.list.none", { calls: words.count(calls), critical: words.count(criticalItems) })]
        : [words.text("harm.list.note", { total: words.count(total) })],
  };
}

function eventRow(event: NeverEvent, words: ReportWords, { stemOf, characters }: HarmListOptions): ReportCell[] {
  const cut = (text: string): string => shortened(singleLine(text), characters);
  const stem = stemOf(event.itemId);
  const chosen = event.optionIds.map((id, place) => {
    const text = event.optionTexts[place];
    return text === undefined || text === "" ? singleLine(id) : words.pair(singleLine(id), cut(text));
  });
  return [
    { text: singleLine(event.model) },
    { text: singleLine(event.itemId), ...(stem === "" ? {} : { detail: cut(stem) }) },
    { text: words.list(event.about.map((value) => cut(words.tagValue(criticalTag, value)))) },
    { text: words.list(chosen) },
    { text: words.text(`harm.kind.${event.kind}`) },
    { text: event.excerpt === null ? words.text("harm.withheld") : cut(event.excerpt) },
  ];
}

/** The beginning of a text of at most so many characters, with "…" where it goes on. */
function shortened(text: string, characters: number | undefined): string {
  const all = [...text];
  return characters === undefined || all.length <= characters ? text : `${all.slice(0, characters - 1).join("")}…`;
}

/** For each tag or combination of tags: strata as rows, models as columns. */
function strataTables(analysis: HarmAnalysis, words: ReportWords): readonly ReportTable[] {
  const models = analysis.neverEvents.map(({ model }) => model);
  const byTags = new Map<string, SevereErrorRow[]>();
  for (const row of analysis.severe) {
    const tags = Object.keys(row.stratum);
    if (tags.length > 0) {
      const key = JSON.stringify(tags);
      byTags.set(key, [...(byTags.get(key) ?? []), row]);
    }
  }
  return [...byTags].map(([key, rows]) => {
    const strata = new Map(rows.map(({ stratum }) => [JSON.stringify(stratum), stratum]));
    const sorted = [...strata].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      title: words.text("harm.strata.title", { tags: tagsName(JSON.parse(key) as string[], words) }),
      columns: [
        wordColumn(tagsName(JSON.parse(key) as string[], words)),
        ...models.map((model) => numberColumn(singleLine(model))),
      ],
      rows: sorted.map(([name, stratum]) => [
        { text: stratumName(stratum, words) },
        ...models.map((model) => {
          const found = rows.find((row) => row.model === model && JSON.stringify(row.stratum) === name);
          return found === undefined ? { text: "–" } : stratumCell(found, words);
        }),
      ]),
      notes: [],
    };
  });
}

function stratumCell({ events, calls, upper }: SevereErrorRow, words: ReportWords): ReportCell {
  return {
    text: words.text("harm.ofCalls", { events: words.count(events), calls: words.count(calls) }),
    detail: words.text("harm.upTo", { upper: words.percent(upper) }),
  };
}
