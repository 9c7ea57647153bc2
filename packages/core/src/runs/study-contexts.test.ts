import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineBackend } from "../backends/define.ts";
import { BackendError } from "../base/errors.ts";
import { plainCompletion } from "../records/completion.ts";
import { createStudyFolder, examDataset, type StudyFolder, stillSurroundings } from "./__fixtures__/study-folder.ts";
import type { ContextLine } from "./context-line.ts";
import type { FailureLine } from "./execute.ts";
import type { CompletionLine } from "./journal-entry.ts";
import { planStudy } from "./plan-study.ts";
import { parseStudy } from "./read-study.ts";
import type { RunOptions, RunResult } from "./run-options.ts";
import { runStudy } from "./run-study.ts";

let folder: StudyFolder;
/** Texts that were asked for vectors of, in order. */
let asked: string[];
beforeEach(() => {
  folder = createStudyFolder();
  folder.write("corpus.md", Array.from({ length: 12 }, (_, at) => `gamma ${at} is told of case ${at}.`).join("\n\n"));
  asked = [];
});
afterEach(() => folder.remove());

/** A text's vector has a 1 for the number of the case it tells of. */
const counting = defineBackend({
  name: "counting",
  description: "Vectors by the number in a text",
  source: "Viva",
  needsNetwork: false,
  readsItem: false,
  embeds: true,
  settings: z.strictObject({ failsAt: z.string().default("") }),
  parameters: () => ({}),
  open: ({ failsAt }) =>
    Promise.resolve({
      complete: ({ call, prompt }) => {
        const text = prompt.messages[0]?.content ?? "";
        if (failsAt !== "" && text.includes(failsAt)) {
          const error = new BackendError("BACKEND_SERVER_ERROR", "status 500", { place: { itemId: call.itemId } });
          return Promise.resolve({ status: "failed", error, attempts: [], hopeless: false });
        }
        asked.push(text);
        const vector = new Array<number>(12).fill(0);
        vector[Number(/\d+/.exec(text)?.[0] ?? 0)] = 1;
        return Promise.resolve({
          status: "completed",
          completion: plainCompletion(JSON.stringify(vector)),
          attempts: [],
        });
      },
      close: () => Promise.resolve(),
    }),
});

const plugins = [counting];
const models = "models: [{ id: reader, backend: open-book, from: prompt }]\n";
const embedder = (settings = ""): string => `assistants: [{ id: embedder, backend: counting${settings} }]\n`;
const studyOf = (text: string) =>
  parseStudy(`name: t\n${examDataset}${text}`, join(folder.path, "study.yaml"), { plugins });
const out = (): string => join(folder.path, "run");
const run = async (text: string, options: Partial<RunOptions> = {}): Promise<RunResult> =>
  await runStudy(await studyOf(text), out(), {
    surroundings: stillSurroundings,
    signal: new AbortController().signal,
    ...options,
  });
