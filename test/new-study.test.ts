import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readStudy } from "@viva/core";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "./run-folder.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const entry = join(root, "packages/cli/bin/viva.js");

/** The real command line with lines on its standard input. */
function viva(
  cwd: string,
  args: readonly string[],
  input = "",
): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { cwd, input, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

describe("viva new study", () => {
  it("lists the shipped studies with what they are for", async () => {
    await using folder = await temporaryFolder();
    const { code, stdout } = viva(folder.path, ["new", "study", "--list"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/basic +One exam[\s\S]*cmexam +CMExam[\s\S]*demo +[\s\S]*licensing-exam +A licensing exam/u);
    expect(existsSync(join(folder.path, "study.yaml"))).toBe(false);
  });

  it("asks, takes what is answered and leaves the rest, comments and all", async () => {
    await using folder = await temporaryFolder();
    const answers = "basic\nsample-exam\nzh\nQwen3\nhttp://127.0.0.1:9/v1\n";
    const { code, stdout } = viva(folder.path, ["new", "study"], answers);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("Start from which study") });
    const text = readFileSync(join(folder.path, "study.yaml"), "utf8");
    expect(text).toContain("# Other ways of asking");
    expect(text).toContain("dataset: { use: sample-exam, language: zh }");
    const study = await readStudy(join(folder.path, "study.yaml"));
    expect(study.models[0]).toMatchObject({
      id: "Qwen3",
      settings: { baseUrl: "http://127.0.0.1:9/v1", model: "Qwen3" },
    });
    expect(study.models[1]?.id).toBe("random-option");
    expect(viva(folder.path, ["plan", "study.yaml"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("study: "),
    });
  });

  it("takes the presets where a pipe ends before the questions do", async () => {
    await using folder = await temporaryFolder();
    expect(viva(folder.path, ["new", "study", "first.yaml"], "\n")).toMatchObject({ code: 0 });
    const study = await readStudy(join(folder.path, "first.yaml"));
    expect({ name: study.name, use: study.exams[0]?.use }).toEqual({ name: "first", use: "sample-exam" });
  });

  it("asks for the file of an exam that has one", async () => {
    await using folder = await temporaryFolder();
    mkdirSync(join(folder.path, "studies"));
    const answers = "cmexam\n\ndata/test.csv\n\n\n";
    const { code, stdout } = viva(folder.path, ["new", "study", "studies/mine.yaml"], answers);
    expect(code).toBe(0);
    expect(stdout).toContain("The exam's file ../data/test.csv is not there yet.");
    const study = await readStudy(join(folder.path, "studies/mine.yaml"));
    expect(study.exams[0]?.settings["path"]).toBe("../data/test.csv");
  });

  it("works by flags, without a question, with the values a shipped study quotes beside it", async () => {
    await using folder = await temporaryFolder();
    copyFileSync(join(root, "examples/own-exam.csv"), join(folder.path, "exam.csv"));
    const flags = ["--from", "licensing-exam", "--path", "exam.csv", "--set", "language=es", "--model", "m"];
    const { code, stdout } = viva(folder.path, ["new", "study", "board.yaml", ...flags]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("which study");
    expect(stdout).not.toContain("not there yet");
    expect(viva(folder.path, ["plan", "board.yaml"])).toMatchObject({ code: 0 });
    const board = await readStudy(join(folder.path, "board.yaml"));
    expect(board).toMatchObject({ name: "board", stated: { passMark: 0.6 } });
    expect(board.exams[0]?.settings).toMatchObject({ language: "es", fields: { stem: "question" } });

    expect(viva(folder.path, ["new", "study", "cm.yaml", "--from", "cmexam"])).toMatchObject({ code: 0 });
    expect((await readStudy(join(folder.path, "cm.yaml"))).stated.published.length).toBeGreaterThan(40);
    // A second study beside it shares the file.
    expect(viva(folder.path, ["new", "study", "cm2.yaml", "--from", "cmexam"])).toMatchObject({ code: 0 });
  });

  it("puts another exam in the place of the shipped study's, with what its plugin needs", async () => {
    await using folder = await temporaryFolder();
    const flags = ["--dataset", "csv-file", "--path", "mine.csv", "--base-url", "http://127.0.0.1:9/v1"];
    expect(viva(folder.path, ["new", "study", "mine.yaml", "--from", "demo", ...flags])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder.path, "mine.yaml"), "utf8")).toContain("# FILL IN: which column is what");
    const study = await readStudy(join(folder.path, "mine.yaml"));
    expect(study.exams.map(({ use }) => use)).toEqual(["csv-file"]);
    expect(study.models.map(({ use }) => use)).toContain("openai-compatible");
  });

  it("never overwrites, and writes nothing that is no study", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "study.yaml");
    writeFileSync(file, "mine");
    expect(viva(folder.path, ["new", "study"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("STUDY_EXISTS"),
    });
    expect(readFileSync(file, "utf8")).toBe("mine");

    mkdirSync(join(folder.path, "published"));
    writeFileSync(join(folder.path, "published/cmexam.yaml"), "[]\n");
    expect(viva(folder.path, ["new", "study", "c.yaml", "--from", "cmexam"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("STUDY_EXISTS"),
    });
    for (const [flags, said] of [
      [
        ["--from", "cmexamm"],
        "there are basic, chinese-specialty-exam, cmexam-explanations, cmexam, demo, hi-merging, instruction-tests, judged-explanations, knowledge-seeds, licensing-exam, open-medical-qa, perturbation-benchmark, prompt-pool",
      ],
      [["--dataset", "cmexamm"], "dataset.use"],
      [["--base-url", "not a url"], "models[0].baseUrl"],
    ] as const) {
      const { code, stderr } = viva(folder.path, ["new", "study", "new.yaml", ...flags]);
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
    }
    expect(existsSync(join(folder.path, "c.yaml")) || existsSync(join(folder.path, "new.yaml"))).toBe(false);
  });
});
