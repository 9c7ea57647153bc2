import { type ForestRow, forestFigure } from "../../figures/forest-figure.ts";
import { type InteractionCell, interactionHeatmap } from "../../figures/interaction-heatmap.ts";
import { singleLine } from "../../figures/printable-text.ts";
import { mostRadarModels, specialtyRadarFigure } from "../../figures/specialty-radar-figure.ts";
import { headlineDenominator, type Robustness, type RobustnessAnalysis } from "../../records/robustness.ts";
import { levelPercent, pointsText } from "../pairs-numbers.ts";
import type { ReportTable } from "../report-table.ts";
import type { ReportWords } from "../report-words.ts";
import {
  robustnessChanceTable,
  robustnessDenominatorsTable,
  robustnessEffectsTable,
  robustnessFormsTable,
  robustnessTestsTable,
} from "../robustness-effect-tables.ts";
import { robustnessEnsemblesTable, robustnessPositionTables } from "../robustness-form-tables.ts";
import {
  headlineDifferences,
  robustnessInteractionsTable,
  robustnessLanguagesTable,
  robustnessPairTable,
  robustnessProfileTable,
  robustnessRanksTable,
} from "../robustness-model-tables.ts";
import { robustnessStrataTables } from "../robustness-strata-tables.ts";
import { robustnessTitle } from "../robustness-tables.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlFigure, htmlPanel, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** Fewer axes have no area; more have no room for their names. */
const radarAxes = { least: 3, most: 14 };
/** Lines of a breakdown at most; all are in robustness.json. */
const mostStrata = 60;

/**
 * Robustness as the body of a section: for each exam and way of asking the profile as a radar, for each model what every
 * perturbation does, then order, place, pairs of perturbations, of models and of languages. Says so where the run has no
 * perturbation.
 */
export function robustnessSection(robustness: Robustness, words: ReportWords, nextId: NextFigureId): string {
  const { analyses, languages } = robustness;
  if (analyses.length === 0) {
    return paragraph(words.text("robustness.none"));
  }
  const across = robustnessLanguagesTable(languages, analyses[0]?.level ?? 0.95, words);
  return [
    paragraph(words.text("robustness.intro")),
    blockDetails(
      analyses.map((analysis) => ({
        title: robustnessTitle(analysis, analyses, words),
        body: analysisBody(analysis, words, nextId),
      })),
    ),
    ...(across === null ? [] : [htmlTable(across)]),
  ].join("\n");
}

function analysisBody(analysis: RobustnessAnalysis, words: ReportWords, nextId: NextFigureId): string {
  const tables = (list: readonly (ReportTable | null)[]): readonly string[] =>
    list.filter((table) => table !== null).map((table) => htmlTable(table));
  const models = analysis.models.map((model) => ({
    title: singleLine(model),
    body: [
      effectsFigure(analysis, model, words, nextId),
      ...tables([
        robustnessEffectsTable(analysis, model, words),
        robustnessEnsemblesTable(analysis, model, words),
        robustnessTestsTable(analysis, model, words),
      ]),
    ].join("\n"),
  }));
  const strata = robustnessStrataTables(analysis, words, mostStrata);
  return [
    ...tables([robustnessFormsTable(analysis, words)]),
    ...radar(analysis, words, nextId),
    ...tables([robustnessProfileTable(analysis, words), robustnessRanksTable(analysis, words)]),
    ...(models.length > 1 ? [`<h3>${escapeHtml(words.text("robustness.models"))}</h3>`] : []),
    blockDetails(models),
    ...tables([robustnessDenominatorsTable(analysis, words), robustnessChanceTable(analysis, words)]),
    ...tables(robustnessPositionTables(analysis, words)),
    ...interactionPanels(analysis, words, nextId),
    ...tables([robustnessInteractionsTable(analysis, words)]),
    ...analysis.pairs.flatMap((pair) => [
      pairFigure(pair, analysis, words, nextId),
      htmlTable(robustnessPairTable(pair, analysis, words)),
    ]),
    ...(analysis.pairsWhy === undefined
      ? []
      : [paragraph(words.text("robustness.pairs.none", { why: words.named("why", analysis.pairsWhy) }), "note")]),
    ...(strata.length === 0
      ? []
      : [closedDetails(strata.map((table) => ({ title: table.title, body: htmlTable(table) })))]),
  ].join("\n");
}

/** Parts that only who looks for them wants to see. */
function closedDetails(parts: readonly { readonly title: string; readonly body: string }[]): string {
  return parts
    .map(({ title, body }) => `<details><summary>${escapeHtml(title)}</summary>\n${body}\n</details>`)
    .join("\n");
}