const lines = <T>(name: string): T[] =>
  readFileSync(join(out(), name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
const armsOf = async (text: string): Promise<readonly string[]> => (await studyOf(text)).arms.map(({ name }) => name);

describe("contexts that name their prompts", () => {
  const prompts =
    "prompts: [letter-only, { use: padded, padding: list }, { use: padded, padding: cloze, answer: reasoned }]\n";

  it("are asked with those alone, in the order of the study", async () => {
    expect(
      await armsOf(`${models}${prompts}contexts:
  - { use: none, prompts: [letter-only] }
  - { use: knowledge-seeds, prompts: [padded-cloze-reasoned, padded-list] }
  - { use: knowledge-seeds, text: path, name: facts, prompts: [padded] }
`),
    ).toEqual([
      "letter-only",
      "padded-list+knowledge-seeds",
      "padded-cloze-reasoned+knowledge-seeds",
      "padded-list+facts",
      "padded-cloze-reasoned+facts",
    ]);
  });

  it("leave every other study as it was: names, settings and the run's identity", async () => {
    const study = `${models}${prompts}contexts: [none, bm25, { use: bm25, top: 1 }]\n`;
    expect(await armsOf(study)).toEqual([
      ...["letter-only", "padded-list", "padded-cloze-reasoned"],
      ...["letter-only+bm25", "padded-list+bm25", "padded-cloze-reasoned+bm25"],
      ...["letter-only+bm25#2", "padded-list+bm25#2", "padded-cloze-reasoned+bm25#2"],
    ]);
    const { specificationHash } = await run(`${models}contexts: [none, bm25]\n`);
    const { specification } = JSON.parse(readFileSync(join(out(), "run.json"), "utf8"));
    expect(Object.keys(specification.arms[1].retriever)).toEqual(["use", "settings", "files"]);
    // All pairs written out are the same arms.
    const written = await run(`${models}contexts: [{ use: none, prompts: [letter-only] }, bm25]\n`);
    expect(written.specificationHash).toBe(specificationHash);
  });

  it("are refused, with their lines, where a name is no prompt's, a prompt has no context, or none has settings", async () => {
    const wrong = `name: t
dataset: { use: sample-exam, language: en }
${models}prompts:
  - letter-only
  - { use: padded, padding: hedge }
contexts:
  - { use: none, prompts: [letter-only], top: 3 }
  - { use: bm25, prompts: [padded-list] }
  - { use: dense, prompts: [] }
`;
    const refused = await parseStudy(wrong.replace("\n  - { use: dense, prompts: [] }", ""), "s.yaml").catch(
      (error: Error) => error.message.split("\n"),
    );
    expect(refused).toEqual([
      's.yaml:6: prompts[1]: no context goes with "padded-hedge"; name it under the prompts of one, or leave it out',
      's.yaml:8: contexts[0].top: unknown field; "none" has prompts alone',
      's.yaml:9: contexts[1].prompts[0]: no prompt is called "padded-list"; the study has letter-only, padded-hedge',
    ]);
    await expect(parseStudy(wrong, "s.yaml")).rejects.toThrow(/s\.yaml:10: contexts\[2\]/);
  });
});

describe("a context that compares vectors", () => {
  const study = (settings = ""): string =>
    `${models}${embedder(settings)}prompts: [letter-only, padded]
contexts: [{ use: none, prompts: [letter-only] }, { use: dense, path: corpus.md, top: 1, prompts: [padded] }]
`;

  it("has each text asked for once, journaled, and puts the nearest passage beside the question", async () => {
    const result = await run(study());
    expect(result).toMatchObject({ status: "complete", owedReplies: 0, counts: [{ planned: 24, finished: 24 }] });
    expect(asked).toHaveLength(24);
    const calls = lines<CompletionLine>("completions.jsonl").filter(({ role }) => role === "embedder");
    expect(calls).toHaveLength(24);
    expect(calls[0]).toMatchObject({ exam: "", arm: "dense", model: "embedder" });
    expect(calls[0]?.itemId).toMatch(/corpus\.md#1$/);
    expect(calls[12]).toMatchObject({ exam: "exam", itemId: "q0000", arm: "dense" });
    const contexts = lines<ContextLine>("contexts.jsonl");
    expect(contexts.map(({ passages }) => passages.map(({ text }) => text))).toEqual(
      Array.from({ length: 12 }, (_, at) => [`gamma ${at} is told of case ${at}.`]),
    );
    // Issued again it asks nothing, and finds everything again from the journal alone.
    const before = readFileSync(join(out(), "contexts.jsonl"), "utf8");
    expect((await run(study())).status).toBe("complete");
    expect((await run(study(), { rescoreOnly: true })).status).toBe("complete");
    expect(asked).toHaveLength(24);
    expect(readFileSync(join(out(), "contexts.jsonl"), "utf8")).toBe(before);
  });

  it("is not posed where a question's vector is missing, says why, and makes up for it the next time", async () => {
    const partly = await run(study(", failsAt: Question 7"));
    expect(partly).toMatchObject({
      status: "unfinished",
      owedReplies: 1,
      counts: [{ planned: 24, finished: 23, unfinished: 0, notMade: { "no-context": 1 } }],
    });
    const [failure, ...more] = lines<FailureLine>("failures.jsonl");
    expect(more).toEqual([]);
    expect(failure).toMatchObject({ itemId: "q0007", arm: "dense", model: "embedder", code: "BACKEND_SERVER_ERROR" });
    expect(lines<ContextLine>("contexts.jsonl")[7]).toMatchObject({
      passages: [],
      missing: '"embedder" has given no vector for the question',
    });
    asked = [];
    const whole = await run(study());
    expect(asked).toHaveLength(1);
    expect(whole).toMatchObject({ status: "complete", counts: [{ finished: 24, notMade: {} }] });
  });

  it("is posed for no question while a passage's vector is missing: the nearest might be that one", async () => {
    const partly = await run(study(", failsAt: gamma 3 is told"));
    expect(partly).toMatchObject({
      status: "unfinished",
      owedReplies: 1,
      counts: [{ finished: 12, notMade: { "no-context": 12 } }],
    });
    expect(lines<ContextLine>("contexts.jsonl")[0]?.missing).toBe(
      '"embedder" has given no vector for 1 of 12 passages',
    );
  });

  it("can be run again without its model, from what was recorded", async () => {
    await run(study());
    const recorded = folder.write("recorded.jsonl", readFileSync(join(out(), "completions.jsonl"), "utf8"));
    const contexts = readFileSync(join(out(), "contexts.jsonl"), "utf8");
    asked = [];
    const replayed = await studyOf(
      study().replace("backend: counting", `backend: recorded-vectors, path: ${JSON.stringify(recorded)}`),
    );
    const other = join(folder.path, "replayed");
    const result = await runStudy(replayed, other, {
      surroundings: stillSurroundings,
      signal: new AbortController().signal,
    });
    expect(result.status).toBe("complete");
    expect(asked).toEqual([]);
    expect(readFileSync(join(other, "contexts.jsonl"), "utf8")).toBe(contexts);
  });

  it("asks each of several models for its own vectors", async () => {
    const result = await run(
      `${models}assistants: [{ id: one, backend: counting }, { id: other, backend: counting }]
contexts: [{ use: dense, path: corpus.md, model: one }, { use: dense, path: corpus.md, model: other, name: dense-other }]
`,
    );
    expect(result.status).toBe("complete");
    expect(asked).toHaveLength(48);
  });

  it("is planned: what the model is asked, and what can only be posed behind it", async () => {
    const plan = await planStudy(await studyOf(study()), stillSurroundings, null);
    expect(plan.assistants).toEqual([{ model: "embedder", planned: 24, finished: 0 }]);
    expect(plan).toMatchObject({ laterCallsAtMost: 12, models: [{ planned: 24, toAsk: 12 }] });
    await run(study());
    expect((await planStudy(await studyOf(study()), stillSurroundings, out())).assistants).toEqual([
      { model: "embedder", planned: 24, finished: 24 },
    ]);
  });

  it("is refused where its model is no assistant or gives no vectors", async () => {
    const context = "contexts: [{ use: dense, model: vectors }]\n";
    await expect(studyOf(`${models}${context}`)).rejects.toThrow(
      /contexts\[0\]\.model: dense: no assistant is called "vectors"; the study has none/,
    );
    await expect(studyOf(`${models}assistants: [{ id: vectors, backend: random-option }]\n${context}`)).rejects.toThrow(
      /the backend of "vectors", random-option, gives no vectors of texts/,
    );
  });
});
