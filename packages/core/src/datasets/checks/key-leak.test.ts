import { describe, expect, it } from "vitest";
import { itemWith } from "../__fixtures__/items.ts";
import { keyLeakFindings } from "./key-leak.ts";

const found = (change: Parameters<typeof itemWith>[0]) =>
  keyLeakFindings(itemWith(change)).map(({ severity, message }) => `${severity}: ${message}`);

describe("keyLeakFindings", () => {
  it.each([
    ["引起本病最常见的细菌是 答案：A", "A"],
    ["以下哪项正确？（答案为BC）", "BC"],
    ["Which drug? Answer: B", "B"],
    ["¿Qué fármaco? Respuesta correcta: C", "C"],
    ["Qual fármaco? Gabarito: D", "D"],
  ])("finds the answer marker in %j", (stem, key) => {
    expect(found({ stem, key: [...key] })).toEqual([`error: the stem states an answer, ${key}, which is the key`]);
  });

  it("warns of an answer marker that names another label, and passes over words that are no labels", () => {
    expect(found({ stem: "Which drug? Answer: B" })).toEqual(["warning: the stem states an answer, B, the key is A"]);
    expect(found({ stem: "Choose the answer: Bivalirudin or another?" })).toEqual([]);
    expect(found({ stem: "以下问题的答案不在题干中" })).toEqual([]);
  });

  it("finds the key in brackets at the end, and not another letter or an empty bracket", () => {
    expect(found({ stem: "最常见的病因是（ A ）。", key: ["A"] })).toEqual([
      "error: the stem ends with (A), the label of the key",
    ]);
    expect(found({ stem: "Deficiency of vitamin (B)", key: ["A"] })).toEqual([]);
    expect(found({ stem: "最常见的病因是（ ）", key: ["A"] })).toEqual([]);
    expect(found({ stem: "维生素（A）缺乏可见于", key: ["A"] })).toEqual([]);
  });

  it("finds the key's text in the stem when no distractor's is there", () => {
    const texts = ["伤寒", "流行性出血热", "钩端螺旋体病", "败血症"];
    expect(found({ stem: "当地正流行钩端螺旋体病，最可能的诊断是", texts, key: ["C"] })).toEqual([
      'warning: the stem holds the text of the key, "钩端螺旋体病", and of no other option',
    ]);
    expect(found({ stem: "当地正流行钩端螺旋体病和流行性出血热，最可能的诊断是", texts, key: ["C"] })).toEqual([]);
    expect(found({ stem: "当地正流行伤寒，最可能的诊断是", texts, key: ["A"] })).toEqual([]);
  });

  it("looks for whole words outside Chinese, also in the shared case", () => {
    const texts = ["heparin", "aspirin", "warfarin", "ibuprofen"];
    const group = { id: "g", kind: "shared-stem" as const, order: 1, text: "A man takes HEPARIN." };
    expect(found({ stem: "Which drug does he take?", group, texts })).toHaveLength(1);
    expect(found({ stem: "Heparinoids are compared with which drug?", texts })).toEqual([]);
  });

  it("asks for every text of a key with several options", () => {
    const change = { texts: ["heparin", "aspirin", "warfarin"], key: ["A", "B"] };
    expect(found({ ...change, stem: "He takes heparin and aspirin. What does he take?" })).toHaveLength(1);
    expect(found({ ...change, stem: "He takes heparin. What does he take?" })).toEqual([]);
  });

  it("says nothing of items without a key or without a distractor", () => {
    expect(found({ stem: "Answer: A", key: [] })).toEqual([]);
    expect(found({ stem: "Answer: AB", texts: ["x", "y"], key: ["A", "B"] })).toEqual([]);
  });
});
