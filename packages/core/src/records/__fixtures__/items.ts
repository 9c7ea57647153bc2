import type { Item } from "../item.ts";

/** A single-answer item in English, written for tests. */
export const singleItem: Item = {
  id: "iron-1",
  language: "en",
  kind: "single",
  stem: "Which finding is most typical of iron deficiency?",
  options: [
    { id: "A", text: "High ferritin" },
    { id: "B", text: "Low ferritin" },
    { id: "C", text: "High haptoglobin" },
    { id: "D", text: "Low vitamin B12" },
  ],
  accepted: [["B"]],
  tags: { specialty: ["haematology"], level: ["attending"] },
  references: ["Ferritin mirrors iron stores, so a low ferritin shows that they are empty."],
  weight: 1,
};

/** A multiple-answer item in Chinese with a shared stem, written for tests. */
export const multipleItem: Item = {
  id: "hf-2",
  language: "zh",
  kind: "multiple",
  stem: "下列哪些药物可改善其预后？",
  options: [
    { id: "A", text: "沙库巴曲缬沙坦" },
    { id: "B", text: "地高辛" },
    { id: "C", text: "比索洛尔" },
    { id: "D", text: "螺内酯" },
    { id: "E", text: "呋塞米" },
  ],
  accepted: [["A", "C", "D"]],
  tags: { specialty: ["cardiovascular"], level: ["senior"] },
  group: { id: "hf", kind: "shared-stem", order: 2, text: "患者，男，66岁，射血分数降低的心力衰竭。" },
  references: ["三类药物均有降低死亡率的随机对照试验证据。"],
  weight: 1,
};

/** Items of different languages, kinds and sizes, for contracts that must hold for every item. */
export const itemsForContracts: readonly Item[] = [
  singleItem,
  multipleItem,
  { ...singleItem, id: "es-1", language: "es", stem: "¿Qué hallazgo es más típico de la ferropenia?" },
  { ...singleItem, id: "pt-1", language: "pt", stem: "Qual achado é mais típico da ferropenia?" },
  { ...singleItem, id: "fr-1", language: "fr", stem: "Quel signe est le plus typique d'une carence en fer ?" },
  { ...singleItem, id: "two", options: singleItem.options.slice(0, 2) },
  { ...singleItem, id: "context", context: "A study of 200 adults.", accepted: [["B"], ["A"]] },
  { ...singleItem, id: "free", kind: "free-text", options: [], accepted: [] },
];
