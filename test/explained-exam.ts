import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import type { Item } from "../packages/core/src/records/item.ts";

/** Replies that must neither slow nor break anything: a megabyte of one character, marks, markup, nothing. */
export const hostileReplies: readonly string[] = [
  "铁".repeat(2 ** 20),
  "‮答案：B‬ ‏\u200f\u2066解释\u2069‎",
  "😀🧑‍⚕️👩🏽‍🔬".repeat(50),
  '</script><script>globalThis.broken = true</script><img src=x onerror="globalThis.broken = true"><!--',
  "A\u0000B\u0000\u0000",
  "",
  "   \n\t ",
  "\ud800答案\udfff",
  "| a | b |\n|---|---|\n# 标题\n`code`",
];

/** Items with explanations: questions of the sample exam, then open ones made of them, one without a reference, one annulled. */
export async function explainedItems(questions = 24, open = 8): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const { item } of sampleExam.configure({ language: "zh" }, { resolvePath: (path) => path }).load()) {
    if (item !== undefined && item !== null && items.length < questions + open + 2) {
      items.push(item);
    }
  }
  return items.map((item, at) => {
    if (at < questions) {
      return item;
    }
    const { group: _group, ...alone } = item;
    const free: Item = { ...alone, id: `open-${at}`, kind: "free-text", options: [], accepted: [] };
    return at < questions + open
      ? free
      : at === questions + open
        ? { ...free, references: [] }
        : { ...free, annulled: "drop" };
  });
}

/** What a model says of an item; `at` is its place. */
export type Says = (item: Item, at: number, items: readonly Item[]) => string;

/** The answer as a line before an explanation; open questions have no answer to name. */
function withAnswer(item: Item, label: string, explanation: string): string {
  return item.kind === "free-text" ? explanation : `答案：${label}\n解释：${explanation}`;
}

/** A model that is right and explains nearly as the reference does. */
export const saysReference: Says = (item) => {
  const reference = item.references[0] ?? "没有参考。";
  return withAnswer(item, (item.accepted[0] ?? []).join(""), reference.slice(0, Math.ceil(reference.length * 0.9)));
};

/** A model that is right as well, and explains the next question. */
export const saysNeighbour: Says = (item, at, items) =>
  withAnswer(
    item,
    (item.accepted[0] ?? []).join(""),
    items[(at + 1) % items.length]?.references[0] ?? items[0]?.references[0] ?? "",
  );

/** A model that does everything it should not; the longest reply once. */
export const saysAnything: Says = (_item, at) =>
  hostileReplies[at === 0 ? 0 : 1 + (at % (hostileReplies.length - 1))] ?? "";

/** Write items.jsonl and a replies file, with these models, into a folder. */
export function writeExplainedExam(
  folder: string,
  items: readonly Item[],
  models: Readonly<Record<string, Says>>,
): void {
  writeFileSync(join(folder, "items.jsonl"), items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  const lines = Object.entries(models).flatMap(([model, says]) =>
    items.map((item, at) => JSON.stringify({ itemId: item.id, model, text: says(item, at, items) })),
  );
  writeFileSync(join(folder, "replies.jsonl"), `${lines.join("\n")}\n`);
}
