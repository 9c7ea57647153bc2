import { singleLine } from "../figures/printable-text.ts";
import { headlineDenominator, type PerturbationEffect, type RobustnessAnalysis } from "../records/robustness.ts";
import { levelPercent } from "./pairs-numbers.ts";
import { stratumName, tagsName } from "./profile-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import { pointsValueCell } from "./robustness-cells.ts";

/** Fewer questions are greyed: a hint and not a result. */
const fewItems = 30;

/**
 * The drop by stratum, a table a breakdown of the study: a line for each perturbation and stratum, a column a model.
 *
 * @param mostRows Lines shown at most, those with the greatest drop of any model first where there are more.
 */
export function robustnessStrataTables(
  analysis: RobustnessAnalysis,
  words: ReportWords,
  mostRows: number,
): readonly ReportTable[] {
  const inStrata = analysis.effects.filter(
    ({ denominator, stratum }) => denominator === headlineDenominator && Object.keys(stratum).length > 0,
  );
  const byTags = Map.groupBy(inStrata, ({ stratum }) => JSON.stringify(Object.keys(stratum)));
  return [...byTags.values()].map((effects) => {
    const lines = [...Map.groupBy(effects, (effect) => JSON.stringify([effect.perturbation, effect.stratum])).values()];
    const shown = lines.length > mostRows ? [...lines].sort(byGreatestDrop).slice(0, mostRows) : lines;
    const level = levelPercent(analysis.level, words);
    return {
      title: words.text("robustness.strata", { tags: tagsName(Object.keys(effects[0]?.stratum ?? {}), words) }),
      columns: [
        wordColumn(words.text("robustness.perturbation")),
        wordColumn(tagsName(Object.keys(effects[0]?.stratum ?? {}), words)),
        ...analysis.models.map((model) => numberColumn(singleLine(model))),
      ],
      rows: shown.map((line) => [
        { text: singleLine(line[0]?.perturbation ?? "") },
        { text: stratumName(line[0]?.stratum ?? {}, words) },
        ...analysis.models.map((model) => stratumCell(line, model, analysis.alpha, words)),
      ]),
      notes: [
        words.text("robustness.strata.note", {
          level,
          limit: words.count(fewItems),
          alpha: levelPercent(analysis.alpha, words),
        }),
        ...(shown.length === lines.length
          ? []
          : [
              words.text("robustness.strata.some", {
                shown: words.count(shown.length),
                count: words.count(lines.length),
              }),
            ]),
      ],
    };
  });
}

function byGreatestDrop(one: readonly PerturbationEffect[], other: readonly PerturbationEffect[]): number {
  const greatest = (line: readonly PerturbationEffect[]): number =>
    Math.max(...line.map(({ drop }) => Math.abs(drop.value ?? 0)));
  return greatest(other) - greatest(one);
}

function stratumCell(
  line: readonly PerturbationEffect[],
  model: string,
  alpha: number,
  words: ReportWords,
): ReportCell {
  const effect = line.find((one) => one.model === model);
  if (effect === undefined || effect.drop.value === null) {
    return { text: "–" };
  }
  const small = effect.nItems < fewItems;
  const mark = (effect.test.holmP ?? 1) <= alpha ? "*" : "";
  const cell = pointsValueCell(effect.drop, words, `n = ${words.count(effect.nItems)}${small ? "°" : ""}`);
  return { ...cell, text: `${cell.text}${mark}`, ...(small ? { small: true as const } : {}) };
}
