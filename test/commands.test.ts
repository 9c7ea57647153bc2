import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { viva } from "./viva.ts";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-commands-"));
  writeFileSync(
    join(folder, "study.yaml"),
    `name: commands
dataset: { use: sample-exam, language: es }
models:
  - { id: first, backend: constant-label, price: { inputPerMillion: 1, outputPerMillion: 2, currency: EUR } }
  - { id: server, backend: openai-compatible, baseUrl: http://127.0.0.1:9/v1, model: m, parameters: { max_tokens: 100 }, price: { inputPerMillion: 1, outputPerMillion: 2 } }
strata: [specialty]
`,
  );
  const end = await viva(["run", "study.yaml", "--models", "first", "--out", "run", "--limit", "20"], { cwd: folder });
  expect(end.code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = (...args: string[]) => viva(args, { cwd: folder });

describe("viva plan", () => {
  it("says what would be asked, counts what is finished, and asks nothing", async () => {
    const { code, stdout } = await command("plan", "study.yaml", "--out", "run");
    expect(code).toBe(0);
    expect(stdout).toContain("commands: 70 items, 70 variants, arms letter-only, 1 repeat");
    expect(stdout).toMatch(/^first +constant-label +70 +– +20 +50 /m);
    expect(stdout).toMatch(/^server +openai-compatible +70 +– +0 +70 +≈ \d+ +≤ 7000 +≈ 0\.\d\d to 0\.\d\d USD$/m);
  });
});

describe("viva list", () => {
  it("names every kind and every plugin with its settings", async () => {
    const { stdout } = await command("list");
    for (const word of [
      "datasets",
      "perturbations",
      "backends",
      "cnmleqa",
      "shuffle-options",
      "constant-label",
      "position",
      "exact-set",
      "layered",
    ]) {
      expect(stdout).toContain(word);
    }
    expect((await command("list", "scorers")).stdout).not.toContain("cnmleqa");
  });
});

describe("viva doctor", () => {
  it("finds the machine sound, and a server that is not there not", async () => {
    expect((await command("doctor")).code).toBe(0);
    const { code, stdout } = await command("doctor", "study.yaml");
    expect(code).toBe(4);
    expect(stdout).toMatch(/^!! +server +http:\/\/127\.0\.0\.1:9\/v1: .*ECONNREFUSED/m);
  });
});

describe("viva items", () => {
  it("looks the sample exam over and has nothing to complain of", async () => {
    const { code, stdout } = await command("items", "sample-exam", "--language", "zh", "--strict");
    expect(stdout).toMatch(/^kinds +multiple 14 {2}single 56$/m);
    expect(stdout).toContain("Nothing to complain of.");
    expect(code).toBe(0);
  });

  it("exits 3 under --strict and prints everything as JSON", async () => {
    writeFileSync(join(folder, "exam.csv"), 'Question,Options,Answer,Explanation\nWhich?,"A one\nB two",C,\n');
    const { code, stdout, stderr } = await command("items", "cmexam", "exam.csv", "--strict", "--json");
    expect(code).toBe(3);
    expect(stderr).toContain("DATASET_NOT_STRICT: 1 errors");
    expect(JSON.parse(stdout)).toMatchObject({ rows: 1, unusableRows: 1 });
  });
});

describe("viva report", () => {
  it("writes a run again in another format and language", async () => {
    const { code, stdout } = await command(
      "report",
      "run",
      "--format",
      "markdown,junit",
      "--language",
      "zh",
      "--fail-under",
      "0.9",
    );
    expect(code).toBe(0);
    expect(stdout).toContain("正确率");
    expect(readFileSync(join(folder, "run/report/report.md"), "utf8")).toContain("正确率");
    expect(readFileSync(join(folder, "run/report/junit.xml"), "utf8")).toContain("<failure");
  });

  it("leaves every text out when items are withheld", async () => {
    await command("report", "run", "--withhold", "items");
    const html = readFileSync(join(folder, "run/report/index.html"), "utf8");
    const stem = (
      JSON.parse(readFileSync(join(folder, "run/items.jsonl"), "utf8").split("\n")[0] ?? "") as { stem: string }
    ).stem;
    expect(stem.length).toBeGreaterThan(30);
    expect(html).not.toContain(stem.slice(0, 30));
    await command("report", "run");
    expect(readFileSync(join(folder, "run/report/index.html"), "utf8")).toContain(stem.slice(0, 30));
  });

  it("names the formats there are", async () => {
    const { code, stderr } = await command("report", "run", "--format", "pdf");
    expect(code).toBe(2);
    expect(stderr).toContain("html, markdown, csv, json, junit");
  });
});

describe("viva rescore", () => {
  it("measures again with other strata, without asking", async () => {
    writeFileSync(
      join(folder, "other.yaml"),
      readFileSync(join(folder, "study.yaml"), "utf8").replace("[specialty]", "[level, difficulty]"),
    );
    const before = readFileSync(join(folder, "run/completions.jsonl"), "utf8");
    const end = await command("rescore", "other.yaml", "--models", "first", "--out", "run", "--limit", "20");
    expect(end.code).toBe(0);
    expect(readFileSync(join(folder, "run/completions.jsonl"), "utf8")).toBe(before);
    expect(readFileSync(join(folder, "run/estimates.json"), "utf8")).toContain('"stratum":{"difficulty":"3"}');
  });
});

describe("--fail-under", () => {
  it("exits 6 below the gate and 0 above it", async () => {
    const below = await command(
      "run",
      "study.yaml",
      "--models",
      "first",
      "--out",
      "run",
      "--limit",
      "20",
      "--fail-under",
      "62%",
    );
    expect(below.code).toBe(6);
    expect(below.stderr).toContain("GATE_NOT_MET");
    const above = await command(
      "run",
      "study.yaml",
      "--models",
      "first",
      "--out",
      "run",
      "--limit",
      "20",
      "--fail-under",
      "0.01",
    );
    expect(above.code).toBe(0);
  });
});

describe("the environment", () => {
  it("fills what the study leaves out, and flags win", async () => {
    const env = { VIVA_REPEATS: "2" };
    const planned = async (...flags: string[]) =>
      (await viva(["plan", "study.yaml", "--models", "first", ...flags], { cwd: folder, env })).stdout;
    expect(await planned()).toMatch(/^first +constant-label +140 /m);
    expect(await planned("--repeats", "3")).toMatch(/^first +constant-label +210 /m);
    const wrong = await viva(["plan", "study.yaml"], { cwd: folder, env: { VIVA_SEED: "abc" } });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("VIVA_SEED");
  });
});
