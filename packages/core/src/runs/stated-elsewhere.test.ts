import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createStudyFolder, examDataset, type StudyFolder } from "./__fixtures__/study-folder.ts";
import { parseStudy } from "./read-study.ts";
import { specificationOf } from "./specification.ts";

let folder: StudyFolder;
beforeAll(() => {
  folder = createStudyFolder();
});
afterAll(() => folder.remove());

const head = `name: x\n${examDataset}models:\n  - { id: a, backend: random-option }\n`;
const read = (text: string) => parseStudy(head + text, `${folder.path}/study.yaml`);

describe("values stated elsewhere", () => {
  it("are none by default", async () => {
    expect((await read("")).stated).toEqual({ passMark: null, references: [], published: [] });
  });

  it("take accuracy over the whole of every exam unless they say otherwise", async () => {
    const { stated } = await read(
      `passMark: 0.6
references:
  - { name: human, value: 0.716, source: Paper }
  - { name: hard, value: 0.3, source: Paper, exam: exam, measure: macro-accuracy, stratum: { difficulty: 5 } }
`,
    );
    expect(stated.passMark).toBe(0.6);
    expect(stated.references).toEqual([
      { name: "human", value: 0.716, source: "Paper", measure: "accuracy", exam: null, stratum: {} },
      {
        name: "hard",
        value: 0.3,
        source: "Paper",
        measure: "macro-accuracy",
        exam: "exam",
        stratum: { difficulty: "5" },
      },
    ]);
  });

  it("come inline or from a file beside the study, and stand in the specification either way", async () => {
    const row = "- { model: GPT-4, measure: accuracy, value: 0.616, spread: 0.001, source: Table 3 }\n";
    folder.write("published.yaml", row);
    const fromFile = await read("published: published.yaml\n");
    const inline = await read(`published:\n  ${row}`);
    expect(fromFile.stated.published).toEqual([
      {
        model: "GPT-4",
        measure: "accuracy",
        value: 0.616,
        spread: 0.001,
        source: "Table 3",
        exam: null,
        stratum: {},
      },
    ]);
    expect(await specificationOf(fromFile)).toEqual(await specificationOf(inline));
    expect((await specificationOf(inline))["published"]).toEqual(fromFile.stated.published);
  });

  it("are refused as percentages, without a source and for an exam the study does not have", async () => {
    await expect(read("passMark: 60\n")).rejects.toThrow(/study\.yaml:10: passMark: /u);
    await expect(read("references:\n  - { name: human, value: 71.6 }\n")).rejects.toThrow(
      /references\[0\]\.value: [\s\S]*references\[0\]\.source: /u,
    );
    await expect(read("references:\n  - { name: h, value: 0.7, source: s, exam: other }\n")).rejects.toThrow(
      'references[0].exam: the study has no exam "other"; it has exam',
    );
    folder.write("wrong.yaml", "- { model: m, measure: accuracy, value: 61.6, source: s }\n");
    await expect(read("published: wrong.yaml\n")).rejects.toThrow(/wrong\.yaml:1: \[0\]\.value: /u);
    await expect(read("published: missing.yaml\n")).rejects.toMatchObject({ code: "STUDY_NOT_FOUND" });
  });
});
