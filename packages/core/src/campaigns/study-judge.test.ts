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
  it("gives the trained specialists the accuracies that their training ended with, within one item", async () => {
    using judge = createStudyJudge(specialistOptions(folder, writeFileSync));
    const whole = { density: 1, scale: 1 };
    for (const [recipe, accuracies] of [
      [baseRecipe(2, 6), [0.28, 0.24]],
      [singleRecipe(2, 6, 0, whole), [1, 0.24]],
      [singleRecipe(2, 6, 1, whole), [0.32, 0.96]],
    ] as const) {
      for (const [task, accuracy] of accuracies.entries()) {
        const scores = [...(await judge(recipe, task, "validation")), ...(await judge(recipe, task, "test"))];
        expect(scores).toHaveLength(228);
        expect(Math.abs(mean(scores) - accuracy), `task ${task}`).toBeLessThan(0.01);
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
