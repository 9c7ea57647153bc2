import { singleLine } from "../figures/printable-text.ts";
import { headlineDenominator, type PerturbationEffect, type RobustnessAnalysis } from "../records/robustness.ts";
import { levelPercent, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import {
  intervalText,
  itemsCell,
  perturbationCell,
  plainMeanCell,
  pointsValueCell,
  rateCell,
  whyNote,
} from "./robustness-cells.ts";

/** Which forms were put: a line a perturbation, with what it does, its kind and the validity of its forms. */
export function robustnessFormsTable({ perturbations }: RobustnessAnalysis, words: ReportWords): ReportTable {
  const inferred = perturbations.filter(({ groupDeclared }) => !groupDeclared).map(({ name }) => singleLine(name));
  return {
    title: words.text("robustness.forms"),
    columns: [
      wordColumn(words.text("robustness.perturbation")),
      wordColumn(words.text("robustness.group")),
      numberColumn(words.text("robustness.items")),
      numberColumn(words.text("robustness.forms.sound")),
      numberColumn(words.text("robustness.forms.unchecked")),
      numberColumn(words.text("robustness.forms.unsound")),
    ],
    rows: perturbations.map(({ name, operators, group, nItems, sound, unchecked, unsound }) => [
      perturbationCell(name, operators, words),
      { text: words.text(`robustness.group.${group}`) },
      ...[nItems, sound, unchecked, unsound].map((count) => ({ text: words.count(count) })),
    ]),
    notes: [
      words.text("robustness.forms.note"),
      ...(inferred.length === 0 ? [] : [words.text("robustness.forms.undeclared", { list: words.list(inferred) })]),
    ],
  };
}

/** What every perturbation does to one model, under the headline denominator, with one line told in words. */
export function robustnessEffectsTable(analysis: RobustnessAnalysis, model: string, words: ReportWords): ReportTable {
  const overall = overallEffects(analysis);
  const rows = overall.filter((effect) => effect.model === model);
  return {
    title: words.text("robustness.effects", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("robustness.perturbation")),
      numberColumn(words.text("robustness.items")),
      numberColumn(words.text("robustness.original")),
      numberColumn(words.text("robustness.perturbed")),
      numberColumn(words.text("robustness.drop")),
      numberColumn(words.text("robustness.relative")),
      numberColumn(words.text("robustness.rightToWrong")),
      numberColumn(words.text("robustness.wrongToRight")),
      numberColumn(words.text("robustness.wrongToOtherWrong")),
      wordColumn(words.text("robustness.verdict")),
    ],
    rows: rows.map((effect) => [
      perturbationCell(effect.perturbation, operatorsOf(analysis, effect.perturbation), words),
      itemsCell(effect, words),
      plainMeanCell(effect.original, words),
      plainMeanCell(effect.perturbed, words),
      pointsValueCell(effect.drop, words),
      rateCell(effect.relativeDrop, words),
      rateCell(effect.rightToWrong, words),
      rateCell(effect.wrongToRight, words),
      rateCell(effect.wrongToOtherWrong, words),
      { text: words.text(`robustness.verdict.${effect.verdict}`) },
    ]),
    notes: [
      ...example(rows, words),
      words.text("robustness.effects.note", {
        level: levelPercent(analysis.level, words),
        alpha: levelPercent(analysis.alpha, words),
        count: words.count(testedCount(overall)),
      }),
      ...whyNote(
        rows.flatMap(({ drop, relativeDrop, wrongToOtherWrong }) => [drop, relativeDrop, wrongToOtherWrong]),
        words,
      ),
    ],
  };
}

/** The statistics behind one model's drops: worse of both, both intervals, p-values plain and adjusted. */
export function robustnessTestsTable(analysis: RobustnessAnalysis, model: string, words: ReportWords): ReportTable {
  const overall = overallEffects(analysis);
  return {
    title: words.text("robustness.tests", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("robustness.perturbation")),
      numberColumn(words.text("robustness.worst")),
      numberColumn(words.text("robustness.drop")),
      numberColumn(words.text("robustness.bootstrap")),
      numberColumn(words.text("pairs.column.p")),
      numberColumn(words.text("pairs.column.holm")),
      numberColumn(words.text("pairs.column.falseDiscovery")),
    ],
    rows: overall
      .filter((effect) => effect.model === model)
      .map((effect) => [
        { text: singleLine(effect.perturbation) },
        plainMeanCell(effect.worst, words),
        pointsValueCell(effect.drop, words),
        { text: effect.bootstrap === null ? "–" : intervalText(effect.bootstrap, words) || "–" },
        {
          text: pText(effect.test.p, words),
          ...(effect.test.midP === null
            ? {}
            : { detail: `(${words.text("pairs.midP", { p: pText(effect.test.midP, words) })})` }),
        },
        { text: pText(effect.test.holmP, words) },
        { text: pText(effect.test.benjaminiHochbergP, words) },
      ]),
    notes: [words.text("robustness.tests.note", { count: words.count(testedCount(overall)) })],
  };
}

