import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fillSheet, saveCells } from "../packages/core/src/audits/__fixtures__/planted-run.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { type EstimateRow, overallEstimates, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

it("audits a run: a sheet out, the filled sheet in, the corrected accuracy in every report", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  const exam = plantExam(folder.path, 60, 5);
  // A style that no rule reads, in one reply of six.
  const replies = Object.fromEntries(
    exam.questions.map(({ id, given }, index) => [
      id,
      index % 6 === 0 ? `My thoughts end beside ${given}` : `Answer: ${given}`,
    ]),
  );
  plantStudy(folder.path, [{ id: "spoken-model", backend: "scripted", replies }]);
  expect((await run("run", "study.yaml", "--out", "run")).code).toBe(0);

  const drawn = await run("audit", "sheet", "run", "--out", "sheet.csv", "--size", "60");
  expect(drawn).toMatchObject({ code: 0, stderr: "" });
  expect(drawn.stdout).toContain("sheet.csv: 60 of 60 replies");
  expect(drawn.stdout).toContain("Then: viva audit import run sheet.csv");
  const sheet = join(folder.path, "sheet.csv");
  expect(readFileSync(sheet, "utf8")).not.toContain("spoken-model");

  const early = await run("audit", "import", "run", "sheet.csv");
  expect(early.code).toBe(3);
  expect(early.stderr).toContain("AUDIT_SHEET_UNFINISHED: sheet.csv: correct_reading is empty in 60 rows");

  const cells = fillSheet(sheet);
  const imported = await run("audit", "import", "run", "sheet.csv");
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toMatch(/^spoken-model +60 +60 /m);
  expect(readdirSync(join(folder.path, "run/audit")).sort()).toEqual([
    "audit.json",
    expect.stringMatching(/^key-[0-9a-f]{6}\.json$/),
  ]);

  // An audit is added to a run that is complete, and leaves it so.
  const again = await run("run", "study.yaml", "--out", "run");
  expect(again.stdout).toContain("Every call of this run was finished before");

  for (const [language, heading] of [
    ["en", "Audited accuracy"],
    ["zh", "审读后正确率"],
    ["es", "Acierto auditado"],
  ] as const) {
    const report = await run("report", "run", "--format", "html,markdown,csv", "--language", language);
    expect(report.code).toBe(0);
    expect(report.stdout).toContain(heading);
    for (const file of ["index.html", "report.md"]) {
      expect(readFileSync(join(folder.path, "run/report", file), "utf8")).toContain(heading);
    }
  }
  // Every reply was looked at, so the truth is known; without the audit a sixth of the right answers is lost.
  const rows = JSON.parse(readFileSync(join(folder.path, "run/audit/audit.json"), "utf8")).rows as EstimateRow[];
  const audited = rows.find(({ measure }) => measure === "accuracy:audited")?.value;
  expect(audited).toBeCloseTo(exam.accuracy, 10);
  const measured = overallEstimates(join(folder.path, "run"), "spoken-model").get("accuracy")?.value;
  expect(measured).toBeLessThan(0.9 * exam.accuracy);
  expect(readFileSync(join(folder.path, "run/report/estimates.csv"), "utf8")).toContain("accuracy:audited,posed,");

  saveCells(
    join(folder.path, "second.csv"),
    cells.map((line, index) => (index === 1 ? line.map((cell, column) => (column === 5 ? "unclear" : cell)) : line)),
  );
  const two = await run("audit", "import", "run", "sheet.csv", "second.csv");
  expect(two.stdout).toContain("Two raters agree on 98.3 % of 60 rows, Cohen's kappa 0.9");
});

it("refuses what it cannot do, with the exit code of a wrong command", async () => {
  await using folder = await temporaryFolder();
  for (const [args, said] of [
    [["audit", "sheet", "nowhere", "--out", "s.csv"], "RUN_NOT_FOUND"],
    [["audit", "sheet", "nowhere"], "--out sheet.csv is wanted"],
    [["audit", "sheet", "nowhere", "more.csv", "--out", "s.csv"], "--out sheet.csv is wanted"],
    [["audit", "import", "nowhere", "s.csv"], "RUN_NOT_FOUND"],
    [["audit", "look", "nowhere"], "Allowed choices are sheet, import"],
    [["audit", "sheet", "nowhere", "--out", "s.csv", "--size", "-1"], "a whole number is wanted"],
  ] as const) {
    const end = await viva([...args], { cwd: folder.path });
    expect(end.code, said).toBe(2);
    expect(end.stderr).toContain(said);
  }
});
