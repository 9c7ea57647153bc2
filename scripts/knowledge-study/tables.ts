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

/** What the tables are made from. */
export interface KnowledgeTablesInput {
  /** By right and wrong, and with a question without an answer counting as a guess. */
  readonly analysis: KnowledgeAnalysis;
  readonly guessed: KnowledgeAnalysis;
  readonly answered: ReadonlyMap<string, number>;
  /** The candidate that always takes the best option, and the one that draws. */
  readonly reader: string;
  readonly sampling: string;
}

type Mean = KnowledgeAnalysis["rows"][number]["accuracy"];

function withInterval({ value, low, high }: Mean): string {
  const interval = low === null || high === null ? "" : ` [${(low * 100).toFixed(1)}, ${(high * 100).toFixed(1)}]`;
  return `${percent(value)}${interval}`;
}

/** A line a way of asking: a candidate's accuracy, what was gained and harmed, and what the majority of a drawing one says. */
export function waysTable({ analysis, guessed, answered, reader, sampling }: KnowledgeTablesInput): string {
  const lines = analysis.arms.flatMap((arm) => {
    const rowOf = ({ rows }: KnowledgeAnalysis, model: string) =>
      rows.find((one) => one.model === model && one.arm === arm.arm);
    const own = rowOf(analysis, reader);
    const withGuesses = rowOf(guessed, reader);
    const drawn = rowOf(analysis, sampling);
    return own === undefined || withGuesses === undefined || drawn === undefined
      ? []
      : [
          row([
            mark(arm),
            arm.role,
            withInterval(own.accuracy),
            percent(answered.get(`${reader} ${arm.arm}`) ?? null),
            // Where nothing is answered it is 1 of 5 for every question: there is nothing to be unsure of.
            answered.get(`${reader} ${arm.arm}`) === 0
              ? percent(withGuesses.accuracy.value)
              : withInterval(withGuesses.accuracy),
            percent(own.gain.value),
            percent(own.harm.value),
            percent(arm.nothingFound.value),
            percent(arm.recall.value),
            percent(drawn.accuracy.value),
            percent(drawn.majority?.value ?? null),
          ]),
        ];
  });
  const head = [
    ...["way of asking", "role", "accuracy", "answered", "blanks as guesses", "gained", "harmed"],
    ...["nothing found", "recall", "drawing: mean", "drawing: majority"],
  ];
  return [row(head), row(head.map(() => "---")), ...lines].join("\n");
}

/**
 * What ways of asking are held against, on the same items, a line for all against which everything comes out the same; p is
 * adjusted by Holm over all pairs of the model.
 */
export function pairsTable({ analysis, guessed, reader }: KnowledgeTablesInput, arms: readonly string[]): string {
  const cells = ({ pairs }: KnowledgeAnalysis, arm: string, against: string): string[] => {
    const pair = pairs.find((one) => one.model === reader && one.arm === arm && one.against === against);
    const { value = null, low = null, high = null } = pair?.difference ?? {};
    const interval = low === null || high === null ? "" : ` [${points(low)}, ${points(high)}]`;
    return [`${points(value)}${interval}`, probability(pair?.test.holmP ?? null)];
  };
  const lines = new Map<string, { readonly arm: string; readonly against: string[]; readonly cells: string[] }>();
  for (const { arm, against, againstRole } of analysis.pairs.filter(
    (pair) => pair.model === reader && arms.includes(pair.arm),
  )) {
    const own = [...cells(analysis, arm, against), ...cells(guessed, arm, against)];
    const key = [arm, againstRole, ...own].join();
    const line = lines.get(key) ?? { arm, against: [], cells: own };
    line.against.push(mark({ role: againstRole, arm: against }));
    lines.set(key, line);
  }
  const head = ["way of asking", "held against", "difference, points", "p, Holm", "blanks as guesses", "p, Holm"];
  const rows = [...lines.values()].map((line) => row([line.arm, line.against.join(", "), ...line.cells]));
  return [row(head), row(head.map(() => "---")), ...rows].join("\n");
}
