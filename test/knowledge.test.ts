import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordsOf } from "./run-folder.ts";
import { viva } from "./viva.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-knowledge-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (...args: string[]) => await viva(args, { cwd: folder });
const succeed = async (...args: string[]): Promise<string> => {
  const end = await run(...args);
  expect(end, args.join(" ")).toMatchObject({ code: 0, stderr: "" });
  return end.stdout;
};

describe("viva knowledge", { timeout: 120_000 }, () => {
  it("builds a graph from a table, counts it, shows an entity and what a question is given", async () => {
    writeFileSync(
      join(folder, "facts.tsv"),
      "head\trelation\ttail\thead_type\ttail_type\ngout\tdrug\tcolchicine\tdisease\tdrug\ngout\tsymptom\ttophi\tdisease\tsign\n",
    );
    expect(await succeed("knowledge", "build", "facts.tsv", "--out", "g.sqlite")).toContain(
      "2 facts about 3 entities with 3 names",
    );
    expect(JSON.parse(await succeed("knowledge", "stats", "g.sqlite", "--json"))).toMatchObject({
      entities: 3,
      triples: 2,
      types: [
        { name: "disease", count: 1 },
        { name: "drug", count: 1 },
        { name: "sign", count: 1 },
      ],
      medianNeighbours: 1,
      mostNeighbours: 2,
    });
    expect(await succeed("knowledge", "look", "Gout", "--graph", "g.sqlite")).toContain(
      "drug used in gout: colchicine",
    );
    const seeds = await succeed("knowledge", "seeds", "A man with tophi.", "--text", "--graph", "g.sqlite", "--json");
    expect(JSON.parse(seeds)).toMatchObject({
      mentions: [{ text: "tophi", method: "exact" }],
      seeds: [{ id: "gout", supports: [{ path: [{ from: { id: "tophi" }, relation: "symptom", reversed: true }] }] }],
    });
    expect(await succeed("knowledge", "seeds", "Nothing named.", "--text", "--graph", "g.sqlite")).toContain(
      "The question names no entity of the graph",
    );
  });

  it("shows the seeds of an item of the sample exam in its languages, never from options or explanation", async () => {
    for (const [language, label] of [
      ["en", "IgA nephropathy"],
      ["zh", "IgA肾病"],
      ["es", "nefropatía por IgA"],
    ] as const) {
      const found = JSON.parse(await succeed("knowledge", "seeds", "nephro-a3", "--language", language, "--json")) as {
        question: { text: string };
        seeds: { label: string }[];
      };
      expect(found.seeds[0]?.label).toBe(label);
      expect(found.question.text).not.toContain(label);
    }
  });

  it("speaks the language of the question, and keeps what a graph's names hold text", async () => {
    expect(await succeed("knowledge", "seeds", "nephro-a3", "--language", "zh")).toMatch(
      /候选22个[\s\S]*IgA肾病的检查：血肌酐/u,
    );
    expect(await succeed("knowledge", "seeds", "Sin fiebre.", "--text", "--language", "es")).toMatch(
      /fiebre +negada +exacto[\s\S]*ningún hecho parte de lo que la pregunta afirma/u,
    );
    expect(await succeed("knowledge", "look", "acute pancreatitis", "--language", "zh")).toContain(
      "zh 别名: 急性坏死性胰腺炎",
    );
    writeFileSync(join(folder, "hostile.tsv"), "head\trelation\ttail\ngout\tdrug\tred\u202e pill\n");
    const shown = await succeed("knowledge", "look", "gout", "--graph", "hostile.tsv");
    expect(shown).toContain("red\ufffd pill");
    expect(shown).not.toContain("\u202e");
  });

  it("builds a graph from explanations without what repeats the tested items", async () => {
    const row = (id: string, explanation: string) =>
      JSON.stringify({ id, q: `Question ${id}?`, o: ["a", "b"], a: "A", e: explanation });
    writeFileSync(
      join(folder, "train.jsonl"),
      [
        row("1", "Colchicine relieves gout. Asthma gives a wheeze."),
        row("2", "Gout responds to colchicine."),
        row("3", "In every patient with long-standing hypertension one has to look at the fundus for retinopathy."),
      ].join("\n"),
    );
    writeFileSync(
      join(folder, "test.jsonl"),
      row("9", "In every patient with long-standing hypertension one has to look at the fundus for haemorrhages."),
    );
    const args = [
      "knowledge",
      "build",
      "--out",
      "learnt.sqlite",
      "--from-explanations",
      "jsonl-file",
      "--train",
      "train.jsonl",
      "--tested",
      "test.jsonl",
      "--set",
      "language=en",
      "--set",
      "fields={id: id, stem: q, options: o, key: a, explanation: e}",
    ];
    expect(await succeed(...args)).toContain(
      "Left out because they repeat a tested item: 1 by a run of words, 0 as near",
    );
    expect(await succeed("knowledge", "look", "gout", "--graph", "learnt.sqlite", "--language", "es")).toContain(
      "fármaco usado en gota: colchicina",
    );
  });

  it("says what is wrong, where and what to do", async () => {
    writeFileSync(join(folder, "bad.tsv"), "a\tr\tb\na\tr\n");
    expect(await run("knowledge", "build", "bad.tsv", "--out", "bad.sqlite")).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/GRAPH_FILE_INVALID: .*bad\.tsv:2: 2 cells[\s\S]*→/),
    });
    expect(await run("knowledge", "build", "--out", "x.sqlite")).toMatchObject({ code: 2 });
    expect(
      await run("knowledge", "build", "--out", "x.sqlite", "--from-explanations", "cmexam", "--train", "t.csv"),
    ).toMatchObject({ code: 2, stderr: expect.stringContaining("--tested") });
    expect(await run("knowledge", "look", "acute pancreatits")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/GRAPH_ENTITY_UNKNOWN[\s\S]*acute pancreatitis/),
    });
    expect(await run("knowledge", "seeds", "no-such-item")).toMatchObject({ code: 3 });
    expect(await run("knowledge", "seeds", "x", "--text", "--set", "hops=3")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("SETTINGS_INVALID"),
    });
  });
});

