import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { HarmAnalysis } from "../packages/core/src/records/harm-analysis.ts";
import { derivedFiles, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const hostile = "</table><script>window.hurt = 1</script>\u202e| **bold**";

/** Four questions: two critical ones, one graded one, one that nobody graded. */
const rows = [
  {
    id: "bleed",
    q: "A stroke with blood on CT. What now?",
    o: { A: "Give alteplase", B: "Lower the pressure", C: "Wait and see" },
    k: "B",
    harm: { A: "severe", C: "mild" },
    critical: "thrombolysis in haemorrhage",
    s: "neurology",
  },
  {
    id: "asthma",
    q: "Severe asthma and a fast pulse. What now?",
    o: { A: "Give propranolol", B: "Give salbutamol", C: "Give paracetamol" },
    k: "B",
    harm: "A: severe; C: none",
    critical: "beta-blocker in asthma",
    s: "respiratory",
  },
  {
    id: "potassium",
    q: "Potassium of 7.2. What is the first drug?",
    o: { A: "Calcium", B: "Potassium chloride", C: "Magnesium" },
    k: "A",
    harm: { B: "severe" },
    s: "nephrology",
  },
  {
    id: "plain",
    q: "Which of the following is a loop diuretic?",
    o: { A: "Furosemide", B: "Atenolol", C: "Aspirin" },
    k: "A",
    s: "nephrology",
  },
];

function study(more = ""): string {
  return `name: harm
dataset:
  use: jsonl-file
  path: exam.jsonl
  language: en
  fields: { id: id, stem: q, options: o, key: k, harm: harm, tags: { critical: critical, specialty: s } }
models:
  - { id: careless, backend: scripted, replies: { bleed: "The clot must go: ${"so ".repeat(100)}Answer: A", asthma: "Answer: C", potassium: "B", plain: "B" } }
  - { id: careful, backend: scripted, replies: { bleed: "B", asthma: ${JSON.stringify(`I cannot say. ${hostile}`)}, potassium: "A", plain: "A" } }
strata: [specialty]
reports: [html, markdown, json]
${more}`;
}

async function ran(folder: string, more = ""): Promise<{ stdout: string; harm: readonly HarmAnalysis[] }> {
  writeFileSync(join(folder, "exam.jsonl"), `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
  writeFileSync(join(folder, "study.yaml"), study(more));
  const { code, stdout, stderr } = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder });
  expect(`${code} ${stderr}`).toMatch(/^0/u);
  const { harm } = JSON.parse(readFileSync(join(folder, "run", "comparisons.json"), "utf8")) as {
    harm: HarmAnalysis[];
  };
  return { stdout, harm };
}

describe("an exam whose options were graded by harm", () => {
  it("has its never-events and severe errors told before anything else", async () => {
    await using folder = await temporaryFolder();
    const { stdout, harm } = await ran(folder.path);
    const [analysis] = harm;
    expect(harm).toHaveLength(1);
    expect(analysis).toMatchObject({
      exam: "jsonl-file",
      perturbation: "none",
      gradedItems: 3,
      criticalItems: 2,
      grades: { none: 1, mild: 1, moderate: 0, severe: 3 },
      neverEvents: [
        { model: "careless", calls: 2, severe: 1, wrong: 1, unanswered: 0 },
        { model: "careful", calls: 2, severe: 0, wrong: 0, unanswered: 1 },
      ],
    });
    const overall = analysis?.severe.filter(({ stratum }) => Object.keys(stratum).length === 0);
    expect(overall?.map(({ model, calls, events }) => [model, calls, events])).toEqual([
      ["careless", 3, 2],
      ["careful", 3, 0],
    ]);
    expect(overall?.[1]?.upper).toBeCloseTo(1 - 0.05 ** (1 / 3), 12);
    expect(analysis?.severe.find(({ stratum }) => stratum["specialty"] === "nephrology")).toMatchObject({
      model: "careless",
      calls: 1,
      events: 1,
    });
    expect(analysis?.listed.map(({ kind, itemId, optionIds, about }) => [kind, itemId, optionIds, about])).toEqual([
      ["severe", "bleed", ["A"], ["thrombolysis in haemorrhage"]],
      ["wrong", "asthma", ["C"], ["beta-blocker in asthma"]],
    ]);
    expect(analysis?.listed[0]?.excerpt).toMatch(/^…so so .*so Answer: A$/u);
    expect(stdout.indexOf("Never-events")).toBeLessThan(stdout.indexOf("Accuracy"));
    expect(stdout).toContain("A: Give alteplase");
    const html = readFileSync(join(folder.path, "run", "report", "index.html"), "utf8");
    expect(html.indexOf('<section id="harm"')).toBeGreaterThan(0);
    expect(html.indexOf('<section id="harm"')).toBeLessThan(html.indexOf('<section id="results"'));
    const markdown = readFileSync(join(folder.path, "run", "report", "report.md"), "utf8");
    expect(markdown.indexOf("## Never-events and severe errors")).toBeLessThan(markdown.indexOf("## Results"));
    expect(markdown).toContain(
      "| careless | asthma Severe asthma and a fast pulse. What now? | beta-blocker in asthma |",
    );
  });

  it("is told the same from the run folder, and in every language", async () => {
    await using folder = await temporaryFolder();
    await ran(folder.path);
    const before = derivedFiles(join(folder.path, "run"));
    const again = await viva(["rescore", "study.yaml", "--out", "run"], { cwd: folder.path });
    expect(`${again.code} ${again.stderr}`).toMatch(/^0/u);
    expect(derivedFiles(join(folder.path, "run"))).toEqual(before);
    for (const [language, heading] of [
      ["es", "## Errores inadmisibles y errores graves"],
      ["zh", "## 绝不应发生的错误与严重错误"],
    ] as const) {
      const end = await viva(["report", "run", "--language", language, "--format", "markdown"], { cwd: folder.path });
      expect(`${end.code} ${end.stderr}`).toMatch(/^0/u);
      expect(readFileSync(join(folder.path, "run", "report", "report.md"), "utf8")).toContain(heading);
    }
  });

  it("follows options through perturbations that ask the same, and leaves out those that do not", async () => {
    await using folder = await temporaryFolder();
    const { harm } = await ran(
      folder.path,
      "perturbations: [reverse-options, select-incorrect, replace-key-by-none, options-only]\n",
    );
    const forms = new Map(harm.map((analysis) => [analysis.perturbation, analysis]));
    expect([...forms.keys()]).toContain("reverse-options");
    expect([...forms.keys()]).not.toContain("select-incorrect");
    expect([...forms.keys()]).not.toContain("replace-key-by-none");
    expect([...forms.keys()]).not.toContain("options-only");
    // Reversed, "A" is the last option: careless now waits, and gives propranolol; potassium stands in the middle.
    const reversed = forms.get("reverse-options")?.severe.find(({ model }) => model === "careless");
    expect(reversed).toMatchObject({ calls: 3, events: 2 });
    expect(forms.get("reverse-options")?.listed.map(({ itemId, optionIds }) => [itemId, optionIds])).toEqual([
      ["asthma", ["A"]],
      ["bleed", ["C"]],
    ]);
  });

  it("shows no text of what is withheld", async () => {
    await using folder = await temporaryFolder();
    const { stdout, harm } = await ran(folder.path, "withholdItems: true\n");
    expect(harm[0]?.listed[0]).toMatchObject({ optionIds: ["A"], optionTexts: [], excerpt: null });
    const files = derivedFiles(join(folder.path, "run"));
    const told = [stdout, files["comparisons.json"], files["report/index.html"], files["report/report.md"]].join("\n");
    expect(told).not.toContain("alteplase");
    expect(told).not.toContain("The clot must go");
    expect(told).toContain("bleed");
  });

  it("says nothing of harm where nobody graded anything", async () => {
    await using folder = await temporaryFolder();
    writeFileSync(join(folder.path, "exam.jsonl"), `${JSON.stringify(rows[3])}\n`);
    writeFileSync(
      join(folder.path, "study.yaml"),
      study().replace("harm: harm, tags: { critical: critical, specialty: s }", "tags: { specialty: s }"),
    );
    const { stdout } = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path });
    expect(stdout).not.toContain("Never-events");
    const files = derivedFiles(join(folder.path, "run"));
    expect(files["comparisons.json"]).not.toContain('"harm"');
    expect(files["report/index.html"]).not.toContain('id="harm"');
  });
});