/** Effects over all items under the headline denominator. */
function overallEffects({ effects }: RobustnessAnalysis): readonly PerturbationEffect[] {
  return effects.filter(
    ({ denominator, stratum }) => denominator === headlineDenominator && Object.keys(stratum).length === 0,
  );
}

function testedCount(effects: readonly PerturbationEffect[]): number {
  return effects.filter(({ test }) => test.p !== null).length;
}

function operatorsOf({ perturbations }: RobustnessAnalysis, name: string): readonly string[] {
  return perturbations.find((one) => one.name === name)?.operators ?? [];
}

/** The line with the greatest change, told in a sentence. */
function example(rows: readonly PerturbationEffect[], words: ReportWords): readonly string[] {
  const told = rows.filter(({ drop, rightToWrong }) => drop.value !== null && rightToWrong.value !== null);
  const [line] = [...told].sort((a, b) => Math.abs(b.drop.value ?? 0) - Math.abs(a.drop.value ?? 0));
  if (line === undefined) {
    return [];
  }
  const { value: share } = line.wrongToOtherWrong;
  return [
    words.text("robustness.effects.example", {
      perturbation: singleLine(line.perturbation),
      n: words.count(line.nItems),
      model: singleLine(line.model),
      original: words.percent(line.original.value),
      perturbed: words.percent(line.perturbed.value),
      drop: words.decimal(Math.abs(line.drop.value ?? 0) * 100, 1),
      interval: intervalText(unsigned(line.drop), words),
      rightToWrong: words.percent(line.rightToWrong.value),
      wrongToRight: words.percent(line.wrongToRight.value),
      other: share === null ? "" : words.text("robustness.effects.exampleOther", { share: words.percent(share) }),
    }),
  ];
}

/** The limits of a distance: those of a rise are turned round. */
function unsigned({ value, low, high }: PerturbationEffect["drop"]) {
  return (value ?? 0) >= 0 || low === null || high === null ? { low, high } : { low: -high, high: -low };
}

/** The drop under each denominator, for the perturbations with a form that is not sound. Null where all are. */
export function robustnessDenominatorsTable(analysis: RobustnessAnalysis, words: ReportWords): ReportTable | null {
  const mixed = analysis.perturbations.filter(({ unchecked, unsound }) => unchecked + unsound > 0);
  const cellOf = (model: string, perturbation: string, denominator: PerturbationEffect["denominator"]) => {
    const effect = analysis.effects.find(
      (one) =>
        one.model === model &&
        one.perturbation === perturbation &&
        one.denominator === denominator &&
        Object.keys(one.stratum).length === 0,
    );
    return effect === undefined || effect.drop.value === null
      ? { text: "–", detail: `n = ${words.count(effect?.nItems ?? 0)}` }
      : pointsValueCell(effect.drop, words, `n = ${words.count(effect.nItems)}`);
  };
  return mixed.length === 0
    ? null
    : {
        title: words.text("robustness.denominators"),
        columns: [
          wordColumn(words.text("robustness.perturbation")),
          wordColumn(words.text("column.model")),
          numberColumn(words.text("robustness.denominator.all")),
          numberColumn(words.text("robustness.denominator.sound-or-unchecked")),
          numberColumn(words.text("robustness.denominator.sound")),
        ],
        rows: mixed.flatMap(({ name }) =>
          analysis.models.map((model) => [
            { text: singleLine(name) },
            { text: singleLine(model) },
            cellOf(model, name, "all"),
            cellOf(model, name, "sound-or-unchecked"),
            cellOf(model, name, "sound"),
          ]),
        ),
        notes: [words.text("robustness.denominators.note", { level: levelPercent(analysis.level, words) })],
      };
}

/** Chance-corrected accuracies, for the perturbations that change how easily an answer is guessed. Null without any. */
export function robustnessChanceTable(analysis: RobustnessAnalysis, words: ReportWords): ReportTable | null {
  const rows = analysis.effects.filter(
    ({ denominator, stratum, chanceCorrected: { originalChance, perturbedChance } }) =>
      denominator === headlineDenominator &&
      Object.keys(stratum).length === 0 &&
      originalChance !== null &&
      perturbedChance !== null &&
      Math.abs(originalChance - perturbedChance) > 1e-9,
  );
  return rows.length === 0
    ? null
    : {
        title: words.text("robustness.chance"),
        columns: [
          wordColumn(words.text("robustness.perturbation")),
          wordColumn(words.text("column.model")),
          numberColumn(words.text("robustness.items")),
          numberColumn(words.text("robustness.chance.guess")),
          numberColumn(words.text("robustness.original")),
          numberColumn(words.text("robustness.perturbed")),
          numberColumn(words.text("robustness.drop")),
        ],
        rows: rows.map((effect) => {
          const { originalChance, perturbedChance, original, perturbed, drop } = effect.chanceCorrected;
          return [
            { text: singleLine(effect.perturbation) },
            { text: singleLine(effect.model) },
            itemsCell(effect, words),
            { text: `${words.percent(originalChance)} → ${words.percent(perturbedChance)}` },
            rateCell(original, words),
            rateCell(perturbed, words),
            pointsValueCell(drop, words),
          ];
        }),
        notes: [words.text("robustness.chance.note", { whole: words.wholePercent(1) })],
      };
}
