import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fixtures, importContext, itemsIn, leftOutIn, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import plugin from "./lm-eval.ts";

let folder = "";
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  folder = mkdtempSync(join(tmpdir(), "viva-lm-eval-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = { path: "lm-eval", language: "en" };

/** A samples file with these lines, alone in a folder. */
function samples(lines: readonly object[]): { path: string; language: string } {
  const path = join(folder, "samples_own.jsonl");
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return { path, language: "en" };
}

const weighed = (continuations: readonly string[], likelihoods: readonly number[], more: object = {}): object => ({
  doc_id: 0,
  doc: { question: "Does it?" },
  target: "1",
  arguments: continuations.map((continuation) => ["Does it?\nAnswer:", continuation]),
  filtered_resps: likelihoods.map((value) => [value, false]),
  resps: likelihoods.map((value) => [[value, false]]),
  ...more,
});

describe("lm-eval", () => {
  it("turns likelihoods into the option chosen, and says so", async () => {
    const all = await readAll(plugin, settings);
    const chosen = repliesIn(all).filter(({ itemId }) => itemId.startsWith("demo_mc/"));
    expect(chosen).toMatchObject([
      { text: "B", sourceReading: ["B"], sourceScore: 1, arm: "5-shot", model: "org/model-one", repeat: 0 },
      { text: "B", sourceReading: ["B"], sourceScore: 0 },
    ]);
    expect(itemsIn(all).find(({ id }) => id === "demo_mc/1")).toMatchObject({
      stem: "Which electrolyte disturbance gives peaked T waves?",
      accepted: [["A"]],
      options: [{ id: "A", text: "Hyperkalaemia" }, { id: "B" }, { id: "C" }, { id: "D" }],
    });
    expect(all).toContainEqual(expect.objectContaining({ kind: "fact", name: "choice by likelihood" }));
  });

  it("takes generated replies once, read by the first filter or the one that is named", async () => {
    const generated = async (more: object) =>
      repliesIn(await readAll(plugin, { ...settings, ...more })).filter(({ itemId }) => itemId.startsWith("demo_gen/"));
    expect(await generated({})).toMatchObject([
      { text: "Answer: B", sourceReading: [], sourceScore: 0 },
      { text: "The answer is (A).", sourceReading: ["A"], sourceScore: 1 },
    ]);
    expect(leftOutIn(await readAll(plugin, settings))).toEqual({
      "another filter's reading of a reply (flexible-extract)": 2,
    });
    expect(await generated({ filter: "flexible-extract" })).toMatchObject([
      { text: "Answer: B", sourceReading: ["B"], sourceScore: 1 },
      { text: "The answer is (A).", sourceReading: ["A"], sourceScore: 1 },
    ]);
  });

  it("keeps the published numbers without their standard errors", async () => {
    const all = await readAll(plugin, settings);
    expect(all.flatMap((one) => (one.kind === "estimate" ? [[one.measure, one.value, one.n]] : []))).toEqual([
      ["demo_mc: acc,none", 0.5, 2],
      ["demo_gen: exact_match,strict-match", 0.5, null],
    ]);
  });

  it("takes the latest run of a task and the model of the results beside it", async () => {
    const own = join(folder, "org__model-one");
    cpSync(join(fixtures, "lm-eval/org__model-one"), own, { recursive: true });
    for (const name of readdirSync(own)) {
      cpSync(join(own, name), join(own, name.replace("2026-01-02", "2026-02-02")));
    }
    const all = await readAll(plugin, { path: folder, language: "en" });
    expect(leftOutIn(all)["an earlier run of the same task"]).toBe(2);
    expect(new Set(repliesIn(all).map(({ place }) => place.file?.includes("2026-02-02")))).toEqual(new Set([true]));
    for (const name of readdirSync(own).filter((file) => file.startsWith("results_"))) {
      rmSync(join(own, name));
    }
    const unnamed = repliesIn(await readAll(plugin, { path: folder, language: "en" }));
    expect(new Set(unnamed.map(({ model, arm }) => `${model} ${arm}`))).toEqual(new Set(["org__model-one recorded"]));
    renameSync(own, join(folder, "elsewhere"));
    const named = repliesIn(await readAll(plugin, { path: folder, language: "en", model: "mine" }));
    expect(named[0]?.model).toBe("mine");
  });

  it("takes continuations that are texts as the options, and chooses by length where told", async () => {
    const lines = [weighed([" yes", " no, not at all"], [-2, -3])];
    const by = async (choiceBy: string) => repliesIn(await readAll(plugin, { ...samples(lines), choiceBy }))[0]?.text;
    expect(itemsIn(await readAll(plugin, samples(lines)))).toMatchObject([
      {
        options: [
          { id: "A", text: "yes" },
          { id: "B", text: "no, not at all" },
        ],
        accepted: [["B"]],
      },
    ]);
    // -2/3 is below -3/14.
    expect([await by("likelihood"), await by("per-character")]).toEqual(["A", "B"]);
  });

  it("takes the target of weighed options for a place, also where the labels are numbers, and several as each right", async () => {
    const digits = (target: string): object => weighed([" 1", " 2", " 3"], [-3, -1, -2], { target });
    const accepted = async (target: string) => itemsIn(await readAll(plugin, samples([digits(target)])))[0]?.accepted;
    expect(await accepted("1")).toEqual([["2"]]);
    expect(await accepted("[0, 2]")).toEqual([["1"], ["3"]]);
    expect(await accepted("7")).toEqual([]);
    expect(await accepted("neither")).toEqual([]);
  });

  it("keeps acc_norm beside a choice by length", async () => {
    const lines = [weighed([" a", " b"], [-1, -2], { acc: 0, acc_norm: 1 })];
    const score = async (more: object) =>
      repliesIn(await readAll(plugin, { ...samples(lines), ...more }))[0]?.sourceScore;
    expect([await score({}), await score({ choiceBy: "per-character" }), await score({ metric: "acc_norm" })]).toEqual([
      0, 1, 1,
    ]);
  });

  it("passes over the likelihoods of options without their question", async () => {
    const mutual = weighed([" yes", " no"], [-5, -1]) as { arguments: string[][]; filtered_resps: unknown[] };
    const lines = [
      {
        ...mutual,
        arguments: [...mutual.arguments, ["", " yes"], ["", " no"]],
        filtered_resps: [...mutual.filtered_resps, [0, true], [0, true]],
      },
    ];
    expect(repliesIn(await readAll(plugin, samples(lines)))[0]?.text).toBe("B");
  });

  it("takes several replies to a question as repeats, which share no score", async () => {
    const line = {
      doc_id: 3,
      doc: { question: "Which?", choices: ["one", "two"] },
      target: "1",
      arguments: { gen_args_0: { arg_0: "Which?", arg_1: { until: [] } } },
      resps: [["B", "A", "B"]],
      filtered_resps: ["B"],
      exact_match: 1,
    };
    expect(repliesIn(await readAll(plugin, samples([line])))).toMatchObject([
      { itemId: "own/3", repeat: 0, text: "B", sourceScore: null },
      { repeat: 1, text: "A" },
      { repeat: 2, text: "B" },
    ]);
  });

  it("leaves out what is no question with one reply, and says why", async () => {
    const sameContinuation = { ...weighed(["x", "x"], [-1, -2]) };
    const several = {
      doc_id: 1,
      doc: {},
      target: "",
      arguments: { gen_args_0: { arg_0: "a", arg_1: {} }, gen_args_1: { arg_0: "b", arg_1: {} } },
      resps: [["x"], ["y"]],
      filtered_resps: ["x", "y"],
    };
    expect(leftOutIn(await readAll(plugin, samples([sameContinuation, several])))).toEqual({
      "likelihoods that are not one to each option of a question": 1,
      "several requests for one question": 1,
    });
  });

  it("refuses lines of another layout, and a folder without samples", async () => {
    await expect(readAll(plugin, samples([weighed([" a", " b"], [1, 2]), { id: 1 }]))).rejects.toMatchObject({
      code: "IMPORT_LAYOUT",
      place: { line: 2 },
    });
    writeFileSync(join(folder, "samples_own.jsonl"), '{"doc_id": 0\n');
    await expect(readAll(plugin, { path: folder, language: "en" })).rejects.toMatchObject({
      code: "FILE_JSON_INVALID",
    });
    rmSync(join(folder, "samples_own.jsonl"));
    await expect(readAll(plugin, { path: folder, language: "en" })).rejects.toMatchObject({
      code: "IMPORT_SOURCE_UNKNOWN",
    });
    writeFileSync(join(folder, "results_x.json"), "{}");
    await expect(readAll(plugin, { path: folder, language: "en" })).rejects.toThrow("--log_samples");
  });

  it("wants the language of another tool's questions before anything is written", async () => {
    const { path } = samples([weighed([" a", " b"], [-1, -2])]);
    await expect(plugin.configure({ path }, importContext()).files()).rejects.toThrow(/language: the harness/);
    await expect(plugin.configure({ path, language: "en", exam: "x" }, importContext()).files()).rejects.toThrow(
      /"x" is not there; it holds no exam that Viva exported/,
    );
  });
});

describe("lm-eval as Viva exports it", () => {
  const item = {
    id: "q1",
    language: "pt",
    kind: "multiple",
    stem: "Quais?",
    options: [
      { id: "1", text: "um" },
      { id: "2", text: "dois" },
    ],
    accepted: [["1"], ["1", "2"]],
    tags: { area: ["x"], recordedLabels: ["i", "ii"] },
    references: [],
    weight: 2,
  };
  const reply = (more: object): object => ({
    repeat: 0,
    turn: 0,
    reasoning: null,
    finishReason: "stop",
    cutIn: null,
    status: "chosen",
    optionIds: ["2"],
    scores: { "exact-set": { points: null, reason: "x" }, "net-marks": { points: 0, min: -1, max: 1 } },
    ...more,
  });
  const exported = (about: object, replies: readonly object[], texts = replies.map(() => "B")): object => ({
    doc_id: 0,
    doc: {
      viva: {
        ...{ withheld: false, exam: "e", itemId: "q1", perturbation: "none", arm: "letter-only", item },
        labels: [
          { label: "A", optionId: "1", text: "um" },
          { label: "B", optionId: "2", text: "dois" },
        ],
        ...about,
      },
    },
    arguments: { gen_args_0: { arg_0: "[]", arg_1: {} } },
    resps: [texts],
    viva: { replies },
  });
  const own = (lines: readonly object[]): { path: string } => ({ path: samples(lines).path });

  it("restores the item and its replies, whatever the fields of other samples would say", async () => {
    const cut = {
      reasoning: { text: null, tokens: 9 },
      finishReason: "length",
      cutIn: "reasoning",
      status: "unreadable",
    };
    const all = await readAll(
      plugin,
      own([exported({}, [reply({}), reply({ repeat: 2, ...cut, optionIds: [] })], ["B", ""])]),
    );
    expect(all[0]).toMatchObject({ kind: "item", labels: ["A", "B"], item: { ...item, tags: { area: ["x"] } } });
    expect(repliesIn(all)).toMatchObject([
      {
        itemId: "q1",
        arm: "letter-only",
        repeat: 0,
        text: "B",
        sourceReading: ["2"],
        sourceScore: null,
        labels: ["A", "B"],
      },
      { repeat: 2, text: "", reasoning: "", finishReason: "length", sourceReading: [] },
    ]);
    const scored = await readAll(plugin, { ...own([exported({}, [reply({})])]), metric: "net_marks" });
    expect(repliesIn(scored)[0]?.sourceScore).toBe(0.5);
  });

  it("keeps the labels of an earlier import where the run asked with them", async () => {
    const all = await readAll(plugin, own([exported({ arm: "as-recorded#2" }, [reply({})])]));
    expect(all[0]).toMatchObject({ labels: ["i", "ii"], item: { tags: { area: ["x"] } } });
  });

  it("keeps replies to another form under its name, and takes the item from the original alone", async () => {
    const all = await readAll(plugin, own([exported({ perturbation: "shuffle-options" }, [reply({})])]));
    expect(all.map(({ kind }) => kind)).toEqual(["reply"]);
    expect(repliesIn(all)[0]).toMatchObject({ perturbation: "shuffle-options" });
    expect(repliesIn(all)[0]).not.toHaveProperty("labels");
  });

  it("refuses what is not whole", async () => {
    for (const line of [
      exported({}, [reply({}), reply({ repeat: 1 })], ["B"]),
      exported({}, [reply({ repeat: -1 })]),
      exported({ item: { ...item, kind: "essay" } }, [reply({})]),
      { ...exported({}, []), resps: [] },
    ]) {
      await expect(readAll(plugin, own([exported({}, [reply({})]), line]))).rejects.toMatchObject({
        code: "IMPORT_LAYOUT",
        place: { line: 2 },
      });
    }
    writeFileSync(join(folder, "viva-items.jsonl"), '{"id": "q1"}\n');
    samples([exported({}, [reply({})])]);
    await expect(readAll(plugin, { path: folder })).rejects.toThrow(/not an item/);
  });
});
