import { singleLine } from "../figures/printable-text.ts";
import type { PlannedValue, PowerPlan } from "../records/power-plan.ts";
import type { ReportInput } from "../records/report-input.ts";
import { levelPercent } from "./pairs-numbers.ts";
import { plainTable } from "./plain-table.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** What an exam can tell, with what was taken for granted below it. */
export function powerTable(plan: PowerPlan, words: ReportWords): ReportTable {
  const { assumptions, comparisons, source } = plan;
  const { items, difference, confidence, designEffect } = assumptions;
  const pairs = words.count(comparisons);
  const points = (planned: PlannedValue): string =>
    planned.value === null
      ? words.named("why", planned.why ?? "")
      : words.text("power.points", { value: words.decimal(planned.value * 100, 1) });
  const count = (planned: PlannedValue): string =>
    planned.value === null ? words.named("why", planned.why ?? "") : words.count(planned.value);
  const wished = { difference: words.decimal((difference ?? 0) * 100, 1), pairs };
  const rows: (readonly [string, string])[] = [
    [words.text("power.pair"), points(plan.pair)],
    ...(comparisons > 1 ? [[words.text("power.family", { pairs }), points(plan.family)] as const] : []),
    ...(plan.itemsForPair === null
      ? []
      : [[words.text("power.itemsForPair", wished), count(plan.itemsForPair)] as const]),
    ...(plan.itemsForFamily === null || comparisons < 2
      ? []
      : [[words.text("power.itemsForFamily", wished), count(plan.itemsForFamily)] as const]),
    [
      words.text("power.halfWidth", { level: levelPercent(confidence, words) }),
      words.text("power.points", { value: words.decimal(plan.halfWidth * 100, 1) }),
    ],
    ...(designEffect > 1 ? [[words.text("power.effectiveItems"), words.count(plan.effectiveItems)] as const] : []),
    [words.text("power.discordant"), words.percent(plan.discordantShare)],
  ];
  const title = words.text("power.title", { items: words.count(items) });
  return {
    title: source === null ? title : `${singleLine(source.exam)} · ${title}`,
    columns: [wordColumn(words.text("power.quantity")), numberColumn(words.text("power.value"))],
    rows: rows.map(([question, answer]) => [{ text: question }, { text: answer }]),
    notes: [
      assumptionsText(plan, words),
      words.text("power.how", { power: words.wholePercent(assumptions.power) }),
      ...(assumptions.discordant === null ? [words.text("power.correlation")] : []),
      words.text("power.repeats"),
    ],
  };
}

function assumptionsText({ assumptions, source }: PowerPlan, words: ReportWords): string {
  const { accuracy, correlation, alpha, power, designEffect } = assumptions;
  const shared = {
    accuracy: words.percent(accuracy),
    effect: words.decimal(designEffect, 2),
    alpha: levelPercent(alpha, words),
    power: words.wholePercent(power),
  };
  return source === null || correlation !== null
    ? words.text("power.assumed", { ...shared, correlation: words.decimal(correlation ?? 0, 2) })
    : words.text("power.measured", {
        ...shared,
        run: singleLine(source.run),
        exam: singleLine(source.exam),
        pairs: words.count(source.pairs),
        least: words.percent(source.leastDiscordant),
        most: words.percent(source.mostDiscordant),
      });
}

/** The same for a terminal. */
export function powerTerminalTable(plan: PowerPlan, language: ReportInput["language"]): TerminalTable {
  return plainTable(powerTable(plan, reportWords(language)));
}
