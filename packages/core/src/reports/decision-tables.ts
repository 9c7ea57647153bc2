import { singleLine } from "../figures/printable-text.ts";
import type { Decision, VersionChange } from "../records/decision.ts";
import { decisionRows } from "./decision-rows.ts";
import { priorNotes } from "./exam-standard-tables.ts";
import { levelPercent, pointsText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/**
 * A decision as tables: the findings, what calls took, and what changed since an earlier version where one is given.
 *
 * @param mostFlips Changed items listed; a note says how many more there are.
 */
export function decisionTables(
  decision: Decision,
  words: ReportWords,
  mostFlips = Number.POSITIVE_INFINITY,
): readonly ReportTable[] {
  const { change } = decision;
  return [
    findingsTable(decision, words),
    ...operationsTables(decision, words),
    ...(change === null ? [] : changeTables(change, words, mostFlips)),
  ];
}

function findingsTable(decision: Decision, words: ReportWords): ReportTable {
  const { standard, reference } = decision;
  return {
    title: words.text("decision.findings"),
    columns: [
      wordColumn(words.text("decision.question")),
      wordColumn(words.text("decision.finding")),
      wordColumn(words.text("decision.basis")),
    ],
    rows: decisionRows(decision, words),
    notes: [
      words.text("decision.intervals", { level: levelPercent(decision.level, words) }),
      ...(standard.pass === null ? [] : [words.text("standard.note"), ...priorNotes(decision, words)]),
      ...(reference.status === "not-shown" ? [words.text("decision.notShownNote")] : []),
    ],
  };
}

function operationsTables({ operations }: Decision, words: ReportWords): readonly ReportTable[] {
  if (operations === null) {
    return [];
  }
  const { backend, platform, calls, attempts, latencyMs, promptTokens, completionTokens } = operations;
  const unknown = words.text("value.unknown");
  const seconds = (ms: number | undefined): string =>
    ms === undefined ? unknown : `${words.decimal(ms / 1000, ms < 10_000 ? 2 : 1)} s`;
  const tokens = (count: number | null): string => (count === null ? unknown : words.count(count));
  const money = (cost: typeof operations.cost): string =>
    cost === null
      ? unknown
      : `${words.decimal(cost.amount, Math.abs(cost.amount) < 1 ? 4 : 2)} ${singleLine(cost.currency)}`;
  return [
    {
      title: words.text("decision.operations"),
      columns: [
        wordColumn(words.text("decision.backend")),
        wordColumn(words.text("decision.platform")),
        numberColumn(words.text("decision.calls")),
        numberColumn(words.text("decision.attempts")),
        numberColumn(words.text("decision.median")),
        numberColumn(words.text("decision.p95")),
        numberColumn(words.text("decision.tokens")),
        numberColumn(words.text("decision.cost")),
        numberColumn(words.text("decision.perThousand")),
      ],
      rows: [
        [
          { text: singleLine(backend) },
          { text: singleLine(platform) },
          { text: words.count(calls) },
          { text: words.count(attempts) },
          { text: seconds(latencyMs?.p50) },
          { text: seconds(latencyMs?.p95) },
          { text: `${tokens(promptTokens)} / ${tokens(completionTokens)}` },
          { text: money(operations.cost) },
          { text: money(operations.costPerThousandCalls) },
        ],
      ],
      notes: [words.text("decision.operationsNote")],
    },
  ];
}

function changeTables(change: VersionChange, words: ReportWords, mostFlips: number): readonly ReportTable[] {
  const { difference, flips } = change;
  const points = (value: number): ReportCell => ({ text: words.percent(value) });
  const shown = flips.slice(0, mostFlips);
  return [
    {
      title: words.text("decision.changeTitle", { model: singleLine(change.model), run: singleLine(change.run) }),
      columns: [
        wordColumn(words.text("decision.change")),
        numberColumn(words.text("decision.difference")),
        numberColumn(words.text("decision.gained")),
        numberColumn(words.text("decision.lost")),
        numberColumn(words.text("decision.alike")),
      ],
      rows: [
        [
          { text: singleLine(change.run) },
          { text: pointsText(difference.value, words), detail: words.interval(difference) },
          { text: words.count(change.gained) },
          { text: words.count(change.lost) },
          { text: words.count(change.alike) },
        ],
      ],
      notes: [
        words.text("decision.changeNote", {
          n: words.count(change.nItems),
          clusters: words.count(change.nClusters),
          other: words.count(change.notCompared),
        }),
      ],
    },
    ...(shown.length === 0
      ? []
      : [
          {
            title: words.text("decision.flips"),
            columns: [
              wordColumn(words.text("decision.item")),
              numberColumn(words.text("decision.before")),
              numberColumn(words.text("decision.now")),
            ],
            rows: shown.map((flip) => [{ text: singleLine(flip.itemId) }, points(flip.before), points(flip.now)]),
            notes:
              shown.length === flips.length
                ? []
                : [words.text("decision.moreFlips", { n: words.count(flips.length - shown.length), flag: "--json" })],
          },
        ]),
  ];
}
