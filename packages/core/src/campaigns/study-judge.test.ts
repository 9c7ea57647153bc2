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
  const tasks = specialistTasks();

  it("tells the specialists from their base, each on its own task", async () => {
    using judge = createStudyJudge(specialistOptions(folder, writeFileSync));
    const whole = { density: 1, scale: 1 };
    const accuracies: number[][] = [];
    for (const recipe of [baseRecipe(2, 6), singleRecipe(2, 6, 0, whole), singleRecipe(2, 6, 1, whole)]) {
      const scores = [await judge(recipe, 0, "validation"), await judge(recipe, 1, "validation")];
      expect(scores.map(({ length }) => length)).toEqual(tasks.map(({ items }) => items.validation.length));
      accuracies.push(scores.map(mean));
    }
    const [base = [], chinese = [], english = []] = accuracies;
    expect((chinese[0] ?? 0) - (base[0] ?? 0)).toBeGreaterThan(0.2);
    expect((english[1] ?? 0) - (base[1] ?? 0)).toBeGreaterThan(0.2);
    expect(readdirSync(folder).sort()).toEqual(["model", "model.gguf", "model.json", "prompt.yaml"]);
    judge[Symbol.dispose]();
    expect(readdirSync(folder)).toEqual(["prompt.yaml"]);
  }, 240_000);

  it("tunes on no item of the test", () => {
    expect(() => requireHeldOut(specialistTasks())).not.toThrow();
  });
});
