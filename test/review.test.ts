import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseSheetTable } from "../packages/core/src/sheets/read-sheet-table.ts";
import { plantExam, plantStudy } from "./planted-exam.ts";
import { temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const labels = ["reasonable", "irrelevant", "repeated", "inaccurate"];

/** Fill a sheet in as a rater does who believes what the reply says of itself; some rows by another label. */
function fill(sheet: string, out: string, errs: (place: number) => boolean = () => false): void {
  const { columns, rows } = parseSheetTable(readFileSync(sheet, "utf8"), sheet);
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const lines = rows.map(({ cells }, place) => {
    const wrong = (cells.get("reply") ?? "").includes("mistaken") !== errs(place);
    const label = wrong ? "inaccurate" : "reasonable";
    const value = (name: string): string => {
      const cell = cells.get(name) ?? "";
      return name === label ? "x" : labels.includes(name) && cell === "" ? "0" : cell;
    };
    return columns.map((name) => quoted(value(name))).join(";");
  });
  writeFileSync(out, `\ufeff${[columns.map(quoted).join(";"), ...lines].join("\r\n")}\r\n`);
}

it("has people rate a run: sheet and form out, two raters in, agreement and shares in every report", async () => {
  await using folder = await temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  const exam = plantExam(folder.path, 60, 5);
  // One right answer in five stands on a wrong reason, and every wrong one in two.
  let right = 0;
  let rightMistaken = 0;
  const replies = Object.fromEntries(
    exam.questions.map(({ id, key, given }) => {
      const isRight = key === given;
      right += isRight ? 1 : 0;
      const mistaken = isRight ? right % 5 === 0 : Number(id.slice(2)) % 2 === 0;
      rightMistaken += isRight && mistaken ? 1 : 0;
      return [id, `Answer: ${given}\nI am SPOKEN-MODEL and this is ${mistaken ? "mistaken" : "sound"}. <img src=x>`];
    }),
  );
  plantStudy(folder.path, [{ id: "spoken-model", backend: "scripted", replies }]);
  expect((await run("run", "study.yaml", "--out", "run")).code).toBe(0);

  const drawn = await run("review", "export", "run", "--out", "raters", "--per-model", "60");
  expect(drawn).toMatchObject({ code: 0, stderr: "" });
  expect(drawn.stdout).toMatch(/^sheet [0-9a-f]{6}: 60 replies of 1 models, spread over specialty$/m);
  expect(readdirSync(at("raters")).sort()).toEqual(["form.html", "sheet.csv", "values.csv"]);
  for (const file of ["form.html", "sheet.csv"]) {
    const text = readFileSync(at(`raters/${file}`), "utf8");
    expect(text.toLowerCase()).not.toContain("spoken-model");
    expect(text).toContain("[model]");
  }
  const again = await run("review", "export", "run", "--out", "raters");
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("holds sheet.csv, and what was filled in would be lost");

  const early = await run("review", "import", "run", "raters/sheet.csv");
  expect(early.code).toBe(3);
  expect(early.stderr).toContain("REVIEW_UNFINISHED: raters/sheet.csv: 60 of 60 cases are open");
  expect(existsSync(at("run/review/ratings.csv"))).toBe(false);

  fill(at("raters/sheet.csv"), at("anna.csv"));
  fill(at("raters/sheet.csv"), at("ben.csv"), (place) => place % 20 === 0);
  const imported = await run("review", "import", "run", "anna.csv", "ben.csv");
  expect(imported).toMatchObject({ code: 0, stderr: "" });
  expect(imported.stdout).toContain("Right answer, wrong reason");
  expect(imported.stdout).toMatch(/^Inaccurate +60 +95\.0% \[/m);
  expect(imported.stdout).toContain("Raters: anna, ben. Ratings on which they differ: 6 open, 0 settled.");
  const ratings = readFileSync(at("run/review/ratings.csv"), "utf8").trim().split("\n");
  expect(ratings[0]).toBe("callId,itemId,model,rater,criterion,value");
  expect(ratings).toHaveLength(1 + 2 * 60 * labels.length);

  // Ratings are added to a run that is complete, and leave it so.
  const unchanged = await run("run", "study.yaml", "--out", "run");
  expect(unchanged.stdout).toContain("Every call of this run was finished before");

  const disagreements = readdirSync(at("run/review")).find((name) => name.startsWith("disagreements-")) ?? "";
  fill(at(`run/review/${disagreements}`), at("settled.csv"));
  const settled = await run("review", "import", "run", "--consensus", "settled.csv", "--json");
  const record = JSON.parse(settled.stdout);
  expect(record.sheets[0].explanations[0].counts).toEqual({
    rightSound: right - rightMistaken,
    rightInaccurate: rightMistaken,
    wrongSound: expect.any(Number),
    wrongInaccurate: expect.any(Number),
  });
  // Every reply was rated and every disagreement settled: the share is the planted one, and certain.
  const share = rightMistaken / 60;
  expect(record.sheets[0].explanations[0].rightForWrongReason.value).toBeCloseTo(share, 12);

  for (const [language, heading, table] of [
    ["en", "Rated by people", "Right answer, wrong reason"],
    ["zh", "人工评审", "答对但理由错误"],
    ["es", "Valoración por personas", "Respuesta correcta por razones equivocadas"],
  ] as const) {
    const report = await run("report", "run", "--format", "html,markdown,json", "--language", language);
    expect(report.code).toBe(0);
    for (const file of ["index.html", "report.md"]) {
      const text = readFileSync(at(`run/report/${file}`), "utf8");
      expect(text).toContain(heading);
      expect(text).toContain(table);
    }
  }
  expect(JSON.parse(readFileSync(at("run/report/report.json"), "utf8")).review.record.sheets).toHaveLength(1);
}, 240_000);

it("refuses what belongs to another run, and commands that cannot be", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  const exam = plantExam(folder.path, 6, 1);
  const replies = Object.fromEntries(exam.questions.map(({ id, given }) => [id, `Answer: ${given}`]));
  plantStudy(folder.path, [{ id: "m", backend: "scripted", replies }], { reports: ["json"] });
  await run("run", "study.yaml", "--out", "run");
  const out = ["--out", "raters", "--per-model", "6"];
  writeFileSync(join(folder.path, "criteria.yaml"), "name: x\ncriteria: [{id: tone, kind: scale, to: 3}]\n");
  expect((await run("review", "export", "run", ...out, "--criteria", "criteria.yaml")).code).toBe(0);
  expect(readFileSync(join(folder.path, "raters/sheet.csv"), "utf8")).toContain(",tone,comment\r\n");
  writeFileSync(join(folder.path, "other.csv"), "row,tone\nrffffff-1,2\n");
  writeFileSync(join(folder.path, "bad.yaml"), "criteria: 3\n");
  for (const [args, code, said] of [
    [["review", "import", "run", "other.csv"], 2, "REVIEW_KEY_MISSING: other.csv: the sheet ffffff is none of"],
    [["review", "import", "run", "nowhere.csv"], 3, "DATASET_NOT_FOUND"],
    [["review", "import", "run"], 2, "no file of ratings"],
    [["review", "import", "nowhere", "other.csv"], 2, "RUN_NOT_FOUND"],
    [["review", "export", "run"], 2, "--out <folder> is wanted"],
    [["review", "export", "run", "--out", "more", "--scheme", "stars"], 2, "known are labels, rubric"],
    [["review", "export", "run", "--out", "more", "--outcomes", "good"], 2, "known are right, partly, wrong"],
    [["review", "export", "run", "--out", "more", "--criteria", "bad.yaml"], 2, "REVIEW_CRITERIA_INVALID"],
    [["review", "look", "run"], 2, "Allowed choices are export, import"],
  ] as const) {
    const end = await run(...args);
    expect(end.code, said).toBe(code);
    expect(end.stderr).toContain(said);
  }
}, 240_000);
