import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KnowledgeAnalysis } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { viva } from "./viva.ts";

const roots = ["kadri", "molva", "teruno", "sibale", "pontri", "garuve", "lindoma", "vareku", "ostrile", "numbave"];
const disease = (at: number): string => `${roots[at]}osis`;
const drug = (at: number): string => `${roots[at]}mab`;
/** The graph leads from these diseases to their drugs; it knows the other drugs too, but no way to them. */
const reached = (at: number): boolean => at % 2 === 0;
const helped = roots.flatMap((_, at) => (reached(at) ? [`q${at}`] : []));

const items = roots.map((_, at) => {
  const shown = [0, 3, 5, 8].map((step) => (at + step) % roots.length);
  return {
    id: `q${at}`,
    language: "en",
    kind: "single",
    stem: `A patient has ${disease(at)}. Which medicine is given?`,
    options: shown.map((other) => ({ id: `o${other}`, text: drug(other) })),
    accepted: [[`o${at}`]],
    tags: {},
    references: [`The medicine of choice is ${drug(at)}.`],
    weight: 1,
  };
});

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-knowledge-report-"));
  const facts = roots.flatMap((_, at) => [
    ...(reached(at) ? [[disease(at), "drug", drug(at), "disease", "drug"]] : []),
    [`shelf ${at}`, "holds", drug(at), "place", "drug"],
    [disease(at), "part", "ward", "disease", "place"],
  ]);
  writeFileSync(
    join(folder, "graph.tsv"),
    `${[["head", "relation", "tail", "head_type", "tail_type"], ...facts].map((fact) => fact.join("\t")).join("\n")}\n`,
  );
  writeFileSync(join(folder, "items.jsonl"), items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  writeFileSync(
    join(folder, "study.yaml"),
    `name: seeds
dataset: { use: viva-items, name: exam, path: items.jsonl }
models:
  - { id: reader, backend: open-book, from: prompt }
prompts: [letter-only, padded]
contexts:
  - none
  - { use: knowledge-seeds, graph: graph.tsv, words: false, relations: { drug: 1 } }
  - { use: random-seeds, graph: graph.tsv, words: false, relations: { drug: 1 } }
  - { use: oracle-seeds, graph: graph.tsv, words: false }
  - { use: raw-triples, graph: graph.tsv, words: false, relations: { part: 1 } }
repeats: 3
`,
  );
  const end = await viva(["run", "study.yaml", "--out", "run"], { cwd: folder });
  expect(end).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function report(...more: string[]): Promise<string> {
  const end = await viva(["knowledge", "report", "run", ...more], { cwd: folder });
  expect(end).toMatchObject({ code: 0, stderr: "" });
  return end.stdout;
}

describe("viva knowledge report", { timeout: 120_000 }, () => {
  it("shows that a candidate that only reads gains exactly where the graph holds the way", async () => {
    const [analysis, ...others] = JSON.parse(await report("--json")) as KnowledgeAnalysis[];
    expect(others).toEqual([]);
    expect(analysis?.arms.map(({ arm, role }) => [arm, role])).toEqual([
      ["letter-only", "baseline"],
      ["padded-list", "baseline"],
      ["letter-only+knowledge-seeds", "seeds"],
      ["padded-list+knowledge-seeds", "seeds"],
      ["letter-only+random-seeds", "control"],
      ["padded-list+random-seeds", "control"],
      ["letter-only+oracle-seeds", "leaking"],
      ["padded-list+oracle-seeds", "leaking"],
      ["letter-only+raw-triples", "context"],
      ["padded-list+raw-triples", "context"],
    ]);
    const accuracy = (arm: string) => analysis?.rows.find((row) => row.arm === arm)?.accuracy.value;
    for (const prompt of ["letter-only", "padded-list"]) {
      expect(accuracy(prompt)).toBe(0);
      expect(accuracy(`${prompt}+knowledge-seeds`)).toBe(0.5);
      expect(accuracy(`${prompt}+random-seeds`)).toBe(0);
      expect(accuracy(`${prompt}+oracle-seeds`)).toBe(1);
      const gained = analysis?.changes.filter(({ arm }) => arm === `${prompt}+knowledge-seeds`) ?? [];
      expect(gained.map(({ itemId, kind }) => [itemId, kind])).toEqual(helped.map((id) => [id, "gain"]));
      expect(gained[0]?.seeds).toEqual([{ label: drug(0), explained: true }]);
    }
    expect(analysis?.arms.find(({ arm }) => arm === "padded-list+knowledge-seeds")).toMatchObject({
      without: "padded-list",
      nItems: 10,
      passagesPerItem: 0.5,
      nothingFound: { value: 0.5 },
      recall: { value: 0.5 },
      precision: { value: 1 },
    });
    expect(analysis?.arms.find(({ arm }) => arm === "padded-list+random-seeds")).toMatchObject({
      recall: { value: 0 },
      precision: { value: 0 },
    });
    expect(analysis?.rows.find(({ arm }) => arm === "padded-list+knowledge-seeds")).toMatchObject({
      gain: { value: 0.5 },
      harm: { value: 0 },
      majority: { value: 0.5 },
      // Letters alone name no seed.
      uptake: { value: 0 },
      accuracyWithUptake: { value: null, nItems: 0 },
      accuracyWithoutUptake: { value: 1, nItems: 5 },
      promptTokens: null,
    });
    const pairs = analysis?.pairs.filter(({ arm }) => arm === "padded-list+knowledge-seeds") ?? [];
    expect(pairs.map(({ against }) => against)).not.toContain("letter-only+knowledge-seeds");
    expect(pairs).toHaveLength(8);
    expect(pairs.find(({ against }) => against === "padded-list+oracle-seeds")?.difference.value).toBe(-0.5);
    // Five discordant items, all one way: 2 × 0.5^5.
    expect(pairs.find(({ against }) => against === "padded-list+random-seeds")?.test).toMatchObject({
      p: expect.closeTo(0.0625, 12),
      method: "mcnemar-exact",
    });
  });

  it("poses the baseline's prompt, byte for byte, where nothing was found", () => {
    const calls = readFileSync(join(folder, "run/completions.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { arm: string; itemId: string; promptHash: string });
    const hash = (arm: string, itemId: string) =>
      calls.find((call) => call.arm === arm && call.itemId === itemId)?.promptHash;
    for (const { id } of items) {
      expect(hash("padded-list", id)).toBe(hash("letter-only", id));
      const same = hash("padded-list+knowledge-seeds", id) === hash("padded-list", id);
      expect(same, id).toBe(!helped.includes(id));
    }
  });

  it("prints tables in three languages, and a page", async () => {
    for (const [language, title] of [
      ["en", "held against baselines and controls"],
      ["es", "frente a referencias y controles"],
      ["zh", "与基线和对照相比"],
    ] as const) {
      expect(await report("--language", language, "--out", `${language}.html`)).toContain(title);
      const page = readFileSync(join(folder, `${language}.html`), "utf8");
      expect(page).toContain(title);
      expect(page).toContain(`${drug(0)} ✓`);
      expect(page).not.toContain("undefined");
    }
  });

  it("leaves open what needs the graph where the graph is gone, and finds it where it is told to", async () => {
    const away = async (...more: string[]) => {
      const end = await viva(["knowledge", "report", join(folder, "run"), "--json", ...more], { cwd: tmpdir() });
      expect(end).toMatchObject({ code: 0, stderr: "" });
      const [analysis] = JSON.parse(end.stdout) as KnowledgeAnalysis[];
      return analysis?.arms.find(({ arm }) => arm === "padded-list+knowledge-seeds")?.recall;
    };
    // The study's folder is known to the run: it does not matter where one stands.
    expect(await away()).toMatchObject({ value: 0.5 });
    const graph = join(folder, "graph.tsv");
    const moved = join(folder, "moved.tsv");
    renameSync(graph, moved);
    expect(await away()).toMatchObject({ value: null, why: "the graph is not there to find entities with" });
    expect(await away("--graph", moved)).toMatchObject({ value: 0.5 });
    writeFileSync(graph, `${readFileSync(moved, "utf8")}kadriosis\tdrug\tmolvamab\tdisease\tdrug\n`);
    expect(await away()).toMatchObject({
      value: null,
      why: "the graph is no longer the one that the run was made with",
    });
    renameSync(moved, graph);
  });
});
