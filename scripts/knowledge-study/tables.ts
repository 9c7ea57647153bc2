import type { KnowledgeAnalysis, KnowledgeArm } from "../../packages/core/src/records/knowledge-analysis.ts";

const percent = (value: number | null): string => (value === null ? "–" : `${(value * 100).toFixed(1)}%`);
const points = (value: number | null): string =>
  value === null ? "–" : `${value > 0 ? "+" : ""}${(value * 100).toFixed(1)}`;
const probability = (value: number | null): string =>
  value === null ? "–" : value < 0.001 ? "< 0.001" : value.toFixed(3);

function mark({ role, arm }: Pick<KnowledgeArm, "role" | "arm">): string {
  return role === "leaking" ? `${arm} (leaks the answer)` : arm;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** What the table of ways of asking is made from. */
export interface WaysTableInput {
  readonly analysis: KnowledgeAnalysis;
  readonly answered: ReadonlyMap<string, number>;
  /** The candidate that always takes the best option, and the one that draws. */
  readonly reader: string;
  readonly sampling: string;
}

/** A line a way of asking: a candidate's accuracy, what was gained and harmed, and what the majority of a drawing one says. */
export function waysTable({ analysis, answered, reader, sampling }: WaysTableInput): string {
  const rowOf = (model: string, arm: string) => analysis.rows.find((one) => one.model === model && one.arm === arm);
  const lines = analysis.arms.map((arm) => {
    const own = rowOf(reader, arm.arm);
    const drawn = rowOf(sampling, arm.arm);
    const { value = null, low = null, high = null } = own?.accuracy ?? {};
    const interval = low === null || high === null ? "" : ` [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`;
    const share = answered.get(`${reader} ${arm.arm}`) ?? 0;
    return row([
      mark(arm),
      arm.role,
      `${percent(value)}${interval}`,
      percent(share),
      share === 0 || value === null ? "–" : percent(value / share),
      percent(own?.gain.value ?? null),
      percent(own?.harm.value ?? null),
      percent(arm.nothingFound.value),
      percent(arm.recall.value),
      percent(drawn?.accuracy.value ?? null),
      percent(drawn?.majority?.value ?? null),
    ]);
  });
  const head = [
    ...["way of asking", "role", "accuracy", "answered", "right of those", "gained", "harmed"],
    ...["nothing found", "recall", "drawing: mean", "drawing: majority of 5"],
  ];
  return [row(head), row(head.map(() => "---")), ...lines].join("\n");
}

/** A line for everything that ways of asking are held against, on the same items; p adjusted by Holm over all of a model. */
export function pairsTable(analysis: KnowledgeAnalysis, model: string, arms: readonly string[]): string {
  const lines = analysis.pairs
    .filter((pair) => pair.model === model && arms.includes(pair.arm))
    .map(({ arm, against, againstRole, difference: { value, low, high }, test }) =>
      row([
        arm,
        mark({ role: againstRole, arm: against }),
        points(value),
        low === null || high === null ? "–" : `[${points(low)}, ${points(high)}]`,
        probability(test.p),
        probability(test.holmP),
      ]),
    );
  const head = ["way of asking", "held against", "difference, points", "interval", "p", "p adjusted"];
  return [row(head), row(head.map(() => "---")), ...lines].join("\n");
}
