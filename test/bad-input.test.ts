import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type VivaEnd, viva } from "./viva.ts";

const entry = fileURLToPath(new URL("../packages/cli/bin/viva.js", import.meta.url));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-bad-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content);
const run = (...flags: string[]): Promise<VivaEnd> =>
  viva(["run", "study.yaml", "--out", "run", ...flags], { cwd: folder });

const row = (fields: object = {}): string =>
  JSON.stringify({ id: "q1", stem: "Which?", options: { A: "one", B: "two" }, key: "A", ...fields });
const jsonl = `dataset:
  use: jsonl-file
  path: exam.jsonl
  language: en
  fields: { id: id, stem: stem, options: options, key: key }
`;
const models = "models:\n  - { id: a, backend: random-option }\n";
const study = (dataset: string): void => write("study.yaml", `name: bad\n${dataset}${models}`);

/** No half-made file, and nothing that claims to be a result. */
function expectNoDamage(): void {
  const out = join(folder, "run");
  const left = existsSync(out) ? readdirSync(out) : [];
  expect(left.filter((name) => name !== "lock.sqlite")).toEqual([]);
}

/** Code, exit code and every word of the message the case wants; no stack, and a remedy. */
function expectError(end: VivaEnd, code: string, exitCode: number, ...words: string[]): void {
  expect(end.stderr).toContain(`${code}: `);
  for (const word of words) {
    expect(end.stderr).toContain(word);
  }
  expect(end.stderr).toMatch(/\n {2}→ \S/);
  expect(end.stderr).not.toMatch(/\n\s+at .*\(/);
  expect(end.code).toBe(exitCode);
}

describe("a study that cannot be read", () => {
  it("is not there", async () => {
    expectError(await run(), "STUDY_NOT_FOUND", 2, "study.yaml");
    expectNoDamage();
  });

  it("is broken YAML", async () => {
    write("study.yaml", "name: x\nmodels:\n  - { id: a, backend: random-option\n");
    expectError(await run(), "STUDY_SYNTAX", 2, "study.yaml:");
    expectNoDamage();
  });

  it("names plugins that do not exist, all of them at once", async () => {
    write(
      "study.yaml",
      "name: x\ndataset: { use: cmexan, path: x }\nmodels:\n  - { id: a, backend: opnai }\nprompts: [letter]\n",
    );
    expectError(
      await run(),
      "STUDY_INVALID",
      2,
      "study.yaml:2",
      "study.yaml:4",
      "study.yaml:5",
      "cmexam",
      "openai-compatible",
      "letter-only",
    );
    expectNoDamage();
  });
});

describe("a run that was broken off before it was measured", () => {
  it.each(["report", "compare", "exam", "facts", "checks"])(
    "is refused by %s, saying how to go on",
    async (command) => {
      study(jsonl);
      write("exam.jsonl", row());
      await viva(["run", "study.yaml", "--out", "broken"], { cwd: folder });
      rmSync(join(folder, "broken", "summary.json"));
      const end = await viva([command, "broken"], { cwd: folder });
      expect(end.stderr).toContain("RUN_UNFINISHED: ");
      expect(end.stderr).toContain("Issue the same command again");
      expect(end.code).toBe(4);
    },
  );
});

describe("a command that cannot be understood", () => {
  it.each([
    [["run", "study.yaml"], "--out"],
    [["run", "study.yaml", "--out", "x", "--repeats", "many"], "whole number"],
    [["frobnicate"], "frobnicate"],
    [["list", "horses"], "horses"],
    [["report", "nowhere"], "RUN_NOT_FOUND"],
  ])("%s", async (args, word) => {
    study(jsonl);
    write("exam.jsonl", row());
    const end = await viva(args, { cwd: folder });
    expect(end.code).toBe(2);
    expect(end.stderr).toContain(word);
  });
});

describe("an exam file that cannot be used", () => {
  it("is not there", async () => {
    study(jsonl);
    expectError(await run(), "DATASET_NOT_FOUND", 3, "exam.jsonl");
    expectNoDamage();
  });

  it("is a folder", async () => {
    study(jsonl.replace("exam.jsonl", "."));
    expectError(await run(), "DATASET_NOT_FOUND", 3);
    expectNoDamage();
  });

  it("lacks a mapped field", async () => {
    study(jsonl.replace("key: key", "key: answer"));
    write("exam.jsonl", row());
    expectError(await run(), "DATASET_COLUMN_MISSING", 3, "answer", "stem");
    expectNoDamage();
  });

  it("lacks a column of the published layout", async () => {
    study("dataset: { use: cmexam, path: exam.csv }\n");
    write("exam.csv", "Question,Choices,Answer\nWhich?,A one,A\n");
    expectError(await run(), "DATASET_COLUMN_MISSING", 3, "exam.csv", "Options", "Choices");
    expectNoDamage();
  });

  it("has a key that is not among the options", async () => {
    study(jsonl);
    write("exam.jsonl", `${row()}\n${row({ id: "q2", stem: "What?", key: "E" })}\n`);
    expectError(await run(), "DATASET_KEY_OUTSIDE_OPTIONS", 3, "exam.jsonl:2", "q2", "E");
    expectNoDamage();
  });

  it("has the same id twice", async () => {
    study(jsonl);
    write("exam.jsonl", `${row()}\n${row({ stem: "What?" })}\n`);
    expectError(await run(), "DATASET_DUPLICATE_ID", 3, "exam.jsonl:2", "q1");
    expectNoDamage();
  });

  it("has a line that is not JSON", async () => {
    study(jsonl);
    write("exam.jsonl", `${row()}\n{"id": \n`);
    expectError(await run(), "FILE_JSON_INVALID", 3, "exam.jsonl:2");
    expectNoDamage();
  });

  it("has bytes that are not UTF-8", async () => {
    study(jsonl);
    // 肺炎 in GB18030.
    write(
      "exam.jsonl",
      Buffer.concat([Buffer.from(`${row()}\n{"id":"`), Buffer.from([0xb7, 0xce, 0xd1, 0xd7]), Buffer.from('"}\n')]),
    );
    expectError(await run(), "FILE_ENCODING", 3, "exam.jsonl:2", "iconv");
    expectNoDamage();
  });

  it("has a quote that is never closed", async () => {
    study("dataset: { use: cmexam, path: exam.csv }\n");
    write("exam.csv", 'Question,Options,Answer,Explanation\n"Which?,A one,A,x\nnext,B two,B,y\n');
    expectError(await run(), "FILE_CSV_INVALID", 3, "exam.csv:");
    expectNoDamage();
  });

  it("is one line of a gigabyte, without taking a gigabyte of memory", async () => {
    study(jsonl);
    write("exam.jsonl", `${row()}\n`);
    truncateSync(join(folder, "exam.jsonl"), 2 ** 30);
    const end = await run();
    expectError(end, "FILE_LINE_TOO_LONG", 3, "exam.jsonl:2");
    expectNoDamage();
  });

  it("is left with nothing by the filters", async () => {
    study(jsonl);
    write("exam.jsonl", row());
    write("study.yaml", `name: x\n${jsonl}${models}filters: { split: test }\n`);
    expectError(await run(), "DATASET_EMPTY", 3);
    expectNoDamage();
  });
});

describe("replies that cannot be used", () => {
  const replay = (): void =>
    write("study.yaml", `name: x\n${jsonl}models:\n  - { id: m, backend: replay, path: replies.jsonl }\n`);

  it("are not there, hold another model, or stand twice", async () => {
    write("exam.jsonl", row());
    replay();
    expectError(await run(), "DATASET_NOT_FOUND", 3, "replies.jsonl");
    write("replies.jsonl", JSON.stringify({ itemId: "q1", model: "other", repeat: 0, text: "A" }));
    expectError(await run(), "REPLAY_MODEL_ABSENT", 3, "other");
    const line = JSON.stringify({ itemId: "q1", model: "m", repeat: 0, text: "A" });
    write("replies.jsonl", `${line}\n${line}\n`);
    expectError(await run(), "REPLAY_INVALID", 3, "replies.jsonl:2", "q1");
    write("replies.jsonl", JSON.stringify({ itemId: "q1", model: "m", repeat: -1, text: "A" }));
    expectError(await run(), "REPLAY_INVALID", 3, "replies.jsonl:1", "repeat");
    expectNoDamage();
  });
});

describe("a full disk", () => {
  const rows = Array.from({ length: 400 }, (_row, index) => row({ id: `q${index}`, stem: `Question ${index}?` }));

  /** The run under a limit on the size of a file, in 512-byte or 1-kilobyte blocks as the shell counts. */
  function runWithLimit(blocks: number): { code: number | null; stderr: string } {
    const command = `ulimit -f ${blocks}; exec "$0" "$@"`;
    const end = spawnSync("bash", ["-c", command, execPath, entry, "run", "study.yaml", "--out", "run"], {
      cwd: folder,
      encoding: "utf8",
    });
    return { code: end.status, stderr: end.stderr };
  }

  it("stops with its own code, and the same command finishes once there is room, to the same bytes", async () => {
    study(jsonl);
    write("exam.jsonl", rows.join("\n"));
    const finishedAtOnce = await viva(["run", "study.yaml", "--out", "whole"], { cwd: folder });
    expect(finishedAtOnce.code).toBe(0);
    // From too little for the items to enough for the journal but not for the answers.
    for (const blocks of [4, 60, 120, 180]) {
      const end = runWithLimit(blocks);
      expect(end.stderr).toContain("DISK_FULL: ");
      expect(end.code).toBe(3);
      expect(existsSync(join(folder, "run/complete.json"))).toBe(false);
    }
    expect((await run()).code).toBe(0);
    for (const name of ["items.jsonl", "answers.jsonl", "scores.jsonl", "estimates.json", "report/index.html"]) {
      expect(readFileSync(join(folder, "run", name)).equals(readFileSync(join(folder, "whole", name)))).toBe(true);
    }
    const journal = readFileSync(join(folder, "run/completions.jsonl"), "utf8").trimEnd().split("\n");
    expect(new Set(journal.map((line) => (JSON.parse(line) as { callId: string }).callId)).size).toBe(400);
    expect(journal).toHaveLength(400);
  });
});
