import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import type { Estimate } from "../records/estimate.ts";
import { filesUnder, jsonOf, type StudyRunFolder, sitStudy } from "./__fixtures__/exported-study.ts";
import { exportRun } from "./export-run.ts";

// The Hub's layouts, written down anew from its documentation.
const source = z.strictObject({ url: z.url(), name: z.string().optional() });
const entries = z.array(
  z.strictObject({
    dataset: z.strictObject({ id: z.string(), task_id: z.string(), revision: z.string().optional() }),
    value: z.number(),
    date: z.iso.datetime(),
    source: source.optional(),
    notes: z.string().regex(/^[^\n]+$/),
  }),
);
const modelIndex = z.strictObject({
  "model-index": z.array(
    z.strictObject({
      name: z.string(),
      results: z.array(
        z.strictObject({
          task: z.strictObject({ type: z.string(), name: z.string() }),
          dataset: z.strictObject({
            type: z.string(),
            name: z.string(),
            revision: z.string().optional(),
            args: z.record(z.string(), z.string()),
          }),
          metrics: z.array(
            z.strictObject({ type: z.string(), value: z.number(), name: z.string(), verified: z.literal(false) }),
          ),
          source: source.optional(),
        }),
      ),
    }),
  ),
});

let study: StudyRunFolder;
beforeAll(async () => {
  study = await sitStudy();
});
afterAll(() => study.remove());
const yaml = (folder: string, file: string): unknown => parse(readFileSync(join(folder, file), "utf8"));
const accuracy = (model: string, arm: string, perturbation: string): number | null | undefined =>
  jsonOf<Estimate[]>(join(study.run, "estimates.json")).find(
    (row) =>
      row.measure === "accuracy" &&
      row.model === model &&
      row.arm === arm &&
      row.perturbation === perturbation &&
      Object.keys(row.stratum).length === 0,
  )?.value;

describe("hf-eval-results", () => {
  it("writes a benchmark file only for exams whose benchmark is named, and says so", async () => {
    const out = study.out("plain");
    const { notes } = await exportRun("hf-eval-results", study.run, out);
    expect(filesUnder(out)).toEqual(["Org_always-a/model-index.yaml", "random/model-index.yaml"]);
    expect(notes).toEqual([expect.stringContaining("no .eval_results file for exam")]);
  });

  it("gives each way of asking the original items its entry", async () => {
    const out = study.out("named");
    const settings = {
      benchmarks: { exam: { dataset: "org/exam", task: "default", revision: "abc123" } },
      sourceUrl: "https://example.org/logs",
      sourceName: "Logs",
    };
    const { notes } = await exportRun("hf-eval-results", study.run, out, { settings });
    expect(notes).toEqual([]);
    const found = entries.parse(yaml(out, "random/.eval_results/exam.yaml"));
    expect(found.map(({ value }) => value)).toEqual([
      accuracy("random", "letter-only", "none"),
      accuracy("random", "json", "none"),
    ]);
    expect(found[0]).toMatchObject({
      dataset: { id: "org/exam", task_id: "default", revision: "abc123" },
      date: "2023-11-14T22:13:20.000Z",
      source: { url: "https://example.org/logs", name: "Logs" },
      notes: expect.stringMatching(/^letter-only, exact-set, n = 12, 95% interval 0\.\d{3}–0\.\d{3}, Viva /),
    });
  });

  it("lists every form of the items in the older metadata, in the wanted unit", async () => {
    const out = study.out("percent");
    await exportRun("hf-eval-results", study.run, out, { settings: { percent: true } });
    const [model] = modelIndex.parse(yaml(out, "Org_always-a/model-index.yaml"))["model-index"];
    expect(model?.name).toBe("Org/always-a");
    expect(model?.results.map(({ dataset }) => dataset.args)).toEqual([
      { arm: "letter-only", perturbation: "none" },
      { arm: "json", perturbation: "none" },
      { arm: "letter-only", perturbation: "shuffle-options" },
      { arm: "json", perturbation: "shuffle-options" },
    ]);
    expect(model?.results[0]?.metrics.find(({ type }) => type === "accuracy")?.value).toBe(25);
  });

  it("refuses a benchmark without its task", async () => {
    const settings = { benchmarks: { exam: { dataset: "org/exam" } } };
    await expect(exportRun("hf-eval-results", study.run, study.out("x"), { settings })).rejects.toMatchObject({
      code: "SETTINGS_INVALID",
    });
  });
});
