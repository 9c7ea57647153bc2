import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PowerPlan } from "../packages/core/src/records/power-plan.ts";
import { viva } from "./viva.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-power-test-"));
  writeFileSync(
    join(folder, "study.yaml"),
    "name: planned\ndataset: { use: sample-exam, language: en }\nlanguage: es\nmodels: [{ id: a, backend: open-book }, { id: b, backend: constant-label }, { id: c, backend: random-option }]\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => await viva(args, { cwd: folder });
const plansOf = async (...args: string[]): Promise<readonly PowerPlan[]> => {
  const end = await run("power", ...args, "--json");
  expect(end).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(end.stdout) as PowerPlan[];
};

it("says what so many items find, and how many a difference needs", async () => {
  const [plan] = await plansOf("--items", "400", "--models", "6", "--difference", "3%", "--design-effect", "1.2");
  // 2 · 0.7 · 0.3 · (1 − 0.5), and Wilson's interval of 0.7 on 400/1.2 items.
  expect(plan?.discordantShare).toBeCloseTo(0.21, 12);
  expect(plan).toMatchObject({
    comparisons: 15,
    effectiveItems: expect.closeTo(333.33, 2),
    halfWidth: expect.closeTo(0.0489, 3),
  });
  // Connor's formula by hand for 0.7 and 0.67, correlation 0.5: 2264 items with the design effect.
  expect(plan?.itemsForPair?.value).toBe(2264);
  expect(plan?.family.value ?? 0).toBeGreaterThan(plan?.pair.value ?? 1);
  const { stdout } = await run("power", "--items", "400");
  expect(stdout).toContain("Smallest difference found between two models");
  expect(stdout).not.toContain("among all");
});

it("counts the items and models of a study, and groups of items as a design effect", async () => {
  const [plan] = await plansOf("study.yaml");
  // 70 items, some of which share a case.
  expect(plan).toMatchObject({ assumptions: { items: 70, models: 3, correlation: 0.5 }, source: null });
  expect(plan?.assumptions.designEffect ?? 0).toBeGreaterThan(1);
  expect((await run("power", "study.yaml")).stdout).toContain("Menor diferencia detectable");
});

it("takes from a finished run how its models differ, unless a flag says otherwise", async () => {
  expect(await run("run", "study.yaml", "--out", "run")).toMatchObject({ code: 0 });
  const [plan] = await plansOf("run");
  expect(plan).toMatchObject({ assumptions: { items: 70, correlation: null }, source: { run: "planned", pairs: 3 } });
  expect(plan?.discordantShare).toBe(plan?.assumptions.discordant);
  const [byHand] = await plansOf("run", "--correlation", "0.2", "--items", "1000");
  expect(byHand).toMatchObject({ assumptions: { items: 1000, correlation: 0.2, discordant: null } });
});

it.each([
  [[], "ARGUMENT_INVALID"],
  [["--items", "0"], "whole number"],
  [["--items", "10", "--models", "1"], "whole number"],
  [["--items", "10", "--accuracy", "1"], "is wanted"],
  [["--items", "10", "--power", "0.04"], "ARGUMENT_INVALID"],
  [["--items", "10", "--design-effect", "0.5"], "from 1"],
  [["nowhere.yaml"], "STUDY_NOT_FOUND"],
  [["study.yaml", "--exam", "other"], "sample-exam"],
] as const)("refuses %j", async (args, said) => {
  const end = await run("power", ...args);
  expect(end.code).toBe(2);
  expect(end.stderr).toContain(said);
});
