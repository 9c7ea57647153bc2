import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtures, itemsIn, leftOutIn, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import plugin from "./lighteval.ts";
import { importDetailRow } from "./lighteval-row.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-lighteval-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const time = "2026-01-03T04-05-06.789012";
const mc = `${fixtures}lighteval/details/org/model-one/${time}/details_lighteval-demo-mc-0_${time}.parquet`;

describe("lighteval", () => {
  it("reads the layouts of 2025, with and without underscores, and the flat one before", async () => {
    const all = await readAll(plugin, { path: "lighteval", language: "en" });
    expect(
      repliesIn(all).map(({ itemId, repeat, text, sourceReading, sourceScore }) => [
        itemId,
        repeat,
        text,
        sourceReading,
        sourceScore,
      ]),
    ).toEqual([
      ["harness-demo-flat-5/0", 0, "B", ["B"], 1],
      ["lighteval-demo-gen-0/0", 0, "The answer is B.", null, 1],
      ["lighteval-demo-gen-0/1", 0, "It is C.", null, null],
      ["lighteval-demo-gen-0/1", 1, "It is A.", null, null],
      ["lighteval-demo-mc-0/0", 0, "B", ["B"], 1],
      ["lighteval-demo-mc-0/1", 0, "B", ["B"], 0],
    ]);
    expect(new Set(repliesIn(all).map(({ model }) => model))).toEqual(new Set(["org/model-one"]));
    expect(itemsIn(all)[0]).toMatchObject({
      stem: "Which vitamin is absorbed in the terminal ileum?",
      accepted: [["B"]],
      options: [{ id: "A", text: "Vitamin A" }, { text: "Vitamin B12" }, {}, {}],
    });
    expect(all).toContainEqual({ kind: "fact", name: "lighteval revision", value: "abc123" });
  });

  it("takes the latest run of a task, and asks for a model the folders do not name", async () => {
    for (const day of ["2026-01-03", "2026-02-03"]) {
      const name = `details/m/${day}T04-05-06/details_demo_${day}T04-05-06.parquet`;
      cpSync(mc, join(folder, name), { recursive: true });
    }
    const all = await readAll(plugin, { path: folder, language: "en" });
    expect(leftOutIn(all)).toEqual({ "an earlier run of the same task": 1 });
    expect(repliesIn(all)).toMatchObject([{ model: "m", itemId: "demo/0" }, { itemId: "demo/1" }]);
    cpSync(mc, join(folder, "details_alone.parquet"));
    const bare = { path: join(folder, "details_alone.parquet"), language: "en" };
    expect(repliesIn(await readAll(plugin, { ...bare, model: "mine" }))[0]?.model).toBe("mine");
  });

  it("keeps choices that are texts, and several right ones each alone", () => {
    const row = {
      doc: { query: "Does it?", choices: [" yes", " no", " maybe"], gold_index: [0, 2] },
      model_response: { text: [], logprobs: [-1, -2, -0.5] },
      metric: {},
    };
    const read = [...importDetailRow(row, { task: "t", model: "m" }, 4, { language: "en" }, {})];
    expect(read[0]).toMatchObject({
      item: { id: "t/4", accepted: [["A"], ["C"]], options: [{ text: "yes" }, {}, {}] },
    });
    expect(read.at(-1)).toMatchObject({ text: "C", sourceReading: ["C"], sourceScore: null });
  });

  it("leaves out a row with neither text nor likelihoods", () => {
    const row = {
      doc: { query: "?", choices: ["A", "B"], gold_index: 0 },
      model_response: { text: [], logprobs: [-1] },
    };
    const read = [...importDetailRow(row, { task: "t", model: "m" }, 0, { language: "en" }, {})];
    expect(read.at(-1)).toMatchObject({ kind: "left-out" });
  });

  it("refuses files that are none, and folders without details", async () => {
    const path = join(folder, "details_bad.parquet");
    writeFileSync(path, "PAR1 but no more");
    await expect(readAll(plugin, { path, language: "en", model: "m" })).rejects.toMatchObject({
      code: "FILE_PARQUET_INVALID",
    });
    const empty = mkdtempSync(join(folder, "empty-"));
    await expect(readAll(plugin, { path: empty, language: "en" })).rejects.toMatchObject({
      code: "IMPORT_SOURCE_UNKNOWN",
    });
  });
});
