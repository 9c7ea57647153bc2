import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { defineImporter, type Imported } from "../importers/define.ts";
import type { Item } from "../records/item.ts";
import type { ImportRecord } from "./import-record.ts";
import { importRun } from "./import-run.ts";
import { readStudy } from "./read-study.ts";

const fixtures = fileURLToPath(new URL("../importers/__fixtures__/", import.meta.url));

let folder = "";
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "viva-import-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (name: string): Record<string, unknown>[] =>
  readFileSync(join(folder, "out", name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const written = (): string[] => readdirSync(join(folder, "out")).sort();
const complete = [
  "import.json",
  "items.jsonl",
  "replies.jsonl",
  "source-prompts.jsonl",
  "source-scores.jsonl",
  "study.yaml",
];

const item = (id: string, stem = "Which?"): Item => ({
  id,
  language: "en",
  kind: "single",
  stem,
  options: [
    { id: "A", text: "one" },
    { id: "B", text: "two" },
  ],
  accepted: [["A"]],
  tags: { part: [id.slice(0, 1)] },
  references: [],
  weight: 1,
});
const reply = (itemId: string, more: object = {}): Imported => ({
  kind: "reply",
  itemId,
  model: "m",
  arm: "recorded",
  repeat: 0,
  turn: 0,
  text: "A",
  finishReason: "stop",
  sourceReading: ["A"],
  sourceScore: 1,
  place: { file: "source", line: 7 },
  ...more,
});
const posed = (one: Item, more: object = {}): Imported => ({ kind: "item", item: one, place: { line: 3 }, ...more });

/** Import what these records say. */
function importing(records: readonly Imported[]): Promise<ImportRecord> {
  const source = join(folder, "source.txt");
  writeFileSync(source, "source");
  const plugin = defineImporter({
    name: "given",
    description: "Gives what a test hands it",
    source: "Viva",
    settings: z.strictObject({ path: z.string().describe("A file.") }),
    files: () => Promise.resolve([source]),
    read: async function* () {
      yield* records;
    },
  });
  return importRun({ format: "given", path: "source.txt", outFolder: "out", workingFolder: folder, plugins: [plugin] });
}

const fromFixture = (format: string, path: string, settings: object = {}): Promise<ImportRecord> =>
  importRun({ format, path, outFolder: "out", workingFolder: folder, settings: { ...settings } });

describe("importRun", () => {
  it("writes items, replies, the source's scores and prompts, a study and a record", async () => {
    const record = await fromFixture("medbench-brasil", `${fixtures}medbench-brasil`);
    expect(written()).toEqual(complete);
    expect(lines("items.jsonl").map(({ id }) => id)).toEqual(["demo-q1", "demo-q2", "demo-q3"]);
    expect(lines("replies.jsonl")[1]).toEqual({
      itemId: "demo-q1",
      model: "org/model-one",
      arm: "as-recorded",
      turn: 0,
      repeat: 1,
      text: "A alternativa correta é a letra C.",
      finishReason: "unknown",
    });
    const prompts = lines("source-prompts.jsonl");
    expect(prompts).toMatchObject([{ itemId: "demo-q1", text: "system: Responda.\n\nuser: Qual vitamina?" }]);
    expect(lines("source-scores.jsonl")[2]).toEqual({
      itemId: "demo-q1",
      model: "org/model-one",
      arm: "as-recorded",
      turn: 0,
      repeat: 2,
      sourceReading: [],
      sourceScore: 0,
      promptHash: prompts[0]?.["hash"],
    });
    expect(record).toMatchObject({
      format: 1,
      importer: "medbench-brasil",
      exam: "out",
      arms: { "as-recorded": "recorded" },
      counts: { items: 3, itemsWithoutReply: 2, replies: 3, prompts: 1, repeats: 3 },
      models: [{ model: "org/model-one", replies: 3, perturbed: 0, scored: 3, meanSourceScore: 1 / 3 }],
      leftOut: [],
      files: [
        { path: "published/org_model-one.json" },
        { path: "raw/org_model-one.raw.jsonl" },
        { path: "revalida-demo.json" },
      ],
    });
    expect(record.files[2]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.parse(readFileSync(join(folder, "out/import.json"), "utf8"))).toEqual(record);
    const study = await readStudy(join(folder, "out/study.yaml"));
    expect(study).toMatchObject({
      name: "out",
      repeats: 3,
      strata: [["specialty"]],
      models: [{ id: "org/model-one" }],
    });
  });

  it("records the exam's file too", async () => {
    cpSync(join(fixtures, "csv-exam.jsonl"), join(folder, "exam.jsonl"));
    writeFileSync(join(folder, "r.csv"), "id,text\nq1,2\n");
    const settings = {
      model: "m",
      exam: { use: "viva-items", path: "exam.jsonl" },
      columns: { item: "id", text: "text" },
    };
    const record = await fromFixture("csv", "r.csv", settings);
    expect(record.files.map(({ path }) => path)).toEqual(["r.csv", "exam.jsonl"]);
  });

  it("gives the same files every time, and replaces an earlier import and nothing else", async () => {
    await fromFixture("inspect", `${fixtures}inspect`, { language: "en" });
    const before = written().map((name) => readFileSync(join(folder, "out", name), "utf8"));
    mkdirSync(join(folder, "out/run"));
    await fromFixture("inspect", `${fixtures}inspect`, { language: "en" });
    expect(written()).toEqual([...complete, "run"].sort());
    expect(complete.map((name) => readFileSync(join(folder, "out", name), "utf8"))).toEqual(before);
  });

  it("makes each way of asking an arm, and names it in the record and the study", async () => {
    const record = await importing([posed(item("q1")), reply("q1"), reply("q1", { arm: "5-shot" })]);
    expect(record.arms).toEqual({ "as-recorded": "recorded", "as-recorded#2": "5-shot" });
    const study = await readStudy(join(folder, "out/study.yaml"));
    expect(study.arms.map(({ name }) => name)).toEqual(["as-recorded", "as-recorded#2"]);
    expect(readFileSync(join(folder, "out/study.yaml"), "utf8")).toContain("# arm as-recorded#2: 5-shot in the source");
    const many = Array.from({ length: 101 }, (_, at) => reply("q1", { arm: `arm ${at}` }));
    await expect(importing([posed(item("q1")), ...many])).rejects.toMatchObject({ code: "IMPORT_LAYOUT" });
    const models = Array.from({ length: 1001 }, (_, at) => reply("q1", { model: `model ${at}` }));
    await expect(importing([posed(item("q1")), ...models])).rejects.toThrow("more than 1000 models");
  });

  it("keeps the labels a source showed with its items, and leaves out replies under others", async () => {
    const record = await importing([
      posed(item("q1"), { labels: ["1", "2"] }),
      reply("q1"),
      reply("q1", { repeat: 1, labels: ["1", "2"] }),
      reply("q1", { repeat: 2, labels: ["a", "b"] }),
    ]);
    expect(lines("items.jsonl")[0]?.["tags"]).toEqual({ part: ["q"], recordedLabels: ["1", "2"] });
    expect(record.counts.replies).toBe(2);
    expect(record.leftOut).toMatchObject([
      { reason: "a reply to a prompt with other labels than its item's", count: 1 },
    ]);
  });

  it("counts what it leaves out, with the first places", async () => {
    const broken = { ...item("bad"), options: [{ id: "A", text: "only" }], accepted: [["A"]] };
    const record = await importing([
      posed(item("q1")),
      posed(item("q1")),
      posed(broken),
      posed(broken),
      reply("q1"),
      reply("bad"),
      reply("unknown"),
      reply("q1", { repeat: 1000 }),
      ...Array.from({ length: 9 }, (): Imported => ({ kind: "left-out", reason: "a picture", place: { line: 4 } })),
    ]);
    expect(record.leftOut).toEqual([
      {
        reason: "an item that cannot be posed: one option; a single item needs at least two",
        count: 1,
        first: ["line 3 (item bad)"],
      },
      { reason: "a reply to an item that cannot be posed", count: 1, first: ["source:7 (item bad)"] },
      { reason: "a reply to an item the exam does not have", count: 1, first: ["source:7 (item unknown)"] },
      { reason: "a repeat past the 1000th", count: 1, first: ["source:7 (item q1)"] },
      { reason: "a picture", count: 9, first: ["line 4", "line 4", "line 4", "line 4", "line 4"] },
    ]);
    expect(record.counts).toMatchObject({ items: 1, replies: 1 });
  });

  it("counts perturbed replies apart and keeps their scores out of the mean", async () => {
    const record = await importing([
      posed(item("q1")),
      reply("q1"),
      reply("q1", { perturbation: "typo", sourceScore: 0 }),
    ]);
    expect(record.models).toEqual([{ model: "m", replies: 2, perturbed: 1, scored: 1, meanSourceScore: 1 }]);
    expect(lines("replies.jsonl")[1]).toMatchObject({ perturbation: "typo" });
  });

  it.each([
    ["IMPORT_ITEM_DIFFERS", [posed(item("q1")), posed(item("q1", "Another?")), reply("q1")]],
    ["IMPORT_REPLY_REPEATED", [posed(item("q1")), reply("q1"), reply("q1", { text: "B" })]],
    ["IMPORT_EMPTY", [posed(item("q1")), reply("q2")]],
    ["IMPORT_EMPTY", []],
  ])("throws %s and leaves nothing behind", async (code, records) => {
    await expect(importing(records as Imported[])).rejects.toMatchObject({ code });
    expect(written()).toEqual([]);
  });

  it("leaves an earlier import as it was when the next one fails", async () => {
    await importing([posed(item("q1")), reply("q1")]);
    const before = readFileSync(join(folder, "out/replies.jsonl"), "utf8");
    await expect(importing([posed(item("q1")), reply("q1"), reply("q1")])).rejects.toThrow("a second reply");
    expect(written()).toEqual(complete);
    expect(readFileSync(join(folder, "out/replies.jsonl"), "utf8")).toBe(before);
  });

  it("takes a folder that a broken-off import left, and no other that holds something", async () => {
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "elsewhere"), "keep me");
    // What was left may even be a link: it goes, and what it leads to stays.
    symlinkSync(join(folder, "elsewhere"), join(folder, "out/replies.jsonl.partial"));
    await importing([posed(item("q1")), reply("q1")]);
    expect(readFileSync(join(folder, "elsewhere"), "utf8")).toBe("keep me");
    rmSync(join(folder, "out/import.json"));
    await expect(importing([posed(item("q1")), reply("q1")])).rejects.toMatchObject({ code: "IMPORT_FOLDER_TAKEN" });
    writeFileSync(join(folder, "out/import.json"), "another tool's");
    await expect(importing([posed(item("q1")), reply("q1")])).rejects.toMatchObject({ code: "IMPORT_FOLDER_TAKEN" });
  });

  it("writes a study that measures as the source did, where it says how", async () => {
    const study: Imported = {
      kind: "study",
      wordings: { cot: "uniform" },
      perturbations: [{ use: "shuffle-options" }],
      repeats: 3,
      seed: 7,
      extractor: { use: "first-label" },
      scorers: [{ use: "negative-marking", penalty: 0.25 }],
      measures: [{ use: "accuracy" }],
      strata: [["part"], ["part", "kind"]],
      confidence: 0.9,
      resamples: 200,
    };
    const taken = [posed(item("q1")), posed(item("r1")), reply("q1"), reply("q1", { arm: "cot" })];
    const written = (): Record<string, unknown> => parse(readFileSync(join(folder, "out/study.yaml"), "utf8"));
    await importing([study, ...taken, { ...study }]);
    expect(written()).toMatchObject({
      prompts: [
        { use: "as-recorded", wording: "by-kind" },
        { use: "as-recorded", wording: "uniform" },
      ],
      perturbations: ["shuffle-options"],
      repeats: 3,
      seed: 7,
      extractor: "first-label",
      scorers: [{ use: "negative-marking", penalty: 0.25 }],
      measures: ["accuracy"],
      strata: ["part", ["part", "kind"]],
      confidence: 0.9,
      resamples: 200,
    });
    await importing([study, ...taken, { ...study, seed: 8 }]);
    expect(written()).toMatchObject({ repeats: 1, strata: ["part"] });
    expect(written()).not.toHaveProperty("seed");
  });

  it("does not write into the folder it reads", async () => {
    cpSync(join(fixtures, "inspect"), join(folder, "out"), { recursive: true });
    await expect(fromFixture("inspect", "out", { language: "en" })).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
    expect(written()).toEqual(["2026-01-01_medical-mcq.json"]);
  });

  it.each([
    ["csv", "big.jsonl", '{"id":"q1","model":"m","text":"', "FILE_LINE_TOO_LONG"],
    ["inspect", "big.json", '{"eval":{"model":"m","task":"t"},"samples":[{"id":"', "FILE_VALUE_TOO_LARGE"],
    ["helm", "scenario_state.json", '{"adapter_spec":{"model":"', "FILE_VALUE_TOO_LARGE"],
  ])("gives up on a gigabyte that never ends (%s)", async (format, name, start, code) => {
    const path = join(folder, name);
    writeFileSync(path, start);
    // The rest is a hole: it takes no room on disk.
    truncateSync(path, 1 << 30);
    const settings =
      format === "csv"
        ? {
            exam: { use: "viva-items", path: `${fixtures}csv-exam.jsonl` },
            columns: { item: "id", model: "model", text: "text" },
          }
        : { language: "en" };
    await expect(fromFixture(format, name, settings)).rejects.toMatchObject({ code });
    expect(existsSync(join(folder, "out/import.json"))).toBe(false);
    expect(written()).toEqual([]);
  });

  it("does not follow links out of the folder it reads", async () => {
    mkdirSync(join(folder, "logs"));
    writeFileSync(join(folder, "secret.json"), readFileSync(`${fixtures}inspect/2026-01-01_medical-mcq.json`));
    symlinkSync(join(folder, "secret.json"), join(folder, "logs/link.json"));
    await expect(fromFixture("inspect", "logs", { language: "en" })).rejects.toMatchObject({
      code: "IMPORT_SOURCE_UNKNOWN",
    });
  });

  it("names what is missing: the plugin, a setting, the path, the exam's row", async () => {
    await expect(fromFixture("nothing", "x")).rejects.toMatchObject({ code: "PLUGIN_UNKNOWN" });
    await expect(fromFixture("inspect", "x")).rejects.toMatchObject({ code: "SETTINGS_INVALID" });
    await expect(fromFixture("inspect", "x", { language: "en" })).rejects.toMatchObject({ code: "DATASET_NOT_FOUND" });
    writeFileSync(join(folder, "exam.jsonl"), "{}\n");
    writeFileSync(join(folder, "r.csv"), "id,text\nq1,A\n");
    const settings = {
      model: "m",
      exam: { use: "viva-items", path: "exam.jsonl" },
      columns: { item: "id", text: "text" },
    };
    await expect(fromFixture("csv", "r.csv", settings)).rejects.toMatchObject({ code: "DATASET_ROW_INVALID" });
    expect(existsSync(join(folder, "out/replies.jsonl"))).toBe(false);
  });
});

it("holds no file open after a failure", async () => {
  const before = openSync(fileURLToPath(import.meta.url), "r");
  for (let round = 0; round < 20; round++) {
    await expect(importing([posed(item("q1")), reply("q1"), reply("q1")])).rejects.toThrow();
  }
  const after = openSync(fileURLToPath(import.meta.url), "r");
  // Numbers are given out lowest first: a leak of four a round would show.
  expect(after - before).toBeLessThan(20);
});
