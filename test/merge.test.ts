import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeModel } from "../packages/core/src/merges/__fixtures__/make-model.ts";
import { contentOf, valuesOf } from "../packages/core/src/merges/__fixtures__/merge-recipe.ts";
import { namedBlocks } from "./documents.ts";
import { startViva, viva } from "./viva.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const slow = process.env["VIVA_SLOW"] === "1";
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-merge-cli-"));
  const size = { width: 256, rows: 2000, layers: 6 };
  makeModel(folder, "base", size);
  makeModel(folder, "a", { ...size, variation: 0.2 });
  makeModel(folder, "b", { ...size, variation: 0.3 });
  writeFileSync(
    join(folder, "ties.yaml"),
    `merge_method: ties
base_model: base
models:
  - { model: a, parameters: { weight: 0.5, density: 0.3 } }
  - { model: b, parameters: { weight: [0.2, 0.8], density: 0.4 } }
parameters: { normalize: true }
`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("viva merge", () => {
  it("plans, merges and verifies", async () => {
    const plan = await viva(["merge", "plan", "ties.yaml"], { cwd: folder });
    expect(plan).toMatchObject({ code: 0 });
    expect(plan.stdout).toMatch(/models +base: 63 tensors in 1 files/u);
    expect(plan.stdout).toMatch(/result +63 tensors, 4,567,808 parameters/u);
    const json = JSON.parse((await viva(["merge", "plan", "ties.yaml", "--json"], { cwd: folder })).stdout);
    expect(json).toMatchObject({ method: "ties", layers: 6, models: ["base", "a", "b"] });
    expect(json.tensors).toHaveLength(63);
    expect(existsSync(join(folder, "whole"))).toBe(false);
    const done = await viva(["merge", "ties.yaml", "--out", "whole", "--memory", "64MB"], { cwd: folder });
    expect(done).toMatchObject({ code: 0 });
    expect(done.stdout).toContain("63 tensors merged by ties");
    expect(readdirSync(join(folder, "whole")).sort()).toEqual([
      ...["README.md", "config.json", "merge.json", "model.safetensors", "recipe.yaml", "tokenizer.json"],
    ]);
    const card = readFileSync(join(folder, "whole/README.md"), "utf8");
    expect(card).toMatch(/^---\nbase_model:\n {2}- base\n {2}- a\n {2}- b\ntags:\n/u);
    const verified = await viva(["merge", "verify", "whole"], { cwd: folder });
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.stdout).toContain("everything is as its record says");
    writeFileSync(join(folder, "whole/config.json"), "{}");
    const changed = await viva(["merge", "verify", "whole", "--json"], { cwd: folder });
    expect(changed.code).toBe(3);
    expect(JSON.parse(changed.stdout).problems).toEqual(["config.json was changed"]);
    rmSync(join(folder, "whole"), { recursive: true });
  });

  it.each([
    [["merge", "absent.yaml", "--out", "x"], 2, "MERGE_RECIPE_NOT_FOUND"],
    [["merge", "ties.yaml"], 2, "--out"],
    [["merge", "ties.yaml", "--out", "base"], 2, "MODEL_OUTPUT_EXISTS"],
    [["merge", "verify", "base"], 2, "MODEL_NOT_FOUND"],
    [["merge", "ties.yaml", "--out", "x", "--memory", "1MB"], 2, "MERGE_MEMORY_TOO_SMALL"],
    [["merge", "ties.yaml", "--out", "x", "--memory", "much"], 2, "a size is wanted"],
    [["merge", "plan", "ties.yaml", "more"], 2, "ARGUMENT_INVALID"],
  ])("refuses %j", async (args, code, message) => {
    const { code: got, stderr } = await viva(args, { cwd: folder });
    expect(stderr).toContain(message);
    expect(got).toBe(code);
    expect(existsSync(join(folder, "x")) || existsSync(join(folder, "x.merging"))).toBe(false);
  });

  it(`killed at ${slow ? 20 : 5} random moments, goes on and gives the same bytes`, async () => {
    const args = (out: string) => ["merge", "ties.yaml", "--out", out, "--threads", "2", "--memory", "64MB"];
    const started = performance.now();
    expect(await viva(args("unbroken"), { cwd: folder })).toMatchObject({ code: 0 });
    const wholeMs = performance.now() - started;
    const wanted = contentOf(join(folder, "unbroken"));
    let broken = 0;
    for (let attempt = 0; attempt < (slow ? 20 : 5); attempt++) {
      const out = `broken-${attempt}`;
      // Later and later, from the start of the process to beyond its end.
      const running = startViva(args(out), { cwd: folder });
      const timer = setTimeout(() => running.child.kill("SIGKILL"), (wholeMs * (attempt + 1.5)) / (slow ? 20 : 5));
      const end = await running.ended;
      clearTimeout(timer);
      if (end.signal === "SIGKILL") {
        broken += 1;
        if (existsSync(join(folder, out))) {
          // Killed between the move and the exit: what is visible is whole.
          expect(contentOf(join(folder, out))).toEqual(wanted);
        }
        const again = await viva(args(out), { cwd: folder });
        expect(again.code === 0 || again.stderr.includes("MODEL_OUTPUT_EXISTS"), again.stderr).toBe(true);
      }
      expect(contentOf(join(folder, out))).toEqual(wanted);
      expect(readdirSync(folder).filter((name) => name.startsWith(`${out}.`))).toEqual([]);
      rmSync(join(folder, out), { recursive: true });
    }
    expect(broken).toBeGreaterThan(0);
  }, 600_000);
});

