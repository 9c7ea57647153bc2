import { checkPluginFacts } from "../../packages/core/src/base/conformance.ts";
import type { Measure, MeasureContext } from "../../packages/core/src/measures/define.ts";
import type { ScoreTable } from "../../packages/core/src/measures/score-table.ts";

/** A table of 24 calls: 12 items in 10 clusters, two repeats each; `points` gives each call's points. */
function tableOf(points: (call: number) => number): ScoreTable {
  const rows = 24;
  const itemOf = (call: number): number => Math.floor(call / 2);
  const zeros = new Uint16Array(rows);
  return {
    rows,
    exams: ["exam"],
    models: ["model"],
    arms: ["arm"],
    perturbations: ["none"],
    scorers: ["scorer"],
    answerStrings: ["", "A", "B"],
    exam: zeros,
    model: zeros,
    arm: zeros,
    perturbation: zeros,
    item: Int32Array.from({ length: rows }, (_, call) => itemOf(call)),
    // The last three items share a case.
    cluster: Int32Array.from({ length: rows }, (_, call) => Math.min(itemOf(call), 9)),
    state: new Uint8Array(rows),
    status: Uint8Array.from({ length: rows }, (_, call) => (call % 7 === 6 ? 5 : 0)),
    truncated: new Uint8Array(rows),
    filtered: new Uint8Array(rows),
    empty: new Uint8Array(rows),
    answer: Int32Array.from({ length: rows }, (_, call) => (call % 7 === 6 ? 0 : points(call) === 1 ? 1 : 2)),
    key: new Int32Array(rows).fill(1),
    chance: new Float64Array(rows).fill(0.2),
    points: [Float64Array.from({ length: rows }, (_, call) => points(call))],
    least: [new Float64Array(rows)],
  };
}

/** The same with what measures of texts are made from: points that are shares of one count in another. */
function withTexts(table: ScoreTable): ScoreTable {
  const points = table.points[0] ?? new Float64Array();
  const corpus = {
    columns: 2,
    counts: Float64Array.from([...points].flatMap((point) => [point, 1])),
    value: ([shared = 0, all = 0]: Float64Array) => ({ share: all === 0 ? null : shared / all }),
  };
  const marks = { reason: new Int32Array(table.rows), reasons: [""], signatures: new Map<string, string>(), corpus };
  return { ...table, texts: new Map([[0, marks]]) };
}

const context: MeasureContext = {
  level: 0.95,
  resamples: 200,
  seed: 7,
  strataOf: () => Int32Array.from({ length: 12 }, (_, item) => item % 3),
};

/**
 * The contract of a measure, executed over calls that are all right, all wrong, mixed, one, and none: returns what
 * is wrong. Numbers are finite, lie within their interval, come with a method, and nothing is made of nothing.
 */
export function checkMeasure(plugin: Measure, settings: unknown): string[] {
  const problems = checkPluginFacts(plugin);
  const measure = plugin.configure(settings);
  const cases: [name: string, table: ScoreTable, rows: number][] = [
    ["all right", tableOf(() => 1), 24],
    ["all wrong", tableOf(() => 0), 24],
    ["mixed", tableOf((call) => (call % 3 === 0 ? 0 : 1)), 24],
    ["one call", tableOf(() => 1), 1],
    ["no call", tableOf(() => 1), 0],
  ];
  for (const [name, table, nRows] of cases) {
    const given = plugin.marks === "text" ? withTexts(table) : table;
    const view = { table: given, rows: Int32Array.from({ length: nRows }, (_, row) => row), scorer: 0 };
    const values = measure.estimate(view, context);
    const problem = (what: string): void => {
      problems.push(`${name}: ${what}`);
    };
    if (values.length === 0) {
      problem("no row, not even one that says why");
    }
    if (JSON.stringify(measure.estimate(view, context)) !== JSON.stringify(values)) {
      problem("measured twice, it is not the same");
    }
    for (const { measure: row, value, low, high, method, why } of values) {
      if (row !== plugin.name && !row.includes(":") && !row.startsWith(plugin.name)) {
        problem(`the row is called "${row}"`);
      }
      if (value === null) {
        if (low !== null || high !== null || why === undefined || why === "") {
          problem(`"${row}" is not estimable and does not say why`);
        }
        continue;
      }
      if (nRows === 0) {
        problem(`"${row}" is ${value} without a single call`);
      }
      if (![value, low ?? 0, high ?? 0].every(Number.isFinite)) {
        problem(`"${row}" is ${value} [${low}, ${high}]`);
      }
      if (low !== null && high !== null && !(low <= value + 1e-12 && value <= high + 1e-12)) {
        problem(`"${row}" is ${value}, outside its interval [${low}, ${high}]`);
      }
      if ((low === null) !== (method === "none")) {
        problem(`"${row}" has the method "${method}" and the interval [${low}, ${high}]`);
      }
    }
  }
  return problems;
}
