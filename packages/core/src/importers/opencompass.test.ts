import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtures, itemsIn, leftOutIn, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import plugin from "./opencompass.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-compass-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function predictions(value: unknown): { path: string; language: string } {
  const path = join(folder, "exam.json");
  writeFileSync(path, JSON.stringify(value));
  return { path, language: "es" };
}

describe("opencompass", () => {
  it("joins the parts of a dataset, and reads questions off the prompts", async () => {
    const all = await readAll(plugin, { path: "opencompass", language: "zh" });
    const replies = repliesIn(all).filter(({ model }) => model === "demo-chat");
    expect(
      replies.map(({ itemId, text, sourceReading, sourceScore }) => [itemId, text, sourceReading, sourceScore]),
    ).toEqual([
      ["demo-exam/0", "答案是C。", ["C"], 1],
      ["demo-exam/1", "B", ["B"], 0],
      ["demo-exam/2", "我不能确定", [], 0],
    ]);
    expect(itemsIn(all).find(({ id }) => id === "demo-exam/2")).toMatchObject({
      accepted: [["A"]],
      options: [{ id: "A", text: "室性早搏二联律" }, { id: "B" }, { id: "C" }, { id: "D" }],
      tags: { dataset: ["demo-exam"] },
    });
    expect(all).toContainEqual({
      kind: "estimate",
      model: "demo-chat",
      measure: "demo-exam: accuracy",
      value: 33.33,
      n: null,
    });
  });

  it("takes the label of lowest perplexity as the reply", async () => {
    const all = await readAll(plugin, { path: "opencompass", language: "zh" });
    expect(repliesIn(all).filter(({ model }) => model === "demo-base")).toMatchObject([
      { itemId: "demo-ppl/0", text: "B", sourceReading: ["B"], sourceScore: null },
    ]);
  });

  it("takes the exam in the order of the predictions where one is given", async () => {
    const exam = { use: "viva-items", path: `${fixtures}csv-exam.jsonl` };
    const settings = {
      ...predictions({
        0: { origin_prompt: "?", prediction: "2" },
        1: { prediction: ["1", "3"] },
        2: { prediction: "1" },
      }),
      exam,
    };
    const all = await readAll(plugin, { ...settings, model: "mine" });
    expect(repliesIn(all).map(({ itemId, model, repeat, text }) => [itemId, model, repeat, text])).toEqual([
      ["q1", "mine", 0, "2"],
      ["q2", "mine", 0, "1"],
      ["q2", "mine", 1, "3"],
    ]);
    expect(leftOutIn(all)).toEqual({ "a prediction past the exam's last item": 1 });
  });

  it("leaves out rounds and predictions that are no text, and keeps questions without options as free text", async () => {
    const all = await readAll(
      plugin,
      predictions({
        0: {
          origin_prompt: [[{ role: "HUMAN", prompt: "a" }], [{ role: "HUMAN", prompt: "b" }]],
          prediction: ["x", "y"],
        },
        1: { origin_prompt: "Nombre el nervio.", prediction: null, gold: ["Vago"] },
      }),
    );
    expect(leftOutIn(all)).toEqual({ "a question in several rounds": 1, "a prediction that is no text": 1 });
    expect(itemsIn(all)).toMatchObject([{ kind: "free-text", references: ["Vago"] }]);
  });

  it("refuses other JSON and folders without predictions", async () => {
    await expect(readAll(plugin, predictions([1]))).rejects.toMatchObject({ code: "IMPORT_LAYOUT" });
    await expect(readAll(plugin, predictions({ name: {} }))).rejects.toMatchObject({ code: "IMPORT_LAYOUT" });
    const own = join(folder, "run");
    cpSync(join(fixtures, "opencompass/results"), join(own, "results"), { recursive: true });
    await expect(readAll(plugin, { path: own, language: "zh" })).rejects.toMatchObject({
      code: "IMPORT_SOURCE_UNKNOWN",
    });
  });
});
