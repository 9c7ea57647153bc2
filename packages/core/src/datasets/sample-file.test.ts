import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readSampleFile } from "./sample-file.ts";

const path = join(mkdtempSync(join(tmpdir(), "viva-sample-")), "x.yaml");
const wording = '{ stem: "s", options: { A: "a", B: "b" }, explanation: "e" }';
const item = (more: string) =>
  `  - { id: x-1, level: senior, kind: single, key: [A], diseaseGroup: null, department: IM, discipline: ClinMed, competency: Diag, difficulty: 2, zh: ${wording}, en: ${wording}, es: ${wording}${more} }\n`;

it("reads a file and the lines its items begin on", () => {
  writeFileSync(path, `specialty: x\ngroups: []\nitems:\n${item("")}\n${item("")}`);
  const { content, lineOf } = readSampleFile(path);
  expect(content.items).toHaveLength(2);
  expect([lineOf(0), lineOf(1)]).toEqual([4, 6]);
});

it.each([
  ["an unknown field", `specialty: x\ngroups: []\nitems:\n${item(", colour: red")}`, "colour"],
  ["a group that is not there", `specialty: x\ngroups: []\nitems:\n${item(", group: { id: g, order: 1 }")}`, "group"],
  ["broken YAML", "specialty: x\ngroups: [\n", ""],
  ["no items", "specialty: x\ngroups: []\nitems: []\n", "items"],
])("refuses %s", (_what, text, message) => {
  writeFileSync(path, text);
  expect(() => readSampleFile(path)).toThrow(
    expect.objectContaining({ code: "DATASET_ROW_INVALID", message: expect.stringContaining(message) }),
  );
});
