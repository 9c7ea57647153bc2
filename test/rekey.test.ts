import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RekeyRecord } from "../packages/core/src/records/rekey.ts";
import { type PlantedQuestion, plantExam, plantStudy } from "./planted-exam.ts";
import { type EstimateRow, filesBelow, recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

/** The bytes of every file below a folder. */
const contents = (folder: string): ReadonlyMap<string, string> =>
  new Map(filesBelow(folder).map((name) => [name, readFileSync(join(folder, name), "latin1")]));

/** A model's accuracy on the items as published, as its run measured it. */
function accuracyIn(folder: string, model: string): number {
  const rows = JSON.parse(readFileSync(join(folder, "estimates.json"), "utf8")) as (EstimateRow & {
    readonly perturbation: string;
  })[];
  const found = rows.find(
    (row) =>
      row.model === model &&
      row.measure === "accuracy" &&
      row.denominator === "posed" &&
      row.perturbation === "none" &&
      Object.keys(row.stratum).length === 0,
  );
  return found?.value ?? Number.NaN;
}

it("marks stored answers with revised keys, leaves the run alone, and agrees with a run of the revised exam", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  const exam = plantExam(folder.path, 120, 3);
  const ids = exam.questions.map(({ id }) => id);
  const wrongOf = ({ key }: PlantedQuestion) => (key === "A" ? "B" : "A");
  const knows = { ...Object.fromEntries(exam.questions.map(({ id, given }) => [id, given])) };
  // A second model that is right exactly where the planted one is wrong in the first twenty questions, else right.
  const other = Object.fromEntries(
    exam.questions.map((question, at) => [
      question.id,
      at < 20 && question.given === question.key ? wrongOf(question) : question.key,
    ]),
  );
  const models = [
    { id: "planted", backend: "scripted", replies: knows },
    { id: "other", backend: "scripted", replies: other },
  ];
  plantStudy(folder.path, models, {
    perturbations: ["shuffle-options"],
    scorers: [{ use: "negative-marking", right: 3 }],
    passMark: 0.7,
    reports: ["json"],
  });
  expect((await run("run", "study.yaml", "--out", "run")).code).toBe(0);
  const before = contents(join(folder.path, "run"));

  // The planted model's wrong answers become keys, two items go, one is given to everyone, one gets a second key.
  const missed = exam.questions.filter(({ key, given }) => key !== given);
  const [first, second, third, fourth, fifth, sixth] = missed;
  const got = exam.questions.find(({ key, given }) => key === given);
  const rows = [
    `${first?.id},${first?.given},,an appeal`,
    `${second?.id},${second?.given},,`,
    `${third?.id},${third?.key}|${third?.given},,both are right`,
    `${fourth?.id},,drop,"no answer fits, said the board"`,
    `${got?.id},,drop,`,
    `${fifth?.id},,credit-all,`,
    `${sixth?.id},${sixth?.key},,as it was`,
  ];
  writeFileSync(join(folder.path, "keys.csv"), `itemId,key,annul,reason\n${rows.join("\n")}\n`);
  const end = await run("rekey", "run", "--keys", "keys.csv");
  expect(end).toMatchObject({ code: 0, stderr: "" });
  expect(end.stdout).toContain("What the revised keys change: planted · as published");
  expect(end.stdout).toContain(
    "New keys: 4; dropped: 2; credited to everyone: 1. Items that count: 120 before, 118 now.",
  );
  expect(end.stdout).toContain("Rows that give the key the run had already: 1.");
  expect(end.stdout).toContain("written: run/report/rekey.json");

  const after = contents(join(folder.path, "run"));
  expect([...after.keys()].filter((name) => !before.has(name))).toEqual(["report/rekey.json"]);
  for (const [name, bytes] of before) {
    expect(after.get(name), name).toBe(bytes);
  }

  const record = JSON.parse(readFileSync(join(folder.path, "run/report/rekey.json"), "utf8")) as RekeyRecord;
  expect(record.revisions).toHaveLength(7);
  expect(record.unchanged).toBe(1);
  const published = record.exams.find(({ perturbation }) => perturbation === "none");
  const planted = published?.models.find(({ model }) => model === "planted");
  expect(planted).toMatchObject({ gained: 4, lost: 0, droppedWithPoints: 1, difference: { n: 118 } });
  expect(planted?.before?.value).toBeCloseTo(accuracyIn(join(folder.path, "run"), "planted"), 12);

  // The same revision made in the exam itself and asked anew; credit for everyone has no counterpart in a new run.
  const revised = recordsOf<Record<string, unknown> & { id: string }>(folder.path, "exam.jsonl").flatMap((row) => {
    if (row.id === fourth?.id || row.id === got?.id || row.id === fifth?.id) {
      return [];
    }
    const key =
      row.id === first?.id
        ? first.given
        : row.id === second?.id
          ? second.given
          : row.id === third?.id
            ? [[third.key], [third.given]]
            : row["key"];
    return [JSON.stringify({ ...row, key })];
  });
  writeFileSync(join(folder.path, "exam.jsonl"), `${revised.join("\n")}\n`);
  expect((await run("run", "study.yaml", "--out", "anew")).code).toBe(0);
  for (const model of ["planted", "other"]) {
    const rekeyed = published?.models.find((entry) => entry.model === model)?.after;
    const anew = accuracyIn(join(folder.path, "anew"), model);
    expect(((rekeyed?.value ?? 0) * 118 - 1) / 117, model).toBeCloseTo(anew, 12);
  }
  // The perturbed forms keep the key, so the options' new order changes nothing.
  const shuffled = record.exams.find(({ perturbation }) => perturbation === "shuffle-options");
  expect(shuffled).toMatchObject({ keptAnswers: 0, itemsAfter: 118 });
  expect(ids).toHaveLength(120);

  const json = await run("rekey", "run", "--keys", "keys.csv", "--json", "--out", "elsewhere/what.json");
  expect(JSON.parse(json.stdout)).toEqual(record);
  expect(JSON.parse(readFileSync(join(folder.path, "elsewhere/what.json"), "utf8"))).toEqual(record);
  expect((await run("rekey", "run", "--keys", "keys.csv", "--language", "zh")).stdout).toContain("修订答案后的变化");
}, 60_000);