describe("the merge method of its guide", () => {
  const own = (): string => join(folder, "guide");
  beforeAll(() => {
    mkdirSync(own());
    for (const [name, text] of namedBlocks(readFileSync(join(root, "docs/adding-a-merging-method.md"), "utf8"))) {
      writeFileSync(join(own(), name), text);
    }
    mkdirSync(join(own(), "models"));
    for (const [index, name] of ["base", "cardiology", "nephrology", "neurology"].entries()) {
      makeModel(join(own(), "models"), name, { variation: index * 0.1 });
    }
  });

  it("fits into one short file and keeps the contract of its kind", () => {
    const text = readFileSync(join(own(), "median-of-changes.ts"), "utf8").trimEnd().split("\n");
    expect(text.length).toBeLessThanOrEqual(40);
    expect(Math.max(...text.map((line) => line.length))).toBeLessThanOrEqual(120);
    const check = [join(root, "test/conformance/check-file.ts"), "./median-of-changes.ts"];
    const { status, stdout } = spawnSync(process.execPath, check, { cwd: own(), encoding: "utf8" });
    expect(stdout).toContain("merge-method median-of-changes: keeps its contract");
    expect(status).toBe(0);
  });

  it("merges from outside the repository through --plugin", async () => {
    const args = ["merge", "recipe.yaml", "--out", "merged", "--plugin", "./median-of-changes.ts"];
    expect(await viva(args, { cwd: own() })).toMatchObject({ code: 0 });
    const tensor = "model.layers.1.mlp.up_proj.weight";
    const [base, ...others] = ["base", "cardiology", "nephrology", "neurology"].map((name) =>
      valuesOf(join(own(), "models", name), tensor),
    );
    valuesOf(join(own(), "merged"), tensor).forEach((value, index) => {
      const from = base?.[index] ?? 0;
      const [, median = 0] = others.map((values) => (values[index] ?? 0) - from).sort((a, b) => a - b);
      // bfloat16 has eight bits.
      expect(Math.abs(value - (from + 0.9 * median))).toBeLessThanOrEqual(2 ** -8 * Math.abs(value) + 1e-6);
    });
  });

  it("is unknown without --plugin", async () => {
    const { code, stderr } = await viva(["merge", "recipe.yaml", "--out", "other"], { cwd: own() });
    expect(code).toBe(2);
    expect(stderr).toContain("PLUGIN_UNKNOWN");
  });
});

it("says which process is at it when two merge into one folder", async () => {
  const args = ["merge", "ties.yaml", "--out", "both", "--threads", "1", "--memory", "64MB"];
  const ends = await Promise.all([viva(args, { cwd: folder }), viva(args, { cwd: folder })]);
  expect(ends.filter(({ code }) => code === 0).length).toBeGreaterThanOrEqual(1);
  for (const { code, stderr } of ends) {
    expect(code === 0 || /RUN_LOCKED|MODEL_OUTPUT_EXISTS/u.test(stderr), stderr).toBe(true);
  }
  expect((await viva(["merge", "verify", "both"], { cwd: folder })).code).toBe(0);
});
