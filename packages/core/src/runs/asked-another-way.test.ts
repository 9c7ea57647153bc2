import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { defineBackend } from "../backends/define.ts";
import type { Answer } from "../records/answer.ts";
import { plainCompletion } from "../records/completion.ts";
import type { Estimate } from "../records/estimate.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";
import { createStudyFolder, examDataset, type StudyFolder, stillSurroundings } from "./__fixtures__/study-folder.ts";
import type { CompletionLine } from "./journal-entry.ts";
import { planStudy } from "./plan-study.ts";
import { parseStudy } from "./read-study.ts";
import type { RunResult } from "./run-options.ts";
import { runStudy } from "./run-study.ts";

let folder: StudyFolder;
let asked: string[];
beforeEach(() => {
  folder = createStudyFolder();
  asked = [];
});
afterEach(() => folder.remove());

const out = (): string => join(folder.path, "run");
const lines = <T>(name: string): T[] =>
  readFileSync(join(out(), name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);

/** Knows the key and gives way when it is doubted. */
const yielding = defineBackend({
  name: "yielding",
  description: "Names the key at first and another option in every later turn",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({ failing: z.string().default("") }),
  parameters: () => ({}),
  open: ({ failing }) =>
    Promise.resolve({
      complete: async ({ call, prompt, variant: { item } }) => {
        asked.push(`${call.variantId} ${call.turn}`);
        if (`${call.variantId} ${call.turn}` === failing) {
          const { BackendError } = await import("../base/errors.ts");
          const error = new BackendError("BACKEND_SERVER_ERROR", "down");
          return { status: "failed", error, attempts: [], hopeless: false } as const;
        }
        const right = prompt.labels.find(({ optionId }) => item.accepted[0]?.includes(optionId));
        const wrong = prompt.labels.find(({ optionId }) => !item.accepted[0]?.includes(optionId));
        const said = call.turn === 0 ? right : wrong;
        return { status: "completed", completion: plainCompletion(said?.label ?? ""), attempts: [] } as const;
      },
      close: () => Promise.resolve(),
    }),
});

async function studyOf(rest: string, failing = "") {
  const model = `models: [{ id: m, backend: yielding, failing: "${failing}" }]\n`;
  return await parseStudy(`name: t\n${examDataset}${model}${rest}`, join(folder.path, "study.yaml"), {
    plugins: [yielding],
  });
}

async function run(rest: string, failing = ""): Promise<RunResult> {
  return await runStudy(await studyOf(rest, failing), out(), {
    surroundings: stillSurroundings,
    signal: new AbortController().signal,
  });
}

const accuracies = (arm = "letter-only", scorer = "exact-set"): Record<string, number | null> =>
  Object.fromEntries(
    (JSON.parse(readFileSync(join(out(), "estimates.json"), "utf8")) as Estimate[])
      .filter(
        (row) =>
          row.measure === "accuracy" &&
          row.arm === arm &&
          row.scorer === scorer &&
          Object.keys(row.stratum).length === 0,
      )
      .map(({ perturbation, value }) => [perturbation, value]),
  );

it("holds a conversation: the second turn has the first reply before it, and its reply alone is read", async () => {
  const result = await run("perturbations: [are-you-sure]\n");
  expect(result.status).toBe("complete");
  // Twelve items, the original and a conversation of two turns each.
  expect(result.counts[0]).toMatchObject({ planned: 36, finished: 36, unfinished: 0 });
  expect(accuracies()).toEqual({ none: 1, "are-you-sure": 0 });
  const answers = lines<Answer>("answers.jsonl").filter(({ perturbation }) => perturbation === "are-you-sure");
  expect(answers.map(({ turn }) => turn)).toEqual(Array.from({ length: 12 }, () => 1));
  const calls = lines<CompletionLine>("completions.jsonl").filter(({ itemId }) => itemId === answers[0]?.itemId);
  const prompts = new Map(lines<Prompt>("prompts.jsonl").map((prompt) => [prompt.hash, prompt]));
  const second = prompts.get(calls.find(({ turn }) => turn === 1)?.promptHash ?? "");
  expect(second?.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  expect(second?.messages[1]?.content).toBe(
    calls.find(({ turn, perturbation }) => turn === 0 && perturbation !== "none")?.text,
  );
});

it("goes on with a conversation that was broken off between its turns, and asks nothing twice", async () => {
  await run("perturbations: [are-you-sure]\n");
  const whole = ["answers", "scores", "estimates", "prompts"].map((name) =>
    readFileSync(join(out(), `${name}.${name === "estimates" ? "json" : "jsonl"}`), "utf8"),
  );
  const journal = join(out(), "completions.jsonl");
  const kept = lines<CompletionLine>("completions.jsonl").filter(
    ({ turn, itemId }, index) => turn === 0 || (index % 2 === 0 && itemId !== "x"),
  );
  truncateSync(journal, 0);
  appendFileSync(journal, kept.map((line) => `${JSON.stringify(line)}\n`).join(""));
  asked = [];
  const missing = 36 - kept.length;
  expect(missing).toBeGreaterThan(3);
  expect((await run("repeats: 1\nperturbations: [are-you-sure]\nreports: [json]\n")).status).toBe("complete");
  expect(asked).toHaveLength(missing);
  expect(new Set(asked).size).toBe(missing);
  expect(asked.every((call) => call.endsWith(" 1"))).toBe(true);
  expect(
    ["answers", "scores", "estimates", "prompts"].map((name) =>
      readFileSync(join(out(), `${name}.${name === "estimates" ? "json" : "jsonl"}`), "utf8"),
    ),
  ).toEqual(whole);
});

it("leaves the later turns open where the first has no reply, and asks them the next time", async () => {
  await run("perturbations: [are-you-sure]\n");
  const id = lines<Variant>("items.jsonl")[0]?.id ?? "";
  truncateSync(join(out(), "completions.jsonl"), 0);
  asked = [];
  const failed = await run("perturbations: [are-you-sure]\n", `${id}~are-you-sure 0`);
  expect(failed.status).toBe("unfinished");
  expect(failed.counts[0]).toMatchObject({ planned: 36, finished: 34, unfinished: 2 });
  expect(asked.filter((call) => call === `${id}~are-you-sure 1`)).toEqual([]);
  const mended = await run("perturbations: [are-you-sure]\n");
  expect(mended.counts[0]).toMatchObject({ finished: 36, unfinished: 0 });
  expect(asked.filter((call) => call === `${id}~are-you-sure 1`)).toHaveLength(1);
});

it("plans every turn", async () => {
  const plan = await planStudy(await studyOf("perturbations: [are-you-sure]\n"), stillSurroundings, null);
  expect(plan.models[0]).toMatchObject({ planned: 36, toAsk: 36 });
});

it("puts several operators one after the other, each under the name a study gives it", async () => {
  await run(
    "perturbations:\n  - chain: [shuffle-options, { use: label-set, labels: roman }]\n  - { use: label-set, labels: digits, name: numbers }\n  - { use: label-set, labels: lower }\n  - { use: label-set, labels: roman }\n",
  );
  expect(Object.keys(accuracies())).toEqual([
    "none",
    "shuffle-options+label-set",
    "numbers",
    "label-set",
    "label-set#2",
  ]);
  const [chained] = lines<Variant>("variants.jsonl").filter(({ chain }) => chain.length === 2);
  expect(chained?.chain.map(({ operator }) => operator)).toEqual(["shuffle-options", "label-set"]);
  expect(chained?.renderDirectives.labels?.[0]).toBe("I");
  expect(new Set(Object.values(accuracies()))).toEqual(new Set([1]));
});

it("refuses operators that cannot follow each other, at their line", async () => {
  await expect(studyOf("perturbations:\n  - chain: [options-only, stem-only]\n")).rejects.toThrow(
    /perturbations.*stem-only cannot follow options-only/s,
  );
});

it("asks every prompt with every instruction and marks how replies keep to it", async () => {
  const result = await run(
    "prompts: [letter-only, reason-then-letter]\ninstructions: [none, only-letter, tagged-answer]\n",
  );
  expect(result.status).toBe("complete");
  const arms = ["letter-only", "letter-only+only-letter", "letter-only+tagged-answer"];
  expect([...new Set(lines<Answer>("answers.jsonl").map(({ arm }) => arm))]).toEqual([
    ...arms,
    ...arms.map((arm) => arm.replace("letter-only", "reason-then-letter")),
  ]);
  // A bare letter is right in each, is what one instruction asks for, and is not what the other does.
  for (const prompt of ["letter-only", "reason-then-letter"]) {
    expect(accuracies(`${prompt}+only-letter`, "adherence-strict")).toEqual({ none: 1 });
    expect(accuracies(`${prompt}+only-letter`, "joint")).toEqual({ none: 1 });
    expect(accuracies(`${prompt}+tagged-answer`)).toEqual({ none: 1 });
    expect(accuracies(`${prompt}+tagged-answer`, "adherence-loose")).toEqual({ none: 0 });
    expect(accuracies(`${prompt}+tagged-answer`, "joint")).toEqual({ none: 0 });
    // Nothing was asked of its form: no rows, and not 0.
    expect(accuracies(prompt, "joint")).toEqual({});
  }
});

/** Rewrites a question by turning it into two sentences; spoils the third by another number. */
const rewriter = defineBackend({
  name: "rewriter",
  description: "Rewrites a question by rule",
  source: "Viva",
  needsNetwork: false,
  readsItem: true,
  settings: z.strictObject({ silentFrom: z.string().default("") }),
  parameters: () => ({}),
  open: ({ silentFrom }) =>
    Promise.resolve({
      complete: async ({ call, prompt, variant: { item } }) => {
        asked.push(`${call.role} ${call.itemId}`);
        expect(prompt.messages[0]?.content).toContain(item.stem);
        expect(prompt.messages[0]?.content).not.toContain(item.options[0]?.text);
        if (silentFrom !== "" && call.itemId >= silentFrom) {
          const { BackendError } = await import("../base/errors.ts");
          const error = new BackendError("BACKEND_SERVER_ERROR", "down");
          return { status: "failed", error, attempts: [], hopeless: false } as const;
        }
        const [, number = ""] = /Question (\d+)/.exec(item.stem) ?? [];
        const other = number === "2" ? "77" : number;
        const text = `Think of case ${other}. For question ${number}, which value belongs to it?`;
        return { status: "completed", completion: plainCompletion(text), attempts: [] } as const;
      },
      close: () => Promise.resolve(),
    }),
});

async function paraphrased(silentFrom = ""): Promise<RunResult> {
  const text = `name: t
${examDataset}models: [{ id: m, backend: yielding }]
assistants: [{ id: helper, backend: rewriter, silentFrom: "${silentFrom}" }]
perturbations: [{ use: paraphrase, model: helper }]
`;
  const study = await parseStudy(text, join(folder.path, "study.yaml"), { plugins: [yielding, rewriter] });
  return await runStudy(study, out(), { surroundings: stillSurroundings, signal: new AbortController().signal });
}

it("asks an assistant for paraphrases first, and poses those that keep to the rules", async () => {
  const result = await paraphrased();
  expect(result.status).toBe("complete");
  expect(asked.filter((call) => call.startsWith("paraphraser"))).toHaveLength(12);
  const variants = lines<Variant>("variants.jsonl").filter(({ perturbation }) => perturbation === "paraphrase");
  // One reply changed a number.
  expect(variants).toHaveLength(11);
  expect(variants[0]?.item.stem).toBe("Think of case 0. For question 0, which value belongs to it?");
  expect(variants[0]?.validity).toMatchObject({ status: "unchecked", by: "rule, after helper" });
  expect(result.counts[0]).toMatchObject({ planned: 23, finished: 23 });
  expect(accuracies()).toEqual({ none: 1, paraphrase: 1 });
  expect(lines<CompletionLine>("completions.jsonl").filter(({ role }) => role === "paraphraser")).toHaveLength(12);
  // Nothing is asked again, and everything is found again without asking.
  asked = [];
  const before = readFileSync(join(out(), "answers.jsonl"), "utf8");
  expect((await paraphrased()).counts[0]).toMatchObject({ finished: 23 });
  expect(asked).toEqual([]);
  expect(readFileSync(join(out(), "answers.jsonl"), "utf8")).toBe(before);
});

it("is unfinished while an assistant owes a reply, and makes up for it the next time", async () => {
  const partly = await paraphrased("q0008");
  expect(partly).toMatchObject({ status: "unfinished", owedReplies: 4 });
  expect(partly.failures).toHaveLength(4);
  expect(partly.counts[0]).toMatchObject({ planned: 19, finished: 19 });
  asked = [];
  const whole = await paraphrased();
  expect(whole.status).toBe("complete");
  expect(asked.filter((call) => call.startsWith("paraphraser"))).toHaveLength(4);
  expect(whole.counts[0]).toMatchObject({ planned: 23, finished: 23 });
});

it("plans what assistants are asked, and what that may add", async () => {
  const text = `name: t\n${examDataset}models: [{ id: m, backend: yielding }]\nassistants: [{ id: helper, backend: rewriter }]\nperturbations: [{ use: paraphrase, model: helper }]\n`;
  const study = await parseStudy(text, join(folder.path, "study.yaml"), { plugins: [yielding, rewriter] });
  const plan = await planStudy(study, stillSurroundings, null);
  expect(plan.models[0]).toMatchObject({ planned: 12 });
  expect(plan.assistants).toEqual([{ model: "helper", planned: 12, finished: 0 }]);
  expect(plan.laterCallsAtMost).toBe(12);
});

it("refuses a file of reviewed variants of which the study poses none", async () => {
  await run("perturbations: [shuffle-options]\n");
  const variants = lines<Variant>("variants.jsonl").filter(({ chain }) => chain.length > 0);
  writeFileSync(join(folder.path, "reviewed.jsonl"), variants.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await expect(run("perturbations: [reverse-options]\nreviewed: reviewed.jsonl\n")).rejects.toThrow(
    /the file holds shuffle-options, and the study poses none of them/,
  );
});

it("refuses an operator whose model is no assistant of the study", async () => {
  await expect(studyOf("perturbations: [{ use: paraphrase, model: nobody }]\n")).rejects.toThrow(
    /no assistant is called "nobody"; the study has none/,
  );
});

it("makes an arm of every member of a prompt that stands for several", async () => {
  const study = await studyOf("prompts: [{ use: pool, member: all }]\n");
  expect(study.arms.length).toBeGreaterThanOrEqual(10);
  expect(study.arms.every(({ name }) => name.startsWith("pool/"))).toBe(true);
});

it("poses variants as people have left them, instead of computing them", async () => {
  await run("perturbations: [shuffle-options]\n");
  const reviewed = lines<Variant & { exam: string }>("variants.jsonl")
    .filter(({ perturbation }) => perturbation === "shuffle-options")
    .slice(0, 3)
    .map((variant) => ({ ...variant, item: { ...variant.item, stem: `${variant.item.stem} (read by a person)` } }));
  writeFileSync(join(folder.path, "reviewed.jsonl"), reviewed.map((line) => `${JSON.stringify(line)}\n`).join(""));
  truncateSync(join(out(), "completions.jsonl"), 0);
  asked = [];
  await run("perturbations: [shuffle-options, reverse-options]\nreviewed: reviewed.jsonl\n");
  // Three variants of the file, not twelve; the other operator is computed as ever.
  expect(asked.filter((call) => call.includes("~shuffle-options"))).toHaveLength(3);
  expect(asked.filter((call) => call.includes("~reverse-options"))).toHaveLength(12);
  const posed = lines<Variant>("variants.jsonl").filter(({ perturbation }) => perturbation === "shuffle-options");
  expect(posed.map(({ item }) => item.stem)).toEqual(reviewed.map(({ item }) => item.stem));
});
