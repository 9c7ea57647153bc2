import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MergeReport } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeModel } from "../packages/core/src/merges/__fixtures__/make-model.ts";
import { searchRecordText } from "../packages/core/src/merges/search-record.ts";
import { sampleSearch } from "../packages/core/src/reports/__fixtures__/sample-merge-report.ts";
import { viva } from "./viva.ts";

let folder = "";
const run = async (...args: string[]) => await viva(args, { cwd: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-merge-report-"));
  makeModel(folder, "base");
  makeModel(folder, "a", { variation: 0.2 });
  makeModel(folder, "c", { variation: 0.3 });
  writeFileSync(
    join(folder, "ties.yaml"),
    `merge_method: ties
base_model: base
models:
  - { model: a, parameters: { weight: 0.5, density: 0.3 } }
  - { model: c, parameters: { weight: 0.5, density: 0.4 } }
`,
  );
  writeFileSync(
    join(folder, "study.yaml"),
    `name: merges
dataset: { use: sample-exam, language: en, name: sample }
models:
  - { id: base, backend: random-option }
  - { id: single-a, backend: constant-label }
  - { id: ties, backend: open-book }
measures: [accuracy]
reports: [json]
resamples: 200
`,
  );
  expect(await run("merge", "ties.yaml", "--out", "merged")).toMatchObject({ code: 0 });
  expect(await run("run", "study.yaml", "--out", "runs")).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("viva merge report", () => {
  it("prints tables, and as JSON everything", async () => {
    const shown = await run("merge", "report", "merged", "--run", "runs", "--reference", "ties");
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.stdout).toMatch(/Everything is as recorded/u);
    expect(shown.stdout).toMatch(/Model +sample +p \(Holm\) against ties/u);
    expect(shown.stdout).toMatch(/whole model +a +100\.0% .* 30\.0%/u);
    expect(shown.stdout).toContain("Cosines between task vectors");
    const { stdout } = await run("merge", "report", "merged", "--run", "runs", "--reference", "ties", "--json");
    const report = JSON.parse(stdout) as MergeReport;
    expect(report.record).toMatchObject({ method: "ties", seed: 0, tensors: 23 });
    expect(report.verification?.problems).toEqual([]);
    expect(report.geometry?.tensors).toHaveLength(23);
    expect(report.geometry?.whole.models.map(({ density }) => density)).toEqual([
      expect.closeTo(0.3, 9),
      expect.closeTo(0.4, 9),
    ]);
    expect(report.comparison?.comparisons[0]?.reference?.model).toBe("ties");
    expect(report.search).toBeNull();
  });

  it("writes page, Markdown and JSON in a language, and a card that verify looks at", async () => {
    const done = await run(
      "merge",
      "report",
      "merged",
      "--run",
      "runs",
      "--out",
      "report",
      "--card",
      "--language",
      "zh",
    );
    expect(done).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "report/index.html"), "utf8")).toContain('<html lang="zh-Hans">');
    expect(readFileSync(join(folder, "report/report.md"), "utf8")).toContain("# 模型合并报告");
    expect(JSON.parse(readFileSync(join(folder, "report/report.json"), "utf8")).format).toBe(1);
    const card = readFileSync(join(folder, "merged/README.md"), "utf8");
    expect(card).toMatch(/^---\nbase_model:/u);
    expect(card).toContain("### Accuracy by exam");
    expect(await run("merge", "verify", "merged")).toMatchObject({ code: 0 });
    // A second time puts the same in its place.
    expect(await run("merge", "report", "merged", "--run", "runs", "--card")).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, "merged/README.md"), "utf8")).toBe(card);
    writeFileSync(join(folder, "merged/README.md"), card.replace("Accuracy", "Beauty"));
    const changed = await run("merge", "verify", "merged");
    expect(changed).toMatchObject({ code: 3 });
    expect(changed.stdout).toContain("README.md was changed");
    const refused = await run("merge", "report", "merged", "--card");
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain("MERGE_VERIFY_FAILED");
    writeFileSync(join(folder, "merged/README.md"), card);
  });

  it("tells of the search where the folder has its record", async () => {
    const file = join(folder, "merged/search.json");
    writeFileSync(file, searchRecordText(sampleSearch));
    const { stdout, code } = await run("merge", "report", "merged", "--card");
    expect(code).toBe(0);
    expect(stdout).toMatch(/block 0 +nephrology +\+31\.0 \[23\.0, 39\.0\] .* severe +left out: models\/nephrology/u);
    expect(readFileSync(join(folder, "merged/README.md"), "utf8")).toContain("### Contribution of each layer");
    expect(await run("merge", "verify", "merged")).toMatchObject({ code: 0 });
    writeFileSync(file, searchRecordText({ ...sampleSearch, level: 0.9 }));
    expect((await run("merge", "verify", "merged")).stdout).toContain("search.json was changed");
    writeFileSync(file, searchRecordText(sampleSearch));
  });

  it("exits 3 for a model that is not as recorded, and gives it no card", async () => {
    const file = join(folder, "merged/model.safetensors");
    const bytes = readFileSync(file);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, -1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]));
    const { code, stdout } = await run("merge", "report", "merged");
    expect(code).toBe(3);
    expect(stdout).toContain("is not what was written");
    expect((await run("merge", "report", "merged", "--card")).stderr).toContain("MERGE_VERIFY_FAILED");
    writeFileSync(file, bytes);
  });

  it.each([
    [["merge", "report", "base"], 2, "MODEL_NOT_FOUND"],
    [["merge", "report", "merged", "--run", "absent"], 2, "RUN_NOT_FOUND"],
    [["merge", "report", "merged", "--run", "runs", "--reference", "nobody"], 2, "ARGUMENT_INVALID"],
    [["merge", "report", "merged", "--language", "xx"], 2, "ARGUMENT_INVALID"],
    [["merge", "report", "merged", "--memory", "1KB"], 2, "MERGE_MEMORY_TOO_SMALL"],
  ])("refuses %j", async (args, code, message) => {
    const end = await run(...args, "--out", "nothing");
    expect(end.stderr).toContain(message);
    expect(end.code).toBe(code);
    expect(existsSync(join(folder, "nothing"))).toBe(false);
  });
});
