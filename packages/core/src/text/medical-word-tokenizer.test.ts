import { expect, it } from "vitest";
import { createMedicalWordTokenizer } from "./medical-word-tokenizer.ts";
import { createPassageSearch } from "./passage-search.ts";
import { createWordTokenizer } from "./word-tokenizer.ts";

it("adds one word for each medical entity to those of the plain tokenizer, the same for every name", async () => {
  const [plain, medical] = [await createWordTokenizer(), await createMedicalWordTokenizer()];
  const entities = (text: string) => medical(text).slice(plain(text).length);
  const text = "The patient has chronic kidney disease.";
  expect(medical(text).slice(0, plain(text).length)).toEqual(plain(text));
  const [kidney] = entities(text);
  expect(kidney).toMatch(/^entity:/);
  expect(entities("患者有慢性肾脏病。")).toContain(kidney);
  expect(entities("Nothing of note in this sentence.")).toEqual([]);
  expect(medical("")).toEqual([]);
});

it("finds a passage that names the same thing by another name, where plain words find nothing", async () => {
  const passages = [
    { id: "a", text: "Furosemide is given first.", source: "a" },
    { id: "b", text: "急性心肌梗死应尽早再灌注。", source: "b" },
  ];
  const question = "心梗";
  const plain = await createPassageSearch(passages);
  const medical = await createPassageSearch(passages, await createMedicalWordTokenizer());
  expect(plain.search(question, 3)).toEqual([]);
  expect(medical.search(question, 3).map(({ passage }) => passage.id)).toEqual(["b"]);
});