it("tells who passes, ranks and gains by revised keys", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  const exam = plantExam(folder.path, 10, 1);
  const letter = (at: number, right: boolean) => {
    const key = exam.questions[at]?.key ?? "A";
    return right ? key : key === "A" ? "B" : "A";
  };
  const replies = (right: number) =>
    Object.fromEntries(exam.questions.map(({ id }, at) => [id, letter(at, at < right)]));
  plantStudy(
    folder.path,
    [
      { id: "six", backend: "scripted", replies: replies(6) },
      { id: "five", backend: "scripted", replies: { ...replies(5), [exam.questions[9]?.id ?? ""]: "E" } },
    ],
    { passMark: 0.6, reports: ["json"] },
  );
  expect((await run("run", "study.yaml", "--out", "run")).code).toBe(0);
  // The key of the sixth question becomes what the weaker model said, and of the last two what it alone said.
  const keys = [
    [exam.questions[5]?.id, letter(5, false)],
    [exam.questions[9]?.id, "E"],
  ];
  writeFileSync(join(folder.path, "keys.csv"), `itemId,key\n${keys.map((row) => row.join(",")).join("\n")}\n`);
  const end = await run("rekey", "run", "--keys", "keys.csv");
  expect(end.code).toBe(0);
  const record = JSON.parse(readFileSync(join(folder.path, "run/report/rekey.json"), "utf8")) as RekeyRecord;
  const wins = letter(9, false) === "E" ? 1 : 0;
  expect(record.exams[0]?.models).toMatchObject([
    { model: "five", gained: 2, lost: 0, rankBefore: 2, rankAfter: 1, passBefore: false, passAfter: true },
    { model: "six", gained: wins, lost: 1, rankBefore: 1, rankAfter: 2, passBefore: true, passAfter: false },
  ]);
  expect(end.stdout).toMatch(/^five +50\.0% .* 2 → 1 +fail → pass$/m);
  expect(end.stdout).toMatch(/^six +60\.0% .* 1 → 2 +pass → fail$/m);
});

it("refuses bad rows with file and line, and needs a run and a file", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  const exam = plantExam(folder.path, 3, 1);
  plantStudy(folder.path, [{ id: "first", backend: "constant-label" }], { reports: ["json"] });
  expect((await run("run", "study.yaml", "--out", "run")).code).toBe(0);
  const id = exam.questions[0]?.id ?? "";
  for (const [rows, code, said] of [
    ["q-99999,A,", 3, 'REKEY_ITEM_UNKNOWN: keys.csv:2 (item q-99999): the run has no item "q-99999"'],
    [`${id},F,`, 3, `DATASET_KEY_OUTSIDE_OPTIONS: keys.csv:2 (item ${id}): the key "F" is outside`],
    [`${id},A,drop`, 3, "REKEY_ROW_INVALID: keys.csv:2"],
  ] as const) {
    writeFileSync(join(folder.path, "keys.csv"), `itemId,key,annul\n${rows}\n`);
    const end = await run("rekey", "run", "--keys", "keys.csv");
    expect(end.code, said).toBe(code);
    expect(end.stderr).toContain(said);
  }
  for (const [args, said] of [
    [["rekey", "nowhere", "--keys", "keys.csv"], "RUN_NOT_FOUND"],
    [["rekey", "run"], "--keys"],
    [["rekey", "run", "--keys", "keys.csv", "--language", "fr"], "--language fr"],
  ] as const) {
    const end = await run(...args);
    expect(end.code, said).toBe(2);
    expect(end.stderr).toContain(said);
  }
  const absent = await run("rekey", "run", "--keys", "absent.csv");
  expect(absent.code).toBe(3);
  expect(absent.stderr).toMatch(
    /^REKEY_FILE_UNREADABLE: absent\.csv: cannot be read: .*\n {2}→ Give the CSV file's own path/u,
  );
});
