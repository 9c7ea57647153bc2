import { singleLine } from "../figures/printable-text.ts";
import type {
  AnomalyCheck,
  AnomalyCheckName,
  AnomalyChecks,
  AnomalyFinding,
  AnomalyRow,
} from "../records/anomaly-checks.ts";
import { rateCell } from "./facts-cells.ts";
import { differenceCell, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** What a study or a command has to say for a check to run or to pass. */
const settings: Readonly<Partial<Record<AnomalyCheckName, string>>> = {
  protocols: "sensitivity",
  "token-limit": "max_tokens",
  "cut-replies": "--plugin <file>",
  "option-shuffle": "perturbations: [shuffle-options]",
  "options-only": "perturbations: [options-only]",
  "stem-only": "perturbations: [stem-only]",
  "key-letters": "perturbations: [shuffle-options]",
  "chosen-letters": "perturbations: [shuffle-options]",
  yardsticks: "{ id: always-first, backend: constant-label }, { id: longest, backend: longest-option }",
  published: "published",
};

/** What a person does about a finding; nothing where a check passed. */
type Todo = Exclude<
  AnomalyFinding,
  | "same-order"
  | "whole"
  | "cuts-same-order"
  | "cuts-one-model"
  | "nothing-longer"
  | "read"
  | "shuffle-holds"
  | "control-at-chance"
  | "even-keys"
  | "letters-follow"
  | "above-yardsticks"
  | "published-agree"
>;

/** The summary of every exam and way of asking, then a table for each check that ran. */
export function checksTables(run: AnomalyChecks, words: ReportWords): readonly ReportTable[] {
  const places = [...Map.groupBy(run.checks, ({ exam, arm }) => JSON.stringify([exam, arm])).values()];
  const arms = new Set(run.checks.map(({ arm }) => arm)).size;
  return places.flatMap((checks) => {
    const [first] = checks;
    const place = [first?.exam ?? "", ...(arms > 1 ? [first?.arm ?? ""] : [])].map(singleLine).join(" · ");
    return [checksSummary(checks, place, words), ...checks.flatMap((check) => checkTable(check, place, words) ?? [])];
  });
}

/** One line a check: result, what was found, what to do. */
export function checksSummary(checks: readonly AnomalyCheck[], place: string, words: ReportWords): ReportTable {
  return {
    title: `${place} · ${words.text("checks.summary")}`,
    columns: ["check", "status", "found", "todo"].map((name) =>
      wordColumn(words.text(`checks.${name as "check" | "status" | "found" | "todo"}`)),
    ),
    rows: checks.map((check) => [
      { text: words.text(`checks.name.${check.name}`) },
      { text: words.text(`checks.status.${check.status}`) },
      { text: findingText(check, words) },
      { text: todoText(check, words) },
    ]),
    notes: [words.text("checks.note")],
  };
}

/** What a check found, as a sentence. */
export function findingText({ finding, counts, rates }: AnomalyCheck, words: ReportWords): string {
  const values = [
    ...Object.entries(counts).map(([name, count]) => [name, words.count(count)]),
    // A distance between rates is in points, a rate in per cent.
    ...Object.entries(rates).map(([name, rate]) => [
      name,
      name === "points" ? words.decimal(rate * 100, 0) : words.percent(rate),
    ]),
    ["span", [...new Set([counts["least"] ?? 0, counts["most"] ?? 0])].map(words.count).join("–")],
  ];
  return words.text(`checks.finding.${finding}`, Object.fromEntries(values) as Record<string, string>);
}

/** What to do about it; empty where a check passed. */
export function todoText({ name, status, finding }: AnomalyCheck, words: ReportWords): string {
  if (status === "passed") {
    return "";
  }
  return words.text(`checks.todo.${finding as Todo}`, {
    setting: settings[name] ?? "",
    command: name === "protocols" && finding === "one-protocol" ? "viva rescore" : "viva audit",
  });
}

/** The numbers of a check: a line a model, a protocol or a letter; null for one that did not run. */
export function checkTable(check: AnomalyCheck, place: string, words: ReportWords): ReportTable | null {
  if (check.rows.length === 0) {
    return null;
  }
  // Protocols are compared line by line, as are letters of the key; elsewhere a line is a model's.
  const byProtocol = check.name === "protocols" || check.name === "cut-replies";
  const byLetter = check.name === "key-letters";
  const lineOf = (row: AnomalyRow): string =>
    byProtocol || byLetter
      ? protocolText(row.of ?? "", byProtocol, words)
      : [row.model ?? words.text("checks.of.exam"), ...(check.name === "published" ? [row.of ?? ""] : [])]
          .map(singleLine)
          .join(" · ");
  const columnOf = (row: AnomalyRow): string =>
    byProtocol
      ? singleLine(row.model ?? "")
      : row.quantity === "chosen-share"
        ? singleLine(row.of ?? "")
        : words.text(`checks.quantity.${row.quantity}`);
  const columns = [...new Set(check.rows.map(columnOf))];
  const lines = Map.groupBy(check.rows, lineOf);
  return {
    title: `${place} · ${words.text(`checks.name.${check.name}`)}`,
    columns: [
      wordColumn(
        words.text(byProtocol ? "sensitivity.protocol" : byLetter ? "checks.name.key-letters" : "column.model"),
      ),
      ...columns.map(numberColumn),
    ],
    rows: [...lines].map(([line, rows]) => [
      { text: line },
      ...columns.map((column): ReportCell => {
        const row = rows.find((one) => columnOf(one) === column);
        return row === undefined ? { text: "–" } : valueCell(row, words, byProtocol ? rankIn(row, rows) : null);
      }),
    ]),
    notes: [
      ...(check.name === "cut-replies" ? [words.text("checks.cut.note")] : []),
      ...(!byLetter && check.rows.some(({ p }) => p !== null) ? [words.text("checks.adjusted")] : []),
      ...(check.rows.some(({ flagged }) => flagged) ? [`! ${words.text("checks.flagged")}`] : []),
    ],
  };
}

/** Extractor, denominator and, where replies are cut, the tokens after which. */
function protocolText(of: string, isProtocol: boolean, words: ReportWords): string {
  if (!isProtocol) {
    return singleLine(of);
  }
  const [extractor = "", denominator = "", tokens] = of.split(" · ");
  return [
    singleLine(extractor),
    words.named("denominator", denominator),
    ...(tokens === undefined
      ? []
      : [
          tokens === "none"
            ? words.text("checks.cut.none")
            : words.text("checks.cut.at", { tokens: words.count(Number(tokens)) }),
        ]),
  ].join(" · ");
}

/** Values closer than this are one rank: the same count of right answers can differ in the last bits of a mean. */
const tie = 1e-9;

/** A model's rank among those of its line; null without a value. */
function rankIn({ value }: AnomalyRow, line: readonly AnomalyRow[]): number | null {
  return value === null ? null : 1 + line.filter((row) => row.value !== null && row.value > value + tie).length;
}

function valueCell(row: AnomalyRow, words: ReportWords, rank: number | null): ReportCell {
  const { text, detail } = row.quantity === "difference" ? differenceCell(row, words) : rateCell(row, words);
  const parts = [
    detail ?? "",
    row.n === null ? "" : `n = ${words.count(row.n)}`,
    row.p === null ? "" : `p ${pText(row.p, words).startsWith("<") ? "" : "= "}${pText(row.p, words)}`,
  ].filter((part) => part !== "");
  const ranked = rank === null ? text : `${text} #${rank}`;
  return { text: `${row.flagged ? "! " : ""}${ranked}`, ...(parts.length === 0 ? {} : { detail: parts.join(" ") }) };
}
