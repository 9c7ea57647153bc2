import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer } from "../records/answer.ts";
import type { Estimate } from "../records/estimate.ts";
import {
  createStudyFolder,
  examDataset,
  examRowsForTests,
  type StudyFolder,
  stillSurroundings,
} from "./__fixtures__/study-folder.ts";
import { parseStudy } from "./read-study.ts";
import type { RunResult } from "./run-options.ts";
import { runStudy } from "./run-study.ts";

let folder: StudyFolder;
beforeEach(() => {
  folder = createStudyFolder();
});
afterEach(() => folder.remove());

const out = (): string => join(folder.path, "run");

async function run(text: string, options: { rescoreOnly?: boolean } = {}): Promise<RunResult> {
  const study = await parseStudy(text, join(folder.path, "study.yaml"));
  return await runStudy(study, out(), {
    surroundings: stillSurroundings,
    signal: new AbortController().signal,
    ...options,
  });
}

const lines = <T>(name: string): T[] =>
  readFileSync(join(out(), name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
const estimates = (): Estimate[] => JSON.parse(readFileSync(join(out(), "estimates.json"), "utf8")) as Estimate[];
const overall = (model: string, measure = "accuracy", perturbation = "none"): Estimate | undefined =>
  estimates().find(
    (row) =>
      row.model === model &&
      row.measure === measure &&
      row.perturbation === perturbation &&
      Object.keys(row.stratum).length === 0,
  );

const study = (rest: string): string => `name: t\n${examDataset}${rest}`;
const always = (id: string, position: number): string =>
  `  - { id: ${id}, backend: constant-label, position: ${position} }\n`;

describe("runStudy", () => {
  it("walks the whole corridor and leaves a folder a person can read", async () => {
    const result = await run(study(`models:\n${always("first", 1)}strata: [specialty, [specialty, level]]\n`));
    expect(result.status).toBe("complete");
    expect(readdirSync(out()).sort()).toEqual([
      "answers.jsonl",
      "completions.jsonl",
      "estimates.json",
      "items.jsonl",
      "lock.sqlite",
      "operations.json",
      "prompts.jsonl",
      "run.json",
      "scores.jsonl",
      "sensitivity.json",
      "summary.json",
      "variants.jsonl",
    ]);
    // Twelve items, keys A B C D in turn: always A is right three times.
    expect(overall("first")).toMatchObject({
      value: 0.25,
      nItems: 12,
      nCalls: 12,
      method: "wilson",
      status: "estimated",
    });
    expect(lines<Answer>("answers.jsonl")).toHaveLength(12);
    expect(lines<Answer>("answers.jsonl")[0]).toMatchObject({
      itemId: "q0000",
      status: "chosen",
      optionIds: ["A"],
      repeat: 0,
      turn: 0,
      truncated: false,
    });
    // Neurology holds q0000, q0003, q0006, q0009 with keys A, D, C, B.
    const neurology = estimates().find(
      (row) => row.measure === "accuracy" && JSON.stringify(row.stratum) === '{"specialty":"neurology"}',
    );
    expect(neurology).toMatchObject({ value: 0.25, nItems: 4 });
    const cells = estimates().filter((row) => row.measure === "accuracy" && "level" in row.stratum);
    expect(cells).toHaveLength(4);
  });

  it("gives one row for each measure, exam, model, arm, perturbation, scorer, denominator and stratum", async () => {
    await run(
      study(
        `models:\n${always("a", 1)}${always("b", 2)}prompts: [letter-only, json]\nperturbations: [shuffle-options]\nstrata: [level]\n`,
      ),
    );
    const keys = estimates().map(({ measure, exam, model, arm, perturbation, scorer, denominator, stratum }) =>
      JSON.stringify([measure, exam, model, arm, perturbation, scorer, denominator, stratum]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(100);
  });

  it("counts repeats as one cluster, never as more items", async () => {
    await run(study(`models:\n${always("a", 1)}repeats: 3\n`));
    expect(overall("a")).toMatchObject({
      value: 0.25,
      nItems: 12,
      nClusters: 12,
      nCalls: 36,
      method: "clustered-wilson",
    });
    const answers = lines<Answer>("answers.jsonl");
    expect(answers.slice(0, 3).map(({ repeat }) => repeat)).toEqual([0, 1, 2]);
  });

  it("follows the option, not the place, through a shuffle", async () => {
    await run(study("models:\n  - { id: long, backend: longest-option }\nperturbations: [shuffle-options]\n"));
    expect(overall("long", "accuracy", "shuffle-options")?.value).toBe(overall("long")?.value);
    const [original, shuffled] = lines<Answer>("answers.jsonl");
    expect(shuffled).toMatchObject({ variantId: "q0000~shuffle-options", optionIds: original?.optionIds });
  });

  it("recognises a finished run, and rebuilds what was damaged", async () => {
    const text = study(`models:\n${always("a", 1)}`);
    const first = await run(text);
    expect(first.status).toBe("complete");
    const { markComplete } = await import("./complete.ts");
    markComplete(out(), first.specificationHash);
    expect((await run(text)).status).toBe("already-complete");
    const whole = readFileSync(join(out(), "scores.jsonl"));
    writeFileSync(join(out(), "scores.jsonl"), "damaged");
    expect((await run(text)).status).toBe("complete");
    expect(readFileSync(join(out(), "scores.jsonl"))).toEqual(whole);
  });

  it("extends a run without asking again what is finished", async () => {
    await run(study(`models:\n${always("a", 1)}filters: { limit: 5 }\n`));
    const before = lines<{ callId: string }>("completions.jsonl");
    await run(study(`models:\n${always("a", 1)}${always("b", 2)}repeats: 2\n`));
    const after = lines<{ callId: string }>("completions.jsonl");
    expect(after.slice(0, 5)).toEqual(before);
    expect(after).toHaveLength(12 * 2 * 2);
    expect(new Set(after.map(({ callId }) => callId)).size).toBe(48);
  });

  it("refuses a study under which a finished call would change, and leaves the folder as it was", async () => {
    await run(study(`models:\n${always("a", 1)}`));
    const before = readdirSync(out()).map((name) => [name, readFileSync(join(out(), name)).toString("base64")]);
    for (const [changed, what] of [
      [study(`models:\n${always("a", 2)}`), "the model's backend or parameters"],
      [study(`models:\n${always("a", 1)}prompts: [{ use: letter-only, language: es }]\n`), "its prompt"],
    ] as const) {
      await expect(run(changed)).rejects.toMatchObject({
        code: "RUN_CONFLICT",
        message: expect.stringContaining(what),
      });
    }
    folder.write(
      "exam.jsonl",
      `${examRowsForTests(12)
        .map((row) => JSON.stringify({ ...row, question: `${row.question}!` }))
        .join("\n")}\n`,
    );
    await expect(run(study(`models:\n${always("a", 1)}`))).rejects.toMatchObject({ code: "RUN_CONFLICT" });
    expect(readdirSync(out()).map((name) => [name, readFileSync(join(out(), name)).toString("base64")])).toEqual(
      before,
    );
  });

  it("lets measures, strata and keys change without asking again", async () => {
    await run(study(`models:\n${always("a", 1)}`));
    folder.write(
      "exam.jsonl",
      `${examRowsForTests(12)
        .map((row) => JSON.stringify({ ...row, answer: "A" }))
        .join("\n")}\n`,
    );
    const result = await run(study(`models:\n${always("a", 1)}strata: [level]\n`), { rescoreOnly: true });
    expect(result.status).toBe("complete");
    expect(overall("a")).toMatchObject({ value: 1 });
    expect(lines("completions.jsonl")).toHaveLength(12);
  });

  it("counts an item without a recorded reply as not posed, and an empty reply as one", async () => {
    const replies = examRowsForTests(12)
      .slice(2)
      .map(({ id, answer }, index) =>
        JSON.stringify({ itemId: id, model: "m", repeat: 0, text: index === 0 ? null : index === 1 ? "" : answer }),
      );
    folder.write("replies.jsonl", `${replies.join("\n")}\n`);
    const result = await run(study("models:\n  - { id: m, backend: replay, path: replies.jsonl }\n"));
    expect(result.counts[0]).toMatchObject({ planned: 12, finished: 10, unfinished: 0, notMade: { "not-posed": 2 } });
    expect(overall("m")).toMatchObject({ value: 0.8, nCalls: 10, excluded: { "not-posed": 2 } });
    expect(overall("m", "rate:empty")).toMatchObject({ value: 0.2 });
    const sensitivity = JSON.parse(readFileSync(join(out(), "sensitivity.json"), "utf8")) as Estimate[];
    const under = (denominator: string) =>
      sensitivity.find((row) => row.measure === "accuracy" && row.denominator === denominator)?.value;
    expect(under("readable")).toBe(1);
    expect(under("planned")).toBeCloseTo(8 / 12, 12);
  });

  it("shows what the same replies give under other extractors and denominators", async () => {
    const replies = examRowsForTests(12).map(({ id, answer }, index) =>
      JSON.stringify({
        itemId: id,
        model: "m",
        text: index === 0 ? "" : `Option A comes to mind first. The answer is ${answer}.`,
      }),
    );
    folder.write("replies.jsonl", replies.join("\n"));
    await run(
      study(
        "models:\n  - { id: m, backend: replay, path: replies.jsonl }\nsensitivity: { extractors: [layered, first-label] }\n",
      ),
    );
    expect(overall("m")?.value).toBeCloseTo(11 / 12, 12);
    const rows = JSON.parse(readFileSync(join(out(), "sensitivity.json"), "utf8")) as Estimate[];
    const protocols = rows
      .filter(({ measure }) => measure === "accuracy")
      .map(({ extractor, denominator, value, nCalls }) => [extractor, denominator, value, nCalls]);
    // Always the first label, A: right for q0004 and q0008; q0000, keyed A, has an empty reply.
    expect(protocols).toEqual([
      ["layered", "readable", 1, 11],
      ["layered", "planned", 11 / 12, 12],
      ["first-label", "posed", 2 / 12, 12],
      ["first-label", "readable", 2 / 11, 11],
      ["first-label", "planned", 2 / 12, 12],
    ]);
  });

  it("never poses an item without a key, and says so", async () => {
    const rows = examRowsForTests(3).map((row, index) => JSON.stringify(index === 1 ? { ...row, answer: "" } : row));
    folder.write("exam.jsonl", `${rows.join("\n")}\n`);
    const result = await run(study(`models:\n${always("a", 1)}`));
    expect(result.counts[0]).toMatchObject({ planned: 3, finished: 2, notMade: { unkeyed: 1 } });
  });

  it("says when nothing is left to pose, and leaves no run behind", async () => {
    await expect(run(study(`models:\n${always("a", 1)}filters: { tags: { level: none } }\n`))).rejects.toMatchObject({
      code: "DATASET_EMPTY",
    });
    expect(readdirSync(out()).filter((name) => name !== "lock.sqlite")).toEqual([]);
  });

  it("puts what it looks up beside the question", async () => {
    folder.write("corpus.md", "The value alpha 0 belongs to case 0.\n\nThe value beta 1 belongs to case 1.\n");
    await run(
      study(
        `models:\n  - { id: ob, backend: open-book, from: prompt }\ncontexts: [none, { use: bm25, path: corpus.md, top: 2 }]\nfilters: { limit: 2 }\n`,
      ),
    );
    const byArm = (arm: string) =>
      estimates().find((row) => row.measure === "accuracy" && row.arm === arm && Object.keys(row.stratum).length === 0)
        ?.value;
    expect(byArm("letter-only+bm25")).toBe(1);
    expect(byArm("letter-only")).toBe(0);
    expect(lines("contexts.jsonl")).toHaveLength(2);
  });

  it("shows worked examples from a train source, written down in the folder", async () => {
    folder.write(
      "train.jsonl",
      `${examRowsForTests(30)
        .slice(12)
        .map((row) => JSON.stringify(row))
        .join("\n")}\n`,
    );
    const train = examDataset
      .replace("dataset:", "  train:")
      .replaceAll("\n  ", "\n    ")
      .replace("exam.jsonl", "train.jsonl");
    await run(study(`models:\n${always("a", 1)}fewShot:\n  k: 2\n${train}`));
    expect(lines<{ id: string }>("exemplars.jsonl")).toHaveLength(2);
    const [prompt] = lines<{ messages: { role: string; content: string }[] }>("prompts.jsonl");
    expect(prompt?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant", "user"]);
  });
});
