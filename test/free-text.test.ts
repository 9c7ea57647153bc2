import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Estimate } from "@viva/core";
import { describe, expect, it } from "vitest";
import type { Prompt } from "../packages/core/src/records/prompt.ts";
import { filesBelow, recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const fixtures = fileURLToPath(new URL("../packages/core/src/datasets/__fixtures__/", import.meta.url));
const files = ["huatuo-26m.jsonl", "cmedqa2", "healthcaremagic.json", "health-bench.jsonl"];

function study(scorers: string): string {
  return `name: open
datasets:
  - { use: health-bench, path: health-bench.jsonl }
  - { use: huatuo-26m, path: huatuo-26m.jsonl }
  - { use: cmedqa2, path: cmedqa2 }
  - { use: healthcaremagic, path: healthcaremagic.json }
models:
  - { id: talker, backend: scripted, otherwise: "请尽快就医。 See a doctor today. <script>window.hurt = 1</script>" }
  - { id: other, backend: scripted, otherwise: "Call the emergency number now." }
  - { id: guess, backend: random-option }
prompts: [{ use: open-answer, frame: none }]
perturbations: [shuffle-options, typos-keyboard, free-text, are-you-sure]
${scorers}
reports: [html, markdown, csv, json, junit]
`;
}

async function folderWith(path: string, scorers: string): Promise<void> {
  for (const name of files) {
    cpSync(join(fixtures, name), join(path, name), { recursive: true });
  }
  writeFileSync(join(path, "study.yaml"), study(scorers));
}

describe("a study over open questions", () => {
  it("asks them as they are, the conversation before one included, and has no row of accuracy", async () => {
    await using folder = await temporaryFolder();
    await folderWith(folder.path, "scorers: [rouge, text-form]");
    const { code, stderr } = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path });
    expect(`${code} ${stderr}`).toMatch(/^0/u);
    const run = join(folder.path, "run");
    const prompts = recordsOf<Prompt>(run, "prompts.jsonl").map(({ messages }) => messages);
    expect(prompts).toContainEqual([
      { role: "user", content: "My mother suddenly cannot lift her right arm." },
      { role: "assistant", content: "When did it begin, and is her speech or her face affected?" },
      { role: "user", content: "Twenty minutes ago. Her mouth hangs on one side." },
    ]);
    // Of the four operators one works on a stem without options.
    const variants = recordsOf<{ perturbation: string }>(run, "variants.jsonl");
    expect([...new Set(variants.map(({ perturbation }) => perturbation))]).toEqual(["none", "typos-keyboard"]);
    const estimates = JSON.parse(readFileSync(join(run, "estimates.json"), "utf8")) as Estimate[];
    expect(estimates.filter(({ measure }) => /accuracy|f1|unreadable|ambiguous/u.test(measure))).toEqual([]);
    const rouge = estimates.find(
      ({ exam, scorer, model }) => exam === "cmedqa2" && scorer === "rouge" && model === "talker",
    );
    expect(rouge).toMatchObject({ nItems: 3, excluded: {}, status: "estimated" });
    const unreferenced = estimates.find(({ exam, scorer }) => exam === "health-bench" && scorer === "rouge");
    expect(unreferenced?.excluded).toEqual({ "no-reference": 1 });
    const page = readFileSync(join(run, "report", "index.html"), "utf8");
    expect(page).toContain("answered in words");
    expect(page).not.toContain("<script>window.hurt");
  });

  it("can be compared and exported", async () => {
    await using folder = await temporaryFolder();
    await folderWith(folder.path, "scorers: [rouge, text-form]");
    await viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path });
    const compared = await viva(["compare", "run"], { cwd: folder.path });
    expect(`${compared.code} ${compared.stderr}`).toMatch(/^0/u);
    for (const format of ["inspect", "lm-eval", "every-eval-ever", "latex"]) {
      const end = await viva(["export", format, "run", "--out", format], { cwd: folder.path });
      expect(`${format} ${end.code} ${end.stderr}`).toMatch(new RegExp(`^${format} 0`, "u"));
      expect(filesBelow(join(folder.path, format)).length).toBeGreaterThan(0);
    }
    const lmEval = filesBelow(join(folder.path, "lm-eval")).find(
      (name) => name.includes("health-bench") && name.endsWith(".jsonl"),
    );
    const samples = recordsOf<{ doc: { question: string } }>(join(folder.path, "lm-eval"), lmEval ?? "");
    expect(samples.map(({ doc }) => doc.question)).toContainEqual(
      expect.stringContaining("[assistant]\nWhen did it begin"),
    );
  });

  it("that no scorer can mark is planned as such, with what to do", async () => {
    await using folder = await temporaryFolder();
    await folderWith(folder.path, "");
    const plan = await viva(["plan", "study.yaml"], { cwd: folder.path });
    expect(plan.stdout).toMatch(/unkeyed \d+/u);
    expect(plan.stdout).toContain("Free-text items want a scorer of texts");
    const { code, stdout } = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain("not estimable");
    expect(stdout).toContain("without a key");
  });

  it("tells why operators on options have nothing to do", async () => {
    await using folder = await temporaryFolder();
    await folderWith(folder.path, "");
    const args = ["perturb", "health-bench", "health-bench.jsonl", "--operator", "shuffle-options", "--out", "v.jsonl"];
    const { code, stdout } = await viva(args, { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toMatch(/shuffle-options +not applicable +2 +free text: no options to work on/u);
    const check = await viva(["items", "health-bench", "health-bench.jsonl", "--strict"], { cwd: folder.path });
    expect(`${check.code} ${check.stderr}`).toMatch(/^0/u);
  });
});
