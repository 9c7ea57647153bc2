import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DecisionPage } from "@viva/core";
import { describe, expect, it } from "vitest";
import { overallEstimates, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const published = fileURLToPath(new URL("../../shared/data/medbench-brasil/", import.meta.url));

/** A study on the sample exam; `candidate` is the model asked about, an earlier version or the later one. */
function study(name: string, candidate: string): string {
  return `name: ${name}
dataset: { use: sample-exam, name: sample, language: en }
models:
  - { id: candidate, backend: ${candidate} }
  - { id: baseline, backend: longest-option }
strata: [specialty, level]
passMark: 0.2
comparison: { reference: baseline, margin: 0.1 }
`;
}

describe("viva decide on the sample exam", () => {
  it("answers in the terminal, as JSON and as a page, by the study's criteria or those given", async () => {
    await using folder = await temporaryFolder();
    const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
    for (const [name, backend] of [
      ["june", "open-book"],
      ["may", "constant-label"],
    ] as const) {
      writeFileSync(join(folder.path, `${name}.yaml`), study(name, backend));
      expect((await run("run", `${name}.yaml`, "--out", name)).code).toBe(0);
    }
    const asked = ["decide", "june", "--model", "candidate", "--previous", "may"];
    const shown = await run(...asked, "--out", "pages/decision.html");
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    for (const text of [
      "May we use candidate for sample?",
      /Does it pass\? +P\(pass\) \d+\.\d%; another sitting \d+\.\d%/,
      /Is it no worse than baseline\? +(?:shown: non-inferior|not shown) by the margin of 10\.0 points/,
      /Where is it weakest, by specialty\? +\S/,
      "How often: refused?",
      "candidate in “may” against now",
      "What is not known",
      "page: pages/decision.html",
    ]) {
      expect(shown.stdout).toMatch(text);
    }

    const json = await run(...asked, "--json", "--pass-mark", "60%");
    const page = JSON.parse(json.stdout) as DecisionPage;
    const [decision] = page.decisions;
    const truth = (name: string) => overallEstimates(join(folder.path, name), "candidate").get("accuracy")?.value ?? 0;
    expect(decision?.standard.score.value).toBeCloseTo(truth("june"), 12);
    expect(decision?.criteria).toEqual({ passMark: 0.6, reference: "baseline", margin: 0.1, alpha: 0.025 });
    // A third right: far below 60 %.
    expect(decision?.standard.pass?.trueScore).toBeLessThan(0.01);
    const change = decision?.change;
    expect(change?.difference.value).toBeCloseTo(truth("june") - truth("may"), 12);
    expect((change?.gained ?? 0) - (change?.lost ?? 0)).toBe(Math.round(70 * (truth("june") - truth("may"))));
    expect(change?.flips).toHaveLength((change?.gained ?? 0) + (change?.lost ?? 0));
    expect(change?.notCompared).toBe(0);
    expect(decision?.unknown).not.toContain("previous");

    const html = readFileSync(join(folder.path, "pages/decision.html"), "utf8");
    expect(html).toContain("May we use candidate for sample?");
    expect(html).not.toMatch(/<script/u);
    const chinese = await run("decide", "june", "--model", "candidate", "--language", "zh");
    expect(chinese.stdout).toContain("及格概率");
  });

  it("refuses what is not there, with the names that are", async () => {
    await using folder = await temporaryFolder();
    const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
    writeFileSync(join(folder.path, "june.yaml"), study("june", "open-book"));
    expect((await run("run", "june.yaml", "--out", "june")).code).toBe(0);
    for (const [args, said] of [
      [["decide", "june"], "--model"],
      [["decide", "nowhere", "--model", "candidate"], "RUN_NOT_FOUND"],
      [["decide", "june", "--model", "nobody"], 'no model is called "nobody"; known are candidate, baseline'],
      [["decide", "june", "--model", "candidate", "--reference", "nobody"], 'no model is called "nobody"'],
      [["decide", "june", "--model", "candidate", "--exam", "other"], 'no exam is called "other"; known are sample'],
      [["decide", "june", "--model", "candidate", "--margin", "0"], "a share above 0 and below 1"],
      [["decide", "june", "--model", "candidate", "--language", "fr"], "known are en, es, zh"],
      [
        ["decide", "june", "--model", "candidate", "--previous", "june", "--previous-model", "nobody"],
        'has no model "nobody" for "sample"; name it with --previous-model: candidate, baseline',
      ],
    ] as const) {
      const end = await run(...args);
      expect(end.code, said).toBe(2);
      expect(end.stderr).toContain(said);
    }
  });

  it("asks which exam where a run has several", async () => {
    await using folder = await temporaryFolder();
    writeFileSync(
      join(folder.path, "two.yaml"),
      `name: two
datasets:
  - { use: sample-exam, name: sample-en, language: en }
  - { use: sample-exam, name: sample-zh, language: zh }
models: [{ id: candidate, backend: open-book }]
`,
    );
    const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
    expect((await run("run", "two.yaml", "--out", "two")).code).toBe(0);
    const several = await run("decide", "two", "--model", "candidate");
    expect(several).toMatchObject({ code: 2, stderr: expect.stringContaining("--exam: sample-en, sample-zh") });
    const one = await run("decide", "two", "--model", "candidate", "--exam", "sample-zh");
    expect(one.code).toBe(0);
    // Nothing was stated, and the page says so.
    expect(one.stdout).toContain("no pass mark is stated");
    expect(one.stdout).toContain("no reference is stated");
    expect(one.stdout).toContain("Your criteria: none is stated.");
  });
});

describe.skipIf(!existsSync(published))("viva decide on MedBench-Brasil (skipped without ../shared/data)", () => {
  it("finds that gpt-5.2 passes Revalida and that 85 items do not show it within 5 points of the best", async () => {
    await using folder = await temporaryFolder();
    const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
    expect((await run("import", "medbench-brasil", published, "--out", "own")).code).toBe(0);
    expect((await run("run", "own/study.yaml", "--out", "own/run")).code).toBe(0);
    const json = await run(
      ...["decide", "own/run", "--model", "gpt-5.2", "--reference", "claude-opus-4-6"],
      ...["--margin", "0.05", "--pass-mark", "0.6235", "--json"],
    );
    const [decision] = (JSON.parse(json.stdout) as DecisionPage).decisions;
    // Three runs of 85 items are 85 items.
    expect(decision?.standard.score).toMatchObject({ nItems: 85, nClusters: 85, method: "clustered-wilson" });
    expect(decision?.standard.pass?.trueScore).toBeGreaterThan(0.999);
    expect(decision?.otherPrior).toMatchObject({ kind: "field", candidates: 6 });
    expect(decision?.reference).toMatchObject({ status: "not-shown", nItems: 85 });
    expect(decision?.unknown).not.toContain("repeats");
  });
});
