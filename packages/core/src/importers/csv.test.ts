import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureSettings, fixtures, itemsIn, leftOutIn, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import plugin from "./csv.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-csv-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const exam = { use: "viva-items", path: `${fixtures}csv-exam.jsonl` };
const columns = { item: "id", model: "model", text: "text" };

/** Settings that read this text. */
function written(name: string, text: string | Buffer, more: object = {}): object {
  writeFileSync(join(folder, name), text);
  return { path: join(folder, name), exam, columns, ...more };
}

describe("csv", () => {
  it("reads rows through the column map, with CRLF and quoted cells", async () => {
    const all = await readAll(plugin, fixtureSettings("csv"));
    expect(itemsIn(all).map(({ id }) => id)).toEqual(["q1", "q2"]);
    expect(
      repliesIn(all).map(({ itemId, model, repeat, text, finishReason, sourceReading, sourceScore }) => [
        itemId,
        model,
        repeat,
        text,
        finishReason,
        sourceReading,
        sourceScore,
      ]),
    ).toEqual([
      ["q1", "alpha", 0, "La respuesta es la 2, sin duda", "stop", ["2"], 1],
      ["q1", "alpha", 1, "3", "stop", ["3"], 0],
      ["q2", "alpha", 0, "1, 3", "length", ["1", "3"], 1],
      ["q2", "beta", 0, "", "unknown", [], 0],
    ]);
  });

  it("reads JSON Lines the same way, with mixed line ends and a byte order mark", async () => {
    const lines = ['\uFEFF{"id":"q1","model":"a","text":"2","n":1}', '{"id":"q2","model":"a","text":null,"n":1}'];
    const settings = written("r.jsonl", `${lines[0]}\r\n\n${lines[1]}\n`, { columns: { ...columns, repeat: "n" } });
    const replies = repliesIn(await readAll(plugin, settings));
    expect(replies.map(({ itemId, text, repeat, sourceReading }) => [itemId, text, repeat, sourceReading])).toEqual([
      ["q1", "2", 1, null],
      ["q2", "", 1, null],
    ]);
  });

  it("gives items the labels the prompts showed, and leaves out what has more options", async () => {
    const settings = written("r.csv", "id,model,text\nq1,a,B\n", { labels: ["A", "B", "C"] });
    const items = (await readAll(plugin, settings)).filter((one) => one.kind === "item");
    expect(items.map(({ labels }) => labels)).toEqual([
      ["A", "B", "C"],
      ["A", "B", "C"],
    ]);
    expect(leftOutIn(await readAll(plugin, { ...settings, labels: ["A", "B"] }))).toEqual({
      "an item with more options than `labels` has": 2,
    });
  });

  it("takes one model for all rows, arms and perturbations from columns", async () => {
    const more = { model: "only", columns: { item: "id", text: "text", arm: "arm", perturbation: "form" } };
    const replies = repliesIn(
      await readAll(plugin, written("r.csv", "id,text,arm,form\nq1,2,cot,\nq1,2,,none\nq1,3,cot,typo\n,x,,\n", more)),
    );
    expect(replies.map(({ model, arm, perturbation }) => [model, arm, perturbation])).toEqual([
      ["only", "cot", undefined],
      ["only", "recorded", undefined],
      ["only", "cot", "typo"],
    ]);
  });

  it.each([
    ["id,model\nq1,a\n", {}, "no column text"],
    ["id,model,text,text\nq1,a,b,c\n", {}, "two columns of one name"],
    ["id,model,text,n\nq1,a,b,zero\n", { columns: { ...columns, repeat: "n" } }, 'the run is "zero"'],
    ["id,model,text,n\nq1,a,b,0\n", { columns: { ...columns, repeat: "n" }, repeatBase: 1 }, "whole number from 1"],
    ["id,model,text,why\nq1,a,b,tired\n", { columns: { ...columns, finishReason: "why" } }, "the finish reason"],
    ["id,text\nq1,b\n", { columns: { item: "id", text: "text" } }, "neither columns.model nor model"],
  ])("refuses %j", async (text, more, message) => {
    const settings = written("bad.csv", text, more);
    await expect(readAll(plugin, settings)).rejects.toMatchObject({ code: "IMPORT_LAYOUT" });
    await expect(readAll(plugin, settings)).rejects.toThrow(message);
  });

  it("refuses bytes that are not UTF-8 and lines that are no objects, naming the line", async () => {
    const latin = written("latin.csv", Buffer.from("id,model,text\nq1,a,cora\xe7\xe3o\n", "latin1"));
    await expect(readAll(plugin, latin)).rejects.toMatchObject({ code: "FILE_ENCODING", place: { line: 2 } });
    const list = written("list.jsonl", '{"id":"q1","model":"a","text":"2"}\n[1]\n');
    await expect(readAll(plugin, list)).rejects.toMatchObject({ code: "IMPORT_LAYOUT", place: { line: 2 } });
  });
});
