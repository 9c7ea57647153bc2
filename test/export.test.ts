import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

it("exports a run in every layout, says what it wrote and what it does not know", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  expect((await run("demo", "--out", "run")).code).toBe(0);

  const harness = await run("export", "lm-eval", "run", "--out", "out/harness");
  expect(harness).toMatchObject({ code: 0, stderr: "" });
  expect(harness.stdout).toMatch(/… \d+ more\. \d+ files in out\/harness\n$/);
  const first = harness.stdout.split("\n")[0] ?? "";
  expect(existsSync(join(folder.path, "out/harness", first))).toBe(true);

  const named = ["--set", "organisation=Clinic", "--set", "relationship=third_party"];
  const database = await run("export", "every-eval-ever", "run", "--out", "out/eee", ...named);
  expect(database.code).toBe(0);
  expect(database.stderr).toMatch(/^note: no developer is known of .*\n$/);

  const tables = await run("export", "latex", "run", "--out", "out/latex", "--language", "zh");
  expect(tables.code).toBe(0);
  expect(readdirSync(join(folder.path, "out/latex"))).toContain("tables.tex");
});

it("refuses what it cannot do, with the exit code of a wrong command", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  for (const [args, said] of [
    [["export", "lm-eval", "nowhere", "--out", "out"], "RUN_NOT_FOUND"],
    [["export", "helm", "nowhere", "--out", "out"], "Known layouts: every-eval-ever, hf-eval-results, inspect"],
    [["export", "latex", "nowhere", "--out", "out", "--set", "x"], "field=value is wanted"],
    [["export", "latex", "nowhere", "--out", "out", "--withhold", "all"], "known is items"],
    [["export", "latex", "nowhere", "--out", "out", "--language", "fr"], "known are en, zh, es"],
    [["export", "latex", "nowhere"], "--out"],
  ] as const) {
    const end = await run(...args);
    expect(end.code, said).toBe(2);
    expect(end.stderr).toContain(said);
  }
  expect(existsSync(join(folder.path, "out"))).toBe(false);
});
