import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fixtures, itemsIn, readAll, repliesIn } from "./__fixtures__/read-all.ts";
import plugin from "./medbench-brasil.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-medbench-"));
  cpSync(join(fixtures, "medbench-brasil"), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("gives every item of the edition, annulled ones marked, and the runs as repeats", async () => {
  const all = await readAll(plugin, { path: "medbench-brasil" });
  expect(itemsIn(all).map(({ id, accepted, annulled, tags }) => [id, accepted, annulled, tags])).toEqual([
    ["demo-q1", [["B"]], undefined, { edition: ["revalida-demo"], year: ["2024"], specialty: ["clinica-medica"] }],
    ["demo-q2", [["A"]], "drop", { edition: ["revalida-demo"], year: ["2024"], specialty: ["cirurgia"] }],
    [
      "demo-q3",
      [["A"]],
      undefined,
      { edition: ["revalida-demo"], year: ["2024"], specialty: ["cirurgia"], shows: ["image"] },
    ],
  ]);
  expect(
    repliesIn(all).map(({ repeat, text, sourceReading, sourceScore }) => [repeat, text, sourceReading, sourceScore]),
  ).toEqual([
    [0, "Resposta: **B**", ["B"], 1],
    [1, "A alternativa correta é a letra C.", ["C"], 0],
    [2, "Não sei.", [], 0],
  ]);
  expect(repliesIn(all)[0]).toMatchObject({
    itemId: "demo-q1",
    model: "org/model-one",
    promptText: "system: Responda.\n\nuser: Qual vitamina?",
    place: { line: 1, itemId: "demo-q1" },
  });
});

it("keeps the published numbers and the pass mark", async () => {
  const all = await readAll(plugin, { path: "medbench-brasil" });
  expect(all.filter(({ kind }) => kind === "estimate" || kind === "fact")).toEqual([
    { kind: "fact", name: "pass mark of revalida-demo", value: "0.6" },
    { kind: "estimate", model: "org/model-one", measure: "accuracy", value: 1 / 3, n: 3 },
    { kind: "estimate", model: "org/model-one", measure: "macroF1", value: 0.25, n: 3 },
    { kind: "estimate", model: "org/model-one", measure: "accuracy of clinica-medica", value: 1 / 3, n: 3 },
  ]);
});

it("names the line that is no reply, and a folder that holds none", async () => {
  writeFileSync(
    join(folder, "raw/broken.raw.jsonl"),
    '{"questionId":"demo-q1","modelId":"m","run":1,"rawResponse":"B","parsed":"B"}\n{"questionId":"demo-q1"}\n',
  );
  await expect(readAll(plugin, { path: folder })).rejects.toMatchObject({ code: "IMPORT_LAYOUT", place: { line: 2 } });
  rmSync(join(folder, "raw"), { recursive: true });
  await expect(readAll(plugin, { path: folder })).rejects.toMatchObject({ code: "IMPORT_SOURCE_UNKNOWN" });
});
