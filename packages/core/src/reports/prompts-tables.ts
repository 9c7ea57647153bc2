import { singleLine } from "../figures/printable-text.ts";
import type { ComparedValue } from "../records/comparison.ts";
import type { PromptAnalysis, PromptModel } from "../records/prompt-analysis.ts";
import { levelPercent } from "./pairs-numbers.ts";
import { plainTable } from "./plain-table.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { intervalText, itemsCell, plainMeanCell, rateCell, whyNote } from "./robustness-cells.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** Pairs of prompts shown at most: those that agree least. */
const mostPairs = 10;

/** Every table of how far a run's results hang on the wording. */
export function promptsTables(analyses: readonly PromptAnalysis[], words: ReportWords): readonly ReportTable[] {
  return analyses.flatMap((analysis) => {
    const title = promptsTitle(analysis, analyses, words);
    return promptAnalysisTables(analysis, words).map((table) => ({ ...table, title: `${title}: ${table.title}` }));
  });
}

/** The exam, and what the prompts share where there are several families of them. */
export function promptsTitle(
  { exam, condition }: Pick<PromptAnalysis, "exam" | "condition">,
  all: readonly Pick<PromptAnalysis, "exam" | "condition">[],
  words: ReportWords,
): string {
  const several = all.some((other) => other.condition !== condition);
  const shared = condition === "" ? words.text("prompts.plain") : singleLine(condition);
  return several ? `${singleLine(exam)} · ${shared}` : singleLine(exam);
}

/** The tables of one analysis: best and worst, every prompt, what is made from them, and the order of the models. */
export function promptAnalysisTables(analysis: PromptAnalysis, words: ReportWords): readonly ReportTable[] {
  const rankings = promptRankingsTable(analysis, words);
  return [
    promptRangesTable(analysis, words),
    promptAccuraciesTable(analysis, words),
    promptScoresTable(analysis, words),
    ...(rankings === null ? [] : [rankings]),
  ];
}

function promptRangesTable(analysis: PromptAnalysis, words: ReportWords): ReportTable {
  return {
    title: words.text("prompts.ranges"),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("prompts.items")),
      numberColumn(words.text("prompts.mean")),
      numberColumn(words.text("prompts.max")),
      wordColumn(words.text("prompts.best")),
      numberColumn(words.text("prompts.min")),
      wordColumn(words.text("prompts.worst")),
      numberColumn(words.text("prompts.spread")),
    ],
    rows: analysis.models.map((model) => [
      { text: singleLine(model.model) },
      itemsCell(model, words),
      rateCell(model.figures.mean, words),
      rateCell(model.figures.max, words),
      { text: promptNames(model.best, analysis, words) },
      rateCell(model.figures.min, words),
      { text: promptNames(model.worst, analysis, words) },
      spreadCell(model.figures.spread, words),
    ]),
    notes: [
      ...aloud(analysis, words),
      words.text("prompts.ranges.note", {
        level: levelPercent(analysis.level, words),
        prompts: words.count(analysis.prompts.length),
      }),
      ...whyNote(
        analysis.models.map(({ figures }) => figures.mean),
        words,
      ),
    ],
  };
}

/** Names of prompts; in words where all have the same accuracy. */
function promptNames(names: readonly string[], { prompts }: PromptAnalysis, words: ReportWords): string {
  return names.length === 0
    ? "–"
    : names.length === prompts.length
      ? words.text("prompts.allAlike")
      : words.list(names.map(singleLine));
}

/** The line of the model whose accuracy moves most, read out; none where no line has numbers. */
function aloud(analysis: PromptAnalysis, words: ReportWords): readonly string[] {
  const [line] = analysis.models
    .filter(({ figures }) => figures.spread.value !== null)
    .sort((a, b) => (b.figures.spread.value ?? 0) - (a.figures.spread.value ?? 0));
  if (line === undefined) {
    return [];
  }
  const { mean, max, min, spread } = line.figures;
  const values = {
    model: singleLine(line.model),
    n: words.count(line.nItems),
    prompts: words.count(analysis.prompts.length),
    mean: words.percent(mean.value),
    max: words.percent(max.value),
    best: promptNames(line.best, analysis, words),
    min: words.percent(min.value),
    worst: promptNames(line.worst, analysis, words),
    spread: words.decimal((spread.value ?? 0) * 100, 1),
    interval: intervalText(spread, words),
  };
  if ((spread.value ?? 0) === 0) {
    return [words.text("prompts.ranges.exampleAlike", values)];
  }
  return [
    words.text("prompts.ranges.example", values) +
      (line.beyondChance === null
        ? ""
        : words.text("prompts.ranges.exampleBeyond", { beyond: words.decimal(line.beyondChance * 100, 1) })),
  ];
}

