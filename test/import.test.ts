import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedBlocks } from "./documents.ts";
import { filesBelow, overallEstimates, recordsOf } from "./run-folder.ts";
import { viva } from "./viva.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const fixtures = join(root, "packages/core/src/importers/__fixtures__");
const medbench = fileURLToPath(new URL("../../shared/data/medbench-brasil", import.meta.url));

interface SourceScore {
  readonly itemId: string;
  readonly model: string;
  readonly repeat: number;
  readonly sourceReading: readonly string[] | null;
  readonly sourceScore: number | null;
}
interface AnswerLine {
  readonly itemId: string;
  readonly model: string;
  readonly repeat: number;
  readonly status: string;
  readonly optionIds: readonly string[];
}
type ScoreLine = { readonly itemId: string; readonly model: string; readonly repeat: number; readonly points: number };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-import-"));
  cpSync(fixtures, join(folder, "source"), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = (...args: string[]) => viva(args, { cwd: folder });

/** Import a fixture and run its study: the points of each reply in the source's order, beside the source's own. */
async function imported(format: string, path: string, flags: readonly string[] = []) {
  const out = `out-${format}-${path.replaceAll(/\W/g, "-")}`;
  const end = await command("import", format, path, "--out", out, ...flags);
  expect(end).toMatchObject({ code: 0, stderr: "" });
  expect(end.stdout.trimEnd().split("\n").at(-1)).toBe(`next: viva run ${out}/study.yaml --out ${out}/run`);
  expect(await command("run", `${out}/study.yaml`, "--out", `${out}/run`)).toMatchObject({ code: 0 });
  const key = ({ itemId, model, repeat }: { itemId: string; model: string; repeat: number }) =>
    JSON.stringify([itemId, model, repeat]);
  const points = new Map(
    recordsOf<ScoreLine>(join(folder, out, "run"), "scores.jsonl").map((line) => [key(line), line.points]),
  );
  const scores = recordsOf<SourceScore & { perturbation?: string }>(join(folder, out), "source-scores.jsonl");
  const rows = scores
    .filter(({ perturbation }) => perturbation === undefined)
    .map((line) => [line.itemId, line.model, line.repeat, line.sourceScore, points.get(key(line))]);
  return { out: join(folder, out), stdout: end.stdout, rows };
}

describe("viva import, then viva run", () => {
  it("marks Inspect's epochs again", async () => {
    const { rows, stdout } = await imported("inspect", "source/inspect", ["--language", "en"]);
    expect(rows).toEqual([
      ["medical_mcq/1", "openai/gpt-demo", 0, 1, 1],
      ["medical_mcq/1", "openai/gpt-demo", 1, 0, 0],
      ["medical_mcq/2", "openai/gpt-demo", 0, 1, 1],
    ]);
    expect(stdout).toContain("2 items; 3 replies in 2 runs at most");
    expect(stdout).toContain(
      "left out 1: a sample that ended in an error (source/inspect".replace("source", join(folder, "source")),
    );
  });

  it("marks likelihood choices and generated replies of lm-eval", async () => {
    const { rows, stdout, out } = await imported("lm-eval", "source/lm-eval", ["--language", "en"]);
    expect(rows).toEqual([
      // The strict filter read nothing in "Answer: B"
      ["demo_gen/0", "org/model-one", 0, 0, 1],
      ["demo_gen/1", "org/model-one", 0, 1, 1],
      ["demo_mc/0", "org/model-one", 0, 1, 1],
      ["demo_mc/1", "org/model-one", 0, 0, 0],
    ]);
    expect(stdout).toContain("note: No text was generated");
    expect(readFileSync(join(out, "study.yaml"), "utf8")).toContain("# arm as-recorded: 5-shot in the source");
  });

  it("marks OpenCompass, HELM and LightEval", async () => {
    const points = async (format: string, language: string) =>
      (await imported(format, `source/${format}`, ["--language", language])).rows.map((row) => row.slice(3));
    expect(await points("opencompass", "zh")).toEqual([
      [null, 1],
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
    // HELM does not take " B." for B; Viva does.
    expect(await points("helm", "en")).toEqual([
      [1, 1],
      [0, 1],
      [0, 0],
      [1, 1],
    ]);
    expect(await points("lighteval", "en")).toEqual([
      [1, 1],
      [1, 1],
      [null, 0],
      [null, 1],
      [1, 1],
      [0, 0],
    ]);
  });

  it("reads numbered options as numbers", async () => {
    const { rows } = await imported("csv", "source/csv.csv", [
      "--set",
      "exam={use: viva-items, path: source/csv-exam.jsonl}",
      "--set",
      "columns={item: question, model: system, text: answer, repeat: run, reading: read, score: right}",
      "--set",
      "repeatBase=1",
    ]);
    expect(rows).toEqual([
      ["q1", "alpha", 0, 1, 1],
      ["q1", "alpha", 1, 0, 0],
      ["q2", "alpha", 0, 1, 1],
      ["q2", "beta", 0, 0, 0],
    ]);
  });

  it("reads replies under the labels the prompts showed", async () => {
    writeFileSync(join(folder, "lettered.csv"), "id,text\nq1,B\nq2,A and C\n");
    const settings = [
      "exam={use: viva-items, path: source/csv-exam.jsonl}",
      "columns={item: id, text: text}",
      "model=m",
      "labels=[A, B, C]",
    ];
    const { rows } = await imported(
      "csv",
      "lettered.csv",
      settings.flatMap((setting) => ["--set", setting]),
    );
    expect(rows.map((row) => row.at(-1))).toEqual([1, 1]);
  });

  it("reads a run folder's items through viva-items", async () => {
    const study =
      "name: again\ndataset: { use: viva-items, path: out-inspect-source-inspect/run/items.jsonl }\nmodels: [{ id: first, backend: constant-label }]\n";
    writeFileSync(join(folder, "again.yaml"), study);
    expect(await command("run", "again.yaml", "--out", "again")).toMatchObject({ code: 0 });
    expect(overallEstimates(join(folder, "again"), "first").get("accuracy")).toMatchObject({ value: 0.5, nCalls: 2 });
  });

  it("says what is wrong without a stack, and writes nothing", async () => {
    const before = filesBelow(folder);
    const cases: [string[], number, string][] = [
      [["import", "nothing", "source", "--out", "x1"], 2, "PLUGIN_UNKNOWN"],
      [["import", "inspect", "source/inspect", "--out", "x1"], 2, "SETTINGS_INVALID"],
      [["import", "inspect", "nowhere", "--out", "x1", "--language", "en"], 3, "DATASET_NOT_FOUND"],
      [
        ["import", "inspect", "source/helm.settings.json", "--out", "x1", "--language", "en"],
        3,
        "IMPORT_SOURCE_UNKNOWN",
      ],
      [["import", "inspect", "source/inspect", "--out", "source", "--language", "en"], 2, "IMPORT_FOLDER_TAKEN"],
      [["import", "csv", "x", "--out", "x1", "--set", "columns"], 2, "ARGUMENT_INVALID"],
    ];
    for (const [args, code, message] of cases) {
      const end = await command(...args);
      expect({ code: end.code, stderr: end.stderr.split(":")[0] }).toEqual({ code, stderr: message });
      expect(end.stderr).toContain("→");
      expect(end.stderr).not.toContain("    at ");
    }
    expect(filesBelow(folder)).toEqual(before);
  });
});

describe("the importer of its guide", () => {
  it("keeps its contract and is used from outside the repository", async () => {
    const guide = join(folder, "guide");
    for (const [name, text] of namedBlocks(readFileSync(join(root, "docs/adding-an-importer.md"), "utf8"))) {
      cpSync(fixtures, guide, { recursive: true });
      writeFileSync(join(guide, name), text);
    }
    const { spawnSync } = await import("node:child_process");
    const check = [join(root, "test/conformance/check-file.ts"), "./ward-log.ts", '{ "path": "log.tsv" }'];
    const checked = spawnSync(process.execPath, check, { cwd: guide, encoding: "utf8" });
    expect(checked.stdout).toContain("importer ward-log: keeps its contract");
    const args = ["import", "ward-log", "log.tsv", "--out", "imported", "--plugin", "./ward-log.ts"];
    expect(await viva(args, { cwd: guide })).toMatchObject({ code: 0 });
    expect(await viva(["run", "imported/study.yaml", "--out", "run"], { cwd: guide })).toMatchObject({ code: 0 });
    expect(overallEstimates(join(guide, "run"), "alpha").get("accuracy")).toMatchObject({ value: 0.5, nCalls: 2 });
    expect(overallEstimates(join(guide, "run"), "beta").get("accuracy")).toMatchObject({ value: 1, nCalls: 1 });
  });
});

describe.skipIf(!existsSync(medbench))("MedBench-Brasil (skipped without ../shared/data)", () => {
  it("gives the published accuracies, but where a reply is read otherwise", async () => {
    expect(await command("import", "medbench-brasil", medbench, "--out", "revalida")).toMatchObject({ code: 0 });
    expect(await command("run", "revalida/study.yaml", "--out", "revalida/run")).toMatchObject({ code: 0 });
    const out = join(folder, "revalida");
    const record = JSON.parse(readFileSync(join(out, "import.json"), "utf8"));
    expect(record.counts).toMatchObject({ items: 100, itemsWithoutReply: 15, replies: 6 * 255, repeats: 3 });
    const published: Record<string, number> = Object.fromEntries(
      record.sourceEstimates
        .filter(({ measure }: { measure: string }) => measure === "accuracy")
        .map(({ model, value }: { model: string; value: number }) => [model, Math.round(value * 255)]),
    );
    expect(published).toMatchObject({ "gpt-5.2": 239, "claude-opus-4-6": 228, "mistralai/mistral-large-2411": 208 });

    const place = (line: { itemId: string; model: string; repeat: number }) =>
      `${line.itemId} ${line.model} ${line.repeat}`;
    const answers = new Map(
      recordsOf<AnswerLine>(join(out, "run"), "answers.jsonl").map((line) => [place(line), line]),
    );
    const points = new Map(
      recordsOf<ScoreLine>(join(out, "run"), "scores.jsonl").map((line) => [place(line), line.points]),
    );
    const otherwise: Record<string, number> = {};
    const moved: Record<string, number> = {};
    for (const line of recordsOf<SourceScore>(out, "source-scores.jsonl")) {
      const answer = answers.get(place(line));
      const gained = (points.get(place(line)) ?? Number.NaN) - (line.sourceScore ?? Number.NaN);
      if (JSON.stringify(answer?.optionIds) === JSON.stringify(line.sourceReading)) {
        // The same letter gets the same mark.
        expect(gained).toBe(0);
      } else {
        otherwise[line.model] = (otherwise[line.model] ?? 0) + 1;
        moved[line.model] = (moved[line.model] ?? 0) + gained;
      }
    }
    for (const [model, right] of Object.entries(published)) {
      const accuracy = overallEstimates(join(out, "run"), model).get("accuracy");
      expect(accuracy?.value).toBeCloseTo((right + (moved[model] ?? 0)) / 255, 12);
      // Three runs of an item are one cluster; 10 items were not posed and 5 annulled, three times each.
      expect(accuracy).toMatchObject({
        nItems: 85,
        nClusters: 85,
        nCalls: 255,
        excluded: { annulled: 15, "not-posed": 30 },
      });
    }
    expect(overallEstimates(join(out, "run"), "gpt-5.2").get("accuracy")?.value).toBeCloseTo(239 / 255, 12);
    expect(Object.values(otherwise).reduce((sum, count) => sum + count, 0)).toBeLessThan(60);
  });
});
