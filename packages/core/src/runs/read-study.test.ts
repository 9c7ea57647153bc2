import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { VivaError } from "../base/errors.ts";
import { createStudyFolder, examDataset, type StudyFolder } from "./__fixtures__/study-folder.ts";
import { parseStudy, type ReadStudyOptions, readStudy } from "./read-study.ts";

let folder: StudyFolder;
beforeAll(() => {
  folder = createStudyFolder();
});
afterAll(() => folder.remove());

const read = (text: string, options: ReadStudyOptions = {}) => parseStudy(text, `${folder.path}/study.yaml`, options);

async function messageOf(text: string, options: ReadStudyOptions = {}): Promise<string> {
  try {
    await read(text, options);
  } catch (error) {
    if (error instanceof VivaError) {
      return `${error.code}\n${error.message.replaceAll(`${folder.path}/`, "")}`;
    }
    throw error;
  }
  return "no error";
}

const models = "models:\n  - { id: a, backend: random-option }\n";

describe("readStudy", () => {
  it("fills in every default", async () => {
    const study = await read(`name: first\n${examDataset}${models}`);
    expect(study.arms.map(({ name }) => name)).toEqual(["letter-only"]);
    expect(study.scorers.map(({ use }) => use)).toEqual(["exact-set"]);
    expect(study).toMatchObject({ repeats: 1, seed: 0, confidence: 0.95, reports: ["html"], language: "en" });
    expect(study.exams[0]?.name).toBe("exam");
    expect(study.models[0]).toMatchObject({ id: "a", use: "random-option", concurrency: 32, price: null });
  });

  it("lists every mistake with its line and what is allowed", async () => {
    const text = `name: bad
dataset: { use: cnmleq, path: x.json }
modells: []
models:
  - { id: a, backend: openai-compatible, baseUrl: htp://x, modell: y }
  - { id: b, backend: replay }
prompts:
  - letter-onl
  - { use: json, wording: sometimes }
repeats: 0
reports: [pdf]
`;
    const message = await messageOf(text);
    const lines = message.split("\n");
    expect(lines[0]).toBe("STUDY_INVALID");
    expect(lines.slice(1).map((line) => line.split(": ").slice(0, 2).join(" "))).toEqual([
      "study.yaml:2 dataset.use",
      "study.yaml:3 modells",
      "study.yaml:5 models[0].baseUrl",
      "study.yaml:5 models[0].model",
      "study.yaml:5 models[0].modell",
      "study.yaml:6 models[1].path",
      "study.yaml:8 prompts[0]",
      "study.yaml:9 prompts[1].wording",
      "study.yaml:10 repeats",
      "study.yaml:11 reports[0]",
    ]);
    expect(message).toContain("Known datasets: care-qa, casimedicos, cmb, cmedqa2, cmexam, cnmleqa, csv-file");
    expect(message).toContain('expected one of "uniform"|"by-kind"|"single"');
    expect(message).toContain("known here: baseUrl, model, parameters");
  });

  it.each([
    ["a tab", "name: x\n\tmodels: []\n", "STUDY_SYNTAX\nstudy.yaml:2"],
    ["a key that stands twice", "name: x\nname: y\n", "STUDY_SYNTAX\nstudy.yaml:2"],
    ["an unclosed bracket", "name: x\nmodels: [\n", "STUDY_SYNTAX\nstudy.yaml:"],
    ["a list instead of fields", "- a\n- b\n", "STUDY_INVALID\nstudy.yaml:1"],
    ["nothing", "", "STUDY_INVALID"],
    ["no dataset", `name: x\n${models}`, "STUDY_INVALID\nstudy.yaml:1: dataset: give either dataset"],
    [
      "two models of one name",
      `name: x\n${examDataset}models:\n  - { id: a, backend: random-option }\n  - { id: a, backend: random-subset }\n`,
      'two models are called "a"',
    ],
    [
      "two exams of one name",
      `name: x\ndatasets:\n  - { use: sample-exam, language: en }\n  - { use: sample-exam, language: zh }\n${models}`,
      'two exams are called "sample-exam"',
    ],
    ["a name that is no name", `name: ../x\n${examDataset}${models}`, "study.yaml:1: name: letters, digits"],
  ])("says what is wrong with %s", async (_what, text, expected) => {
    expect(await messageOf(text)).toContain(expected);
  });

  it("refuses YAML that expands without end", async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(9)}*a]\nc: &c [${"*b,".repeat(9)}*b]\nd: [${"*c,".repeat(9)}*c]\n`;
    await expect(read(bomb)).rejects.toMatchObject({ code: "STUDY_SYNTAX" });
  });

  it("lets flags win over the file and the file over the environment", async () => {
    const text = `name: x\n${examDataset}${models}repeats: 2\nfilters: { limit: 5, tags: { level: senior } }\n`;
    const study = await read(text, {
      overrides: { seed: 9, filters: { limit: 3 } },
      fallbacks: { seed: 1, repeats: 7, concurrency: 4 },
    });
    expect(study).toMatchObject({ repeats: 2, seed: 9, filters: { limit: 3, tags: { level: "senior" } } });
    expect(study.models[0]?.concurrency).toBe(4);
  });

  it("keeps only the models asked for, and names those there are", async () => {
    const text = `name: x\n${examDataset}models:\n  - { id: a, backend: random-option }\n  - { id: b, backend: random-subset }\n`;
    expect((await read(text, { onlyModels: ["b"] })).models.map(({ id }) => id)).toEqual(["b"]);
    expect(await messageOf(text, { onlyModels: ["c"] })).toBe(
      "ARGUMENT_INVALID\nthe study has no model c; it has a, b",
    );
  });

  it("names arms by prompt, retriever and examples, and numbers the same prompt with other settings", async () => {
    const text = `name: x
${examDataset}${models}prompts: [letter-only, { use: letter-only, wording: by-kind }]
contexts: [none, bm25]
fewShot: { k: 2, train: { use: sample-exam, language: en } }
`;
    expect((await read(text)).arms.map(({ name }) => name)).toEqual([
      "letter-only+2-shot",
      "letter-only+2-shot#2",
      "letter-only+bm25+2-shot",
      "letter-only+bm25+2-shot#2",
    ]);
  });

  it("takes prices inline or from a file, the model's own first", async () => {
    folder.write(
      "prices.yaml",
      "a: { inputPerMillion: 1, outputPerMillion: 2 }\nb: { inputPerMillion: 3, outputPerMillion: 4, currency: CNY }\n",
    );
    const text = `name: x\n${examDataset}prices: prices.yaml\nmodels:\n  - { id: a, backend: random-option, price: { inputPerMillion: 9, outputPerMillion: 9 } }\n  - { id: b, backend: random-subset }\n`;
    expect((await read(text)).models.map(({ price }) => price)).toEqual([
      { inputPerMillion: 9, outputPerMillion: 9, currency: "USD" },
      { inputPerMillion: 3, outputPerMillion: 4, currency: "CNY" },
    ]);
    folder.write("prices.yaml", "a:\n  inputPerMillion: -1\n  outputPerMillion: 2\n");
    expect(await messageOf(text)).toContain("prices.yaml:2: a.inputPerMillion");
  });

  it("says that a file is not there", async () => {
    await expect(readStudy(`${folder.path}/missing.yaml`)).rejects.toMatchObject({ code: "STUDY_NOT_FOUND" });
  });
});