function spreadCell(spread: ComparedValue, words: ReportWords): ReportCell {
  return spread.value === null
    ? { text: words.text("value.notEstimable") }
    : { text: words.decimal(spread.value * 100, 1), detail: intervalText(spread, words) };
}

function promptAccuraciesTable(analysis: PromptAnalysis, words: ReportWords): ReportTable {
  return {
    title: words.text("prompts.accuracies"),
    columns: [
      wordColumn(words.text("prompts.prompt")),
      ...analysis.models.map(({ model }) => numberColumn(singleLine(model))),
    ],
    rows: analysis.prompts.map((prompt, at) => [
      { text: singleLine(prompt) },
      ...analysis.models.map(({ accuracies }) => {
        const mean = accuracies[at];
        return mean === undefined ? { text: "–" } : plainMeanCell(mean, words);
      }),
    ]),
    notes: [words.text("prompts.accuracies.note", { level: levelPercent(analysis.level, words) })],
  };
}

function promptScoresTable(analysis: PromptAnalysis, words: ReportWords): ReportTable {
  const beyond = ({ beyondChance }: PromptModel): ReportCell => ({
    text: beyondChance === null ? "–" : words.decimal(beyondChance * 100, 1),
  });
  return {
    title: words.text("prompts.scores"),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("prompts.deviation")),
      numberColumn(words.text("prompts.beyondChance")),
      numberColumn(words.text("prompts.saturation")),
      numberColumn(words.text("prompts.combined")),
    ],
    rows: analysis.models.map((model) => [
      { text: singleLine(model.model) },
      spreadCell(model.figures.deviation, words),
      beyond(model),
      rateCell(model.figures.saturation, words),
      rateCell(model.figures.combined, words),
    ]),
    notes: [
      words.text("prompts.scores.note", { level: levelPercent(analysis.level, words), whole: words.percent(1) }),
      ...(analysis.models.some(({ figures: { deviation } }) => deviation.value !== null && deviation.low === null)
        ? [words.text("prompts.scores.noInterval")]
        : []),
    ],
  };
}

/** Whether the order of the models hangs on the prompt. Null for a single model. */
function promptRankingsTable(analysis: PromptAnalysis, words: ReportWords): ReportTable | null {
  if (analysis.models.length < 2) {
    return null;
  }
  const known = analysis.rankings
    .filter(({ tau }) => tau.value !== null)
    .sort((a, b) => (a.tau.value ?? 0) - (b.tau.value ?? 0));
  const [lowest] = known;
  const shown = known.filter(({ tau }) => !isSameOrder(tau)).slice(0, mostPairs);
  return {
    title: words.text("prompts.rankings"),
    columns: [wordColumn(words.text("prompts.rankings.pair")), numberColumn(words.text("prompts.tau"))],
    rows: [
      [
        { text: words.text("prompts.rankings.mean", { pairs: words.count(known.length) }) },
        tauCell(analysis.meanTau, words),
      ],
      ...shown.map(({ first, second, tau }) => [
        { text: `${singleLine(first)} – ${singleLine(second)}` },
        tauCell(tau, words),
      ]),
    ],
    notes: [
      ...(lowest === undefined || lowest.tau.value === null
        ? []
        : [
            words.text(isSameOrder(lowest.tau) ? "prompts.rankings.exampleSame" : "prompts.rankings.example", {
              first: singleLine(lowest.first),
              second: singleLine(lowest.second),
              tau: words.decimal(lowest.tau.value, 2),
            }),
          ]),
      words.text("prompts.rankings.note", { level: levelPercent(analysis.level, words) }),
      ...(shown.length === analysis.rankings.length || shown.length === 0
        ? []
        : [
            words.text("prompts.rankings.shown", {
              shown: words.count(shown.length),
              pairs: words.count(analysis.rankings.length),
            }),
          ]),
      ...whyNote(
        analysis.rankings.map(({ tau }) => tau),
        words,
      ),
    ],
  };
}

/** Rounding may leave τ a little below 1. */
function isSameOrder({ value }: ComparedValue): boolean {
  return value !== null && value > 1 - 1e-9;
}

function tauCell({ value, low, high }: ComparedValue, words: ReportWords): ReportCell {
  if (value === null) {
    return { text: words.text("value.notEstimable") };
  }
  const between = words.language === "es" ? "; " : ", ";
  return {
    text: words.decimal(value, 2),
    ...(low === null || high === null
      ? {}
      : { detail: `[${words.decimal(low, 2)}${between}${words.decimal(high, 2)}]` }),
  };
}

/** What is said of a run without two prompts. */
export function noPromptsText(language: ReportWords["language"]): string {
  return reportWords(language).text("prompts.none");
}

/** The tables of `viva prompts`, for a terminal. */
export function promptsTerminalTables(
  analyses: readonly PromptAnalysis[],
  language: ReportWords["language"],
): readonly TerminalTable[] {
  return promptsTables(analyses, reportWords(language)).map(plainTable);
}