/** The share kept: an axis a kind of perturbation, or a perturbation where there are too few kinds. */
function radar(analysis: RobustnessAnalysis, words: ReportWords, nextId: NextFigureId): readonly string[] {
  const profiles = analysis.profiles.filter(({ denominator }) => denominator === headlineDenominator);
  const groups = profiles[0]?.axes.map(({ group }) => words.text(`robustness.group.${group}`)) ?? [];
  const effects = analysis.effects.filter(
    ({ denominator, stratum }) => denominator === headlineDenominator && Object.keys(stratum).length === 0,
  );
  const byGroup = groups.length >= radarAxes.least;
  // Of chains the names are too long and the parts are there.
  const single = analysis.perturbations.filter(({ operators }) => operators.length < 2);
  const axes = byGroup ? groups : single.map(({ name }) => singleLine(name));
  if (axes.length < radarAxes.least || axes.length > radarAxes.most) {
    return [];
  }
  const kept = (value: number | null): number | null => (value === null ? null : Math.max(0, Math.min(1, value)));
  const lines = analysis.models.map((model) => ({
    model: singleLine(model),
    values: byGroup
      ? (profiles.find((one) => one.model === model)?.axes ?? []).map(({ retained }) => kept(retained.value))
      : single.map(({ name }) => {
          const drop = effects.find((one) => one.model === model && one.perturbation === name)?.relativeDrop.value;
          return kept(drop === undefined || drop === null ? null : 1 - drop);
        }),
  }));
  const caption = [
    words.text("robustness.profile.figure", {
      whole: words.wholePercent(1),
      axis: words.text(byGroup ? "robustness.profile.axisGroup" : "robustness.profile.axisPerturbation"),
    }),
    ...(lines.length > mostRadarModels
      ? [words.text("profile.radarSome", { shown: words.count(mostRadarModels), total: words.count(lines.length) })]
      : []),
  ].join(words.language === "zh" ? "" : " ");
  return [htmlFigure((widthPx) => specialtyRadarFigure(axes, lines, words, widthPx), caption, nextId)];
}

function effectsFigure(analysis: RobustnessAnalysis, model: string, words: ReportWords, nextId: NextFigureId): string {
  const rows = analysis.effects
    .filter(
      (effect) =>
        effect.model === model &&
        effect.denominator === headlineDenominator &&
        Object.keys(effect.stratum).length === 0,
    )
    .map(({ perturbation, drop: { value, low, high }, verdict }): ForestRow => {
      const toldApart = verdict === "falls" || verdict === "rises";
      return { first: perturbation, second: "", value, low, high, toldApart };
    });
  const caption = words.text("robustness.effects.figure", {
    model: singleLine(model),
    level: levelPercent(analysis.level, words),
  });
  return htmlFigure((widthPx) => forestFigure(rows, forestWords(words), widthPx), caption, nextId);
}

function pairFigure(
  pair: RobustnessAnalysis["pairs"][number],
  { level }: RobustnessAnalysis,
  words: ReportWords,
  nextId: NextFigureId,
): string {
  const rows = headlineDifferences(pair).map(({ perturbation, advantage, outcome }): ForestRow => {
    const { value, low, high } = advantage;
    return { first: perturbation, second: "", value, low, high, toldApart: outcome === "win" || outcome === "loss" };
  });
  const caption = words.text("robustness.pairs.figure", {
    first: singleLine(pair.first),
    second: singleLine(pair.second),
    level: levelPercent(level, words),
  });
  return htmlFigure((widthPx) => forestFigure(rows, forestWords(words), widthPx), caption, nextId);
}

function interactionPanels(analysis: RobustnessAnalysis, words: ReportWords, nextId: NextFigureId): readonly string[] {
  const shown = analysis.interactions.filter(({ denominator }) => denominator === headlineDenominator);
  if (shown.length === 0) {
    return [];
  }
  const panels = [...Map.groupBy(shown, ({ model }) => model)].map(([model, rows]) => {
    const cells = rows.map(({ first, second, interaction, test }): InteractionCell => {
      return {
        first,
        second,
        value: interaction.value,
        toldApart: test.holmP !== null && test.holmP <= analysis.alpha,
      };
    });
    const alternative = words.text("robustness.interactions.figure", { model: singleLine(model) });
    return htmlPanel(interactionHeatmap(cells, forestWords(words)), singleLine(model), alternative, nextId);
  });
  return [
    `<div class="panels">${panels.join("")}</div>`,
    paragraph(words.text("robustness.interactions.legend"), "note"),
  ];
}

function forestWords(words: ReportWords) {
  return {
    points: (difference: number) => pointsText(difference, words),
    wholePoints: (difference: number) => pointsText(difference, words, 0),
  };
}
