import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { specialistOptions, specialistTasks } from "./__fixtures__/specialists-judge.ts";
import { requireHeldOut } from "./merge-judge.ts";
import { createStudyJudge } from "./study-judge.ts";
import { baseRecipe, singleRecipe } from "./weights-recipe.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-study-judge-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mean = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;

describe("judging merged models by studies", () => {
  it("tells the specialists from their base, each on its own task", async () => {
    using judge = createStudyJudge(specialistOptions(folder, writeFileSync));
    const whole = { density: 1, scale: 1 };
    for (const [recipe, accuracies] of [
      [baseRecipe(2, 6), [0.31, 0.25]],
      [singleRecipe(2, 6, 0, whole), [1, 0.25]],
      [singleRecipe(2, 6, 1, whole), [0.36, 0.96]],
    ] as const) {
      for (const [task, accuracy] of accuracies.entries()) {
        const scores = await judge(recipe, task, "validation");
        expect(scores).toHaveLength(114);
        expect(Math.abs(mean(scores) - accuracy), `task ${task}`).toBeLessThan(0.02);
      }
    }
    expect(readdirSync(folder).sort()).toEqual(["model.gguf", "prompt.yaml"]);
    judge[Symbol.dispose]();
    expect(readdirSync(folder)).toEqual(["prompt.yaml"]);
  }, 240_000);

  it("tunes on no item of the test", () => {
    expect(() => requireHeldOut(specialistTasks())).not.toThrow();
  });
});