describe("a study with knowledge beside the question", { timeout: 120_000 }, () => {
  it("keeps what stood beside each question, and says of the oracle that it leaks", async () => {
    writeFileSync(
      join(folder, "study.yaml"),
      JSON.stringify({
        name: "seeds",
        dataset: { use: "sample-exam", language: "en" },
        filters: { limit: 5 },
        contexts: ["none", "knowledge-seeds", "random-seeds", "oracle-seeds", "raw-triples"],
        models: [{ id: "chance", backend: "random-option" }],
      }),
    );
    await succeed("run", "study.yaml", "--out", "run");
    const record = JSON.parse(readFileSync(join(folder, "run", "run.json"), "utf8")) as {
      specification: { arms: { retriever: { use: string; leaksAnswer?: boolean } | null }[] };
    };
    expect(record.specification.arms.map(({ retriever }) => [retriever?.use, retriever?.leaksAnswer])).toEqual([
      [undefined, undefined],
      ["knowledge-seeds", undefined],
      ["random-seeds", undefined],
      ["oracle-seeds", true],
      ["raw-triples", undefined],
    ]);
    const contexts = recordsOf(join(folder, "run"), "contexts.jsonl") as {
      arm: string;
      passages: { seed?: { type: string } }[];
    }[];
    expect(contexts).toHaveLength(20);
    const of = (name: string) => contexts.filter(({ arm }) => arm.endsWith(name)).map(({ passages }) => passages);
    const types = (passages: (typeof contexts)[number]["passages"]) => passages.map(({ seed }) => seed?.type);
    expect(of("random-seeds").map(types)).toEqual(of("knowledge-seeds").map(types));
    expect(of("knowledge-seeds").flat().length).toBeGreaterThan(0);
  });
});
