import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtures, itemsIn, leftOutIn, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import { type ArchiveEntry, zipArchive } from "./__fixtures__/zip-archive.ts";
import plugin from "./inspect.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-inspect-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const jsonLog = `${fixtures}inspect/2026-01-01_medical-mcq.json`;
const log = JSON.parse(readFileSync(jsonLog, "utf8"));
const { samples, ...header } = log;

/** The same log as an archive. */
function archive(name: string, entries: readonly ArchiveEntry[]): string {
  writeFileSync(join(folder, name), zipArchive(entries));
  return join(folder, name);
}

const sampleEntries: ArchiveEntry[] = samples.map((sample: { id: number; epoch: number }) => ({
  name: `samples/${sample.id}_epoch_${sample.epoch}.json`,
  content: JSON.stringify(sample),
}));
const journal = {
  name: "_journal/start.json",
  content: JSON.stringify({ version: 2, eval: log.eval, plan: log.plan }),
};
const headerEntry = { name: "header.json", content: JSON.stringify(header) };
const summaries = { name: "summaries.json", content: "[]" };

const without = (all: Awaited<ReturnType<typeof readAll>>): unknown[] => all.map((one) => ({ ...one, place: null }));

describe("inspect", () => {
  it("takes epochs as repeats, reasoning apart, letters as scores", async () => {
    const all = await readAll(plugin, { path: jsonLog, language: "en" });
    expect(itemsIn(all).map(({ id, stem, accepted }) => [id, stem.slice(0, 20), accepted])).toEqual([
      ["medical_mcq/1", "Which vitamin is abs", [["B"]]],
      ["medical_mcq/2", "Which electrolyte di", [["A"]]],
    ]);
    expect(
      repliesIn(all).map(({ itemId, repeat, text, reasoning, finishReason, sourceReading, sourceScore }) => [
        itemId,
        repeat,
        text,
        reasoning,
        finishReason,
        sourceReading,
        sourceScore,
      ]),
    ).toEqual([
      ["medical_mcq/1", 0, "ANSWER: B", undefined, "stop", ["B"], 1],
      ["medical_mcq/1", 1, "ANSWER: D", undefined, "length", ["D"], 0],
      ["medical_mcq/2", 0, "ANSWER: A", "Peaked T waves mean potassium.", "stop", ["A"], 1],
    ]);
    expect(leftOutIn(all)).toEqual({ "a sample that ended in an error": 1 });
    expect(all.filter(({ kind }) => kind === "estimate")).toEqual([
      { kind: "estimate", model: "openai/gpt-demo", measure: "medical_mcq: choice/accuracy", value: 2 / 3, n: 3 },
    ]);
  });

  it("reads an .eval archive to the same, finished or broken off", async () => {
    const whole = without(await readAll(plugin, { path: jsonLog, language: "en" }));
    const finished = archive("a.eval", [journal, ...sampleEntries, summaries, headerEntry]);
    expect(without(await readAll(plugin, { path: finished, language: "en" }))).toEqual(whole);
    const broken = archive("b.eval", [journal, ...sampleEntries.slice(0, 1)]);
    expect(repliesIn(await readAll(plugin, { path: broken, language: "en" }))).toHaveLength(1);
  });

  it("reads a folder of logs and leaves out files that are none", async () => {
    const logs = join(folder, "logs");
    mkdirSync(logs);
    writeFileSync(join(logs, "other.json"), '{"a": [1, 2]}');
    writeFileSync(join(logs, "log.json"), readFileSync(jsonLog));
    writeFileSync(join(logs, "notes.txt"), "not JSON");
    const all = await readAll(plugin, { path: logs, language: "en" });
    expect(repliesIn(all)).toHaveLength(3);
    expect(leftOutIn(all)).toMatchObject({ "a file that is no Inspect log": 1 });
    rmSync(join(logs, "log.json"));
    await expect(readAll(plugin, { path: logs, language: "en" })).rejects.toMatchObject({
      code: "IMPORT_SOURCE_UNKNOWN",
    });
  });

  it("reads questions in messages, several right options, attachments, the scorer that is named", async () => {
    const long = "A long case. ".repeat(20);
    const sample = {
      id: "case-1",
      epoch: 1,
      input: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "attachment://f00" },
            { type: "image", image: "x" },
          ],
        },
      ],
      choices: ["One", "Two", "Three"],
      target: ["A", "C"],
      attachments: { f00: long },
      messages: [],
      output: { choices: [{ message: { content: "A,C" }, stop_reason: "stop" }] },
      scores: { judge: { value: 0.5 }, choice: { value: true, answer: "A,C" } },
    };
    const path = join(folder, "one.json");
    writeFileSync(path, JSON.stringify({ ...header, samples: [sample, { epoch: 1 }] }));
    const all = await readAll(plugin, { path, language: "en", scorer: "choice" });
    expect(itemsIn(all)).toMatchObject([{ stem: long, kind: "multiple", accepted: [["A", "C"]] }]);
    expect(repliesIn(all)).toMatchObject([{ sourceReading: ["A", "C"], sourceScore: 1, promptText: long }]);
    expect(leftOutIn(all)).toEqual({ "a sample without an id": 1 });
    expect(repliesIn(await readAll(plugin, { path, language: "en" }))[0]?.sourceScore).toBe(0.5);
  });

  it("finds options in the text of a question without choices, and keeps the rest as free text", async () => {
    const ask = (input: string, target: string) => ({
      id: input.length,
      epoch: 1,
      input,
      target,
      output: { completion: "B" },
    });
    const path = join(folder, "text.json");
    writeFileSync(
      path,
      JSON.stringify({ ...header, samples: [ask("Which?\nA) one\nB) two", "B"), ask("Name the nerve.", "Vagus")] }),
    );
    expect(itemsIn(await readAll(plugin, { path, language: "en" }))).toMatchObject([
      { stem: "Which?", accepted: [["B"]], kind: "single" },
      { stem: "Name the nerve.", options: [], kind: "free-text", references: ["Vagus"] },
    ]);
  });

  it("takes names that every object has for no score and no reason", async () => {
    const sample = {
      id: "__proto__",
      epoch: 1,
      input: "?",
      choices: ["a", "b"],
      target: "A",
      output: { choices: [{ message: { content: "A" }, stop_reason: "constructor" }] },
      scores: { toString: { value: "constructor", answer: "valueOf" } },
    };
    const path = join(folder, "names.json");
    writeFileSync(path, JSON.stringify({ ...header, samples: [sample] }));
    expect(repliesIn(await readAll(plugin, { path, language: "en" }))).toMatchObject([
      { finishReason: "unknown", sourceScore: null, sourceReading: null },
    ]);
  });

  it.each([
    ["[1, 2", "FILE_JSON_INVALID"],
    [JSON.stringify({ version: 2, eval: {}, samples: [{ id: 1 }] }), "IMPORT_LAYOUT"],
    [JSON.stringify({ samples: [{ id: 1 }] }), "IMPORT_LAYOUT"],
    [JSON.stringify(log).slice(0, -40), "FILE_JSON_INVALID"],
  ])("refuses %.40j", async (text, code) => {
    const path = join(folder, "bad.json");
    writeFileSync(path, text);
    await expect(readAll(plugin, { path, language: "en" })).rejects.toMatchObject({ code });
  });

  it("refuses archives without a header, with a path out of them, and with samples that are no JSON", async () => {
    const read = (entries: readonly ArchiveEntry[]) =>
      readAll(plugin, { path: archive("c.eval", entries), language: "en" });
    await expect(read(sampleEntries)).rejects.toMatchObject({ code: "IMPORT_LAYOUT" });
    await expect(read([headerEntry, { name: "../../x.json", content: "{}" }])).rejects.toMatchObject({
      code: "ARCHIVE_ENTRY_UNSAFE",
    });
    await expect(read([headerEntry, { name: "samples/1_epoch_1.json", content: "{" }])).rejects.toMatchObject({
      code: "FILE_JSON_INVALID",
    });
  });
});
