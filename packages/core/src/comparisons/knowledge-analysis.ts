import type { KnowledgeAnalysis, KnowledgePair } from "../records/knowledge-analysis.ts";
import { knowledgeArm } from "./knowledge-arm.ts";
import { type KnowledgeSides, knowledgeChanges, knowledgeExamples } from "./knowledge-changes.ts";
import type { KnowledgeArmInput, KnowledgeCell, KnowledgeInput } from "./knowledge-input.ts";
import { meanPoints, pairedOn } from "./knowledge-points.ts";
import { knowledgeRow } from "./knowledge-row.ts";
import { withAdjusted } from "./robustness/estimates.ts";

/**
 * What looking things up does: every way of asking by itself, and each with something looked up held against every baseline,
 * control and, for seeds, other context, on the same items. Examples have neither ways to their seeds nor replies yet.
 */
export function knowledgeAnalysis(input: KnowledgeInput): KnowledgeAnalysis {
  const { exam, level, repeats, arms } = input;
  const cells = new Map(input.cells.map((cell) => [keyOf(cell.model, cell.arm), cell]));
  const points = new Map(
    [...cells].map(([key, cell]) => [key, meanPoints(cell.sittings.map((sitting) => sitting.points))]),
  );
  const models = [...new Set(input.cells.map(({ model }) => model))];
  const asked = models.flatMap((model) =>
    arms.flatMap((arm) => {
      const cell = cells.get(keyOf(model, arm.arm));
      const after = points.get(keyOf(model, arm.arm));
      const without = arm.without === null ? undefined : keyOf(model, arm.without);
      const before = without === undefined ? undefined : points.get(without);
      const cellBefore = without === undefined ? undefined : cells.get(without);
      return cell === undefined || after === undefined ? [] : [{ arm, cell, cellBefore, before, after }];
    }),
  );
  const withSeeds = asked.filter(({ arm: { role } }) => role === "seeds" || role === "control" || role === "leaking");
  return {
    exam,
    level,
    repeats,
    models,
    arms: arms.map((arm) => knowledgeArm(arm, input)),
    rows: asked.map(({ arm, cell, before, after }) => knowledgeRow(cell, after, before, arm, input)),
    pairs: models.flatMap((model) => pairsOf(model, (arm) => points.get(keyOf(model, arm)), input)),
    changes: withSeeds.flatMap(({ arm, cell, ...sides }) => knowledgeChanges(cell.model, arm, sides, input)),
    examples: withSeeds.flatMap(({ arm, cell, cellBefore, before, after }) =>
      knowledgeExamples(arm, { before: cellBefore, after: cell }, { before, after } satisfies KnowledgeSides, input),
    ),
  };
}

function keyOf(model: KnowledgeCell["model"], arm: KnowledgeArmInput["arm"]): string {
  return JSON.stringify([model, arm]);
}

function pairsOf(
  model: string,
  pointsOf: (arm: string) => Float64Array | undefined,
  { arms, clusters, level }: KnowledgeInput,
): readonly KnowledgePair[] {
  const rows = arms
    .filter(({ role }) => role === "seeds" || role === "context")
    .flatMap((one) =>
      arms
        .filter(({ role }) => role !== "seeds" && (one.role === "seeds" || role !== "context"))
        .flatMap((other) => {
          const first = pointsOf(one.arm);
          const second = pointsOf(other.arm);
          const held = { model, arm: one.arm, against: other.arm, againstRole: other.role };
          return first === undefined || second === undefined
            ? []
            : [{ ...held, ...pairedOn(first, second, clusters, level) }];
        }),
    );
  return withAdjusted(rows);
}
