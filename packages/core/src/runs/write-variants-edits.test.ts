import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { catalog } from "../perturbations/catalog.ts";
import { itemsForContracts, multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import { editsOf } from "./write-variants-edits.ts";

describe("editsOf", () => {
  it("says what happened to every part", () => {
    const { group } = multipleItem;
    const after = {
      ...multipleItem,
      kind: "single" as const,
      language: "zh-Hant",
      stem: "下列哪些药物不可改善其预后？",
      options: [
        { id: "E", text: "呋塞米" },
        { id: "A", text: "缬沙坦", credit: 0.5 },
        { id: "N", text: "以上都不是" },
        { id: "B", text: "地高辛" },
      ],
      accepted: [["N"]],
      ...(group && { group: { ...group, text: "患者，女，66岁，射血分数降低的心力衰竭。" } }),
      context: "附表",
    };
    expect(editsOf(multipleItem, after)).toEqual([
      { part: "shared-text", changes: [{ at: 3, before: "男", after: "女" }] },
      { part: "context", changes: [{ at: 0, before: "", after: "附表" }] },
      { part: "stem", changes: [{ at: 6, before: "", after: "不" }] },
      { part: "option-text", id: "A", changes: [{ at: 0, before: "沙库巴曲", after: "" }] },
      { part: "field", field: "credit of A", before: null, after: 0.5 },
      { part: "option-added", id: "N", text: "以上都不是" },
      { part: "option-removed", id: "C", text: "比索洛尔" },
      { part: "option-removed", id: "D", text: "螺内酯" },
      { part: "option-order", before: ["A", "B", "E"], after: ["E", "A", "B"] },
      { part: "key", before: [["A", "C", "D"]], after: [["N"]] },
      { part: "field", field: "language", before: "zh", after: "zh-Hant" },
      { part: "field", field: "kind", before: "multiple", after: "single" },
    ]);
  });

  it("is empty for the item itself, a copy of it included", () => {
    expect(editsOf(singleItem, singleItem)).toEqual([]);
    expect(editsOf(multipleItem, structuredClone(multipleItem))).toEqual([]);
  });

  it("misses nothing that an operator changes", async () => {
    for (const [name, load] of Object.entries(catalog)) {
      const configured = (await load()).default.configure({});
      for (const item of itemsForContracts) {
        for (const draft of configured.perturb(item, randomStream(1, name, item.id))) {
          const same = JSON.stringify(draft.item) === JSON.stringify(item);
          expect([name, editsOf(item, draft.item).length === 0]).toEqual([name, same]);
        }
      }
    }
  });
});
