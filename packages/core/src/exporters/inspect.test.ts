import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import type { Estimate } from "../records/estimate.ts";
import { filesUnder, jsonOf, type StudyRunFolder, sitStudy } from "./__fixtures__/exported-study.ts";
import { inspectLog } from "./__fixtures__/inspect-log-layout.ts";
import { exportRun } from "./export-run.ts";

type Log = z.infer<typeof inspectLog>;

let study: StudyRunFolder;
let logs: Map<string, Log>;
beforeAll(async () => {
  study = await sitStudy();
  logs = await exported("inspect");
});
afterAll(() => study.remove());

async function exported(name: string, withholdItems = false): Promise<Map<string, Log>> {
  const out = study.out(name);
  await exportRun("inspect", study.run, out, { withholdItems });
  return new Map(filesUnder(out).map((file) => [file, inspectLog.parse(jsonOf(join(out, file)))]));
}
const logOf = (model: string, task: string): Log | undefined =>
  [...logs.values()].find((log) => log.eval.model === model && log.eval.task === task);

describe("inspect", () => {
  it("writes a log for each model and task, named as Inspect lists them", () => {
    expect(logs.size).toBe(8);
    for (const [file, log] of logs) {
      expect(file).toBe(`2023-11-14T22-13-20+00-00_${log.eval.task.replace(/_+/g, "-")}_${log.eval.task_id}.json`);
      expect(log.samples).toHaveLength(24);
      expect(log.results.total_samples).toBe(24);
      expect(log.eval.dataset).toEqual({ name: "exam", samples: 12, shuffled: false });
    }
    expect(new Set([...logs.values()].map((log) => log.eval.run_id)).size).toBe(1);
    expect(new Set([...logs.values()].map((log) => log.eval.eval_id)).size).toBe(8);
  });

  it("has the run's overall numbers as metrics, and accuracy is the mean of its samples", () => {
    const estimates = jsonOf<Estimate[]>(join(study.run, "estimates.json"));
    for (const log of logs.values()) {
      const { exam: _exam, ...place } = log.eval.task_args;
      const own = estimates.filter(
        (row) =>
          row.model === log.eval.model &&
          row.arm === place["arm"] &&
          row.perturbation === place["perturbation"] &&
          row.value !== null &&
          Object.keys(row.stratum).length === 0,
      );
      const metrics = log.results.scores[0]?.metrics ?? {};
      expect(Object.entries(metrics).map(([name, { value }]) => [name, value])).toEqual(
        own.map(({ measure, value }) => [measure, value]),
      );
      const values = log.samples.map(({ scores }) => scores["exact-set"]?.value ?? Number.NaN);
      expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(
        metrics["accuracy"]?.value ?? Number.NaN,
        12,
      );
    }
  });

  it("has repeats as epochs, and a sample as it was put", () => {
    const log = logOf("Org/always-a", "exam__letter-only");
    expect(log?.eval.config.epochs).toBe(2);
    expect(new Set(log?.samples.map(({ id, epoch }) => `${id}/${epoch}`)).size).toBe(24);
    expect(log?.samples[2]).toMatchObject({
      id: "q0001",
      epoch: 1,
      choices: ["alpha 1", "beta 1", "gamma 1", "delta 1"],
      target: "B",
      input: [{ role: "user", content: expect.stringContaining("Question 1") }],
      output: { completion: "A", choices: [{ stop_reason: "stop" }] },
      scores: { "exact-set": { value: 0, answer: "A", metadata: { points: 0, min: 0, max: 1 } } },
      metadata: { item_id: "q0001", perturbation: "none", tags: { specialty: ["cardiology"] } },
    });
    expect(log?.samples[2]?.messages).toHaveLength(2);
  });

  it("withholds every text", async () => {
    const hidden = await exported("withheld", true);
    const text = filesUnder(study.out("withheld"))
      .map((file) => readFileSync(join(study.out("withheld"), file), "utf8"))
      .join("\n");
    for (const word of ["alpha", "delta", "Question", "which value", 'answer"', "labels"]) {
      expect(text).not.toContain(word);
    }
    const scores = (found: Map<string, Log>): unknown =>
      [...found.values()].map(({ samples }) => samples.map((sample) => sample.scores["exact-set"]?.value));
    expect(scores(hidden)).toEqual(scores(logs));
  });
});

describe("replies of every kind", () => {
  it("keeps reasoning apart and says how a reply ended", async () => {
    const replies = [
      { itemId: "q0000", model: "m", repeat: 0, text: "A", reasoning: "first alpha" },
      { itemId: "q0001", model: "m", repeat: 0, text: "the answer\ud83d", finishReason: "length" },
      { itemId: "q0002", model: "m", repeat: 0, text: "", finishReason: "content-filter" },
    ];
    const folder = await sitStudy(
      `name: replies
dataset: { use: jsonl-file, name: exam, path: exam.jsonl, language: en, fields: { id: id, stem: question, options: options, key: answer } }
models: [{ id: m, backend: replay, path: replies.jsonl }]
`,
      { "replies.jsonl": replies.map((line) => JSON.stringify(line)).join("\n") },
    );
    try {
      const out = folder.out("inspect");
      const { files } = await exportRun("inspect", folder.run, out);
      const text = readFileSync(join(out, files[0] ?? ""), "utf8");
      const { samples } = inspectLog.parse(JSON.parse(text));
      expect(samples.map(({ output }) => output.choices[0]?.stop_reason)).toEqual([
        "stop",
        "max_tokens",
        "content_filter",
      ]);
      expect(samples[0]?.output.choices[0]?.message.content).toEqual([
        { type: "reasoning", reasoning: "first alpha" },
        { type: "text", text: "A" },
      ]);
      expect(samples[1]?.output.completion).toBe("the answer\ufffd");
      expect(text).not.toMatch(/\\ud83d/);
    } finally {
      folder.remove();
    }
  });
});
