/**
 * Prints, for every perturbation with its default settings, the share of items it applies to and how its drafts are
 * judged, and the items put through in a second, over CasiMedicos (en, es) and CMExam's validation part in ../shared/data; says so where they are missing.
 *
 *   node scripts/perturbation-shares.ts [name …]
 *   node scripts/perturbation-shares.ts --page docs/perturbation-shares.md   writes shares and reasons of all as a page
 */
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { randomStream } from "../packages/core/src/base/random.ts";
import casimedicos from "../packages/core/src/datasets/casimedicos.ts";
import cmexam from "../packages/core/src/datasets/cmexam.ts";
import type { Dataset } from "../packages/core/src/datasets/define.ts";
import { catalog } from "../packages/core/src/perturbations/catalog.ts";
import type { OtherItems, Perturbation } from "../packages/core/src/perturbations/define.ts";
import { otherItemsOf } from "../packages/core/src/perturbations/other-items-of.ts";
import type { Item } from "../packages/core/src/records/item.ts";

const data = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const sources: readonly (readonly [name: string, dataset: Dataset, path: string])[] = [
  ["CasiMedicos en", casimedicos, "casimedicos/dev.en.jsonl"],
  ["CasiMedicos es", casimedicos, "casimedicos/dev.es.jsonl"],
  ["CMExam", cmexam, "cmexam/val-part.csv"],
];

async function itemsOf(dataset: Dataset, path: string): Promise<Item[]> {
  const items: Item[] = [];
  const configured = dataset.configure({ path }, { resolvePath: (relative) => `${data}${relative}` });
  for await (const row of configured.load()) {
    if (row.item !== undefined) {
      items.push(row.item);
    }
  }
  return items;
}

function row(plugin: Perturbation, items: readonly Item[], others: OtherItems): string {
  const configured = plugin.configure({});
  const counts = { sound: 0, unchecked: 0, unsound: 0 };
  let applied = 0;
  let drafts = 0;
  for (const item of items) {
    const made = configured.perturb(item, randomStream(1, plugin.name, item.id), others);
    applied += made.length > 0 ? 1 : 0;
    drafts += made.length;
    for (const { validity } of made) {
      counts[validity.status] += 1;
    }
  }
  // The first pass warmed the code up; whole passes for a quarter of a second give the speed.
  const start = process.hrtime.bigint();
  let seconds = 0;
  let timed = 0;
  while (seconds < 0.25) {
    timed += items.length;
    for (const item of items) {
      configured.perturb(item, randomStream(1, plugin.name, item.id), others);
    }
    seconds = Number(process.hrtime.bigint() - start) / 1e9;
  }
  const share = (count: number, of: number): string =>
    (of === 0 ? "–" : `${((100 * count) / of).toFixed(1)} %`).padStart(8);
  return [
    plugin.name.padEnd(24),
    share(applied, items.length),
    share(counts.sound, drafts),
    share(counts.unchecked, drafts),
    share(counts.unsound, drafts),
    String(Math.round(timed / seconds)).padStart(8),
  ].join(" ");
}

/** Operator, shares, and the most frequent reasons of unsound variants, as a line of a Markdown table. */
function pageRow(plugin: Perturbation, items: readonly Item[], others: OtherItems): string {
  const configured = plugin.configure({});
  const reasons = new Map<string, number>();
  const counts = { sound: 0, unchecked: 0, unsound: 0 };
  let applied = 0;
  for (const item of items) {
    const made = configured.perturb(item, randomStream(1, plugin.name, item.id), others);
    applied += made.length > 0 ? 1 : 0;
    for (const { validity } of made) {
      counts[validity.status] += 1;
      if (validity.status === "unsound") {
        reasons.set(validity.reason, (reasons.get(validity.reason) ?? 0) + 1);
      }
    }
  }
  const drafts = counts.sound + counts.unchecked + counts.unsound;
  const share = (count: number, of: number): string => (of === 0 ? "–" : `${((100 * count) / of).toFixed(1)}`);
  const why = [...reasons].sort(([, a], [, b]) => b - a).slice(0, 3);
  const cells = [
    plugin.name,
    share(applied, items.length),
    String(drafts),
    share(counts.sound, drafts),
    share(counts.unchecked, drafts),
    share(counts.unsound, drafts),
    why.map(([reason, count]) => `${reason} (${count})`).join("; ") || "–",
  ];
  return `| ${cells.join(" | ")} |`;
}

async function page(exams: readonly { readonly name: string; readonly items: readonly Item[] }[]): Promise<string> {
  const sections: string[] = [];
  const others = otherItemsOf(exams.flatMap(({ items }) => items));
  for (const { name, items } of exams) {
    const rows: string[] = [];
    for (const load of Object.values(catalog)) {
      const { default: plugin } = await load();
      if (!plugin.needsModel) {
        rows.push(pageRow(plugin, items, others));
      }
    }
    sections.push(
      `## ${name}, ${items.length} items\n\n| operator | applies to, % of items | variants | sound, % | unchecked, % | unsound, % | why unsound (variants) |\n| --- | --- | --- | --- | --- | --- | --- |\n${rows.join("\n")}`,
    );
  }
  return `# How perturbations judge their variants on published exams

Written by \`node scripts/perturbation-shares.ts --page docs/perturbation-shares.md\`: every operator with its default settings over the
development part of CasiMedicos in English and Spanish and the published part of CMExam's validation set. A control (options-only,
stem-only, wrong-stem, masked-option) is unsound by intent: it is no fair question. What the words mean is said in
[asking-another-way.md](asking-another-way.md#validity).

${sections.join("\n\n")}
`;
}

const [flag, pagePath] = process.argv.slice(2);
const asked = flag === "--page" ? [] : process.argv.slice(2);
const exams: { readonly name: string; readonly items: readonly Item[] }[] = [];
for (const [name, dataset, path] of sources) {
  if (existsSync(`${data}${path}`)) {
    exams.push({ name, items: await itemsOf(dataset, path) });
  } else {
    console.log(`${name}: ${data}${path} is missing, skipped`);
  }
}
if (flag === "--page" && pagePath !== undefined) {
  writeFileSync(pagePath, await page(exams));
  process.exit(0);
}
// Parallel items lie in another language's file.
const others = otherItemsOf(exams.flatMap(({ items }) => items));
for (const { name, items } of exams) {
  console.log(`\n${name}, ${items.length} items\n${"".padEnd(24)}  applies    sound uncheckd  unsound  items/s`);
  for (const [plugin, load] of Object.entries(catalog)) {
    if (asked.length === 0 || asked.includes(plugin)) {
      console.log(row((await load()).default, items, others));
    }
  }
}
