/**
 * The reading of perturbed items by somebody who did not write the operators: thirty variants of every operator and
 * language, drawn by seed from the exams in ../shared/data; those of an operator that asks a model from the sample exam,
 * after replies that were recorded.
 *
 *   node scripts/perturbation-review.ts draw <zh|es|en> <folder> [operator …]
 *   node scripts/perturbation-review.ts check [zh|es|en …]
 *   node scripts/perturbation-review.ts counts
 *
 * `draw` writes into a folder outside the repository, because it holds the exams' text: `<language>.txt` to read, what
 * changed marked in each variant, and `<language>.csv`, the sheet with verdicts to fill in for variants that
 * docs/perturbation-review/<language>.csv does not judge yet. `check` says which drawn variants that sheet judges and
 * prints its counts; it ends with 1 where a variant that is drawn now is not judged as it now reads. `counts` prints the
 * table of verdicts before mending for docs/perturbation-review/README.md, and reads the sheets alone.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { catalog } from "../packages/core/src/perturbations/catalog.ts";
import { noOtherItems, type Perturbation } from "../packages/core/src/perturbations/define.ts";
import { otherItemsOf } from "../packages/core/src/perturbations/other-items-of.ts";
import { countsTable } from "./perturbation-review/counts-table.ts";
import { type DrawnVariant, drawnVariants } from "./perturbation-review/drawn-variants.ts";
import { itemsIn, languages } from "./perturbation-review/exams.ts";
import { paraphrasedItems } from "./perturbation-review/paraphrases.ts";
import { readableChange } from "./perturbation-review/readable-change.ts";
import {
  columns,
  keyOf,
  keyOfDrawn,
  readSheet,
  type SheetRow,
  verdicts,
  writtenCsv,
} from "./perturbation-review/sheet.ts";

const seed = 20261120;
const variantsEach = 30;
/** Characters shown around a change; Chinese stems are short and shown whole. */
const around: Readonly<Record<string, number>> = { zh: 400 };
/** Operators after which the stem is another text; it is shown whole beside its source. */
const writtenAnew: ReadonlySet<string> = new Set(["paraphrase"]);

async function drawn(
  language: string,
  asked: readonly string[],
): Promise<ReadonlyMap<string, readonly DrawnVariant[]>> {
  const items = await itemsIn(language);
  const elsewhere = (await Promise.all(languages.filter((other) => other !== language).map(itemsIn))).flat();
  const others = otherItemsOf([...items, ...elsewhere]);
  const variants = new Map<string, readonly DrawnVariant[]>();
  for (const [name, load] of Object.entries(catalog)) {
    if (asked.length === 0 || asked.includes(name)) {
      const plugin = (await load()).default;
      variants.set(
        name,
        plugin.needsModel
          ? await drawnParaphrases(plugin, language)
          : drawnVariants(plugin, items, others, seed, variantsEach),
      );
    }
  }
  return variants;
}

/** Variants of an operator that asks a model, of the items about which a reply is recorded. */
async function drawnParaphrases(plugin: Perturbation, language: string): Promise<readonly DrawnVariant[]> {
  const { items, replies } = await paraphrasedItems(language);
  return drawnVariants(plugin, items, noOtherItems, seed, variantsEach, ({ id }) => [replies.get(id) ?? null]);
}

async function draw(language: string, folder: string, asked: readonly string[]): Promise<void> {
  const inside = relative(fileURLToPath(new URL("..", import.meta.url)), resolve(folder));
  if (!inside.startsWith("..")) {
    throw new Error(`${folder} is in the repository: the exams' text stays outside`);
  }
  const sheet = await readSheet(language);
  const judged = new Set(sheet.map(keyOf));
  const roundOf = (operator: string): number =>
    1 + Math.max(0, ...sheet.filter((row) => row.operator === operator).map(({ round }) => round));
  const variants = [...(await drawn(language, asked)).values()].flat().filter((one) => !judged.has(keyOfDrawn(one)));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/${language}.txt`,
    variants
      .map((one, at) => {
        const shown = { around: around[language] ?? 25, whole: writtenAnew.has(one.operator) };
        return `${at + 1} ${readableChange(one, shown)}\n`;
      })
      .join("\n"),
  );
  writeFileSync(
    `${folder}/${language}.csv`,
    writtenCsv([
      columns,
      ...variants.map(({ operator, source, variant, content, draft }) => {
        return [operator, source.id, variant, content, draft.validity.status, roundOf(operator), "", ""];
      }),
    ]),
  );
  console.log(`${language}: ${variants.length} variants to read in ${folder}`);
}

/** Counts of verdicts by operator: `12/0/1/0` in the order of `verdicts`. */
function counts(rows: readonly SheetRow[], operator: string): string {
  const of = rows.filter((row) => row.operator === operator);
  return verdicts.map((verdict) => of.filter((row) => row.verdict === verdict).length).join("/");
}

async function check(language: string): Promise<number> {
  const sheet = await readSheet(language);
  const byKey = new Map(sheet.map((row) => [keyOf(row), row]));
  let missing = 0;
  console.log(`\n${language}: ${verdicts.join("/")}\n${"".padEnd(26)} before mending       now  not judged`);
  for (const [operator, variants] of await drawn(language, [])) {
    const now = variants.flatMap((one) => byKey.get(keyOfDrawn(one)) ?? []);
    missing += variants.length - now.length;
    const first = counts(
      sheet.filter(({ round }) => round === 1),
      operator,
    );
    console.log(
      [operator.padEnd(26), first.padStart(14), counts(now, operator).padStart(10), variants.length - now.length].join(
        " ",
      ),
    );
  }
  return missing;
}

const [command, ...rest] = process.argv.slice(2);
const [language = "", folder = "", ...asked] = rest;
if (command === "draw" && languages.includes(language) && folder !== "") {
  await draw(language, folder, asked);
} else if (command === "check" && rest.every((name) => languages.includes(name))) {
  let missing = 0;
  for (const name of rest.length === 0 ? languages : rest) {
    missing += await check(name);
  }
  process.exitCode = missing === 0 ? 0 : 1;
} else if (command === "counts" && rest.length === 0) {
  const sheets = new Map<string, readonly SheetRow[]>();
  for (const name of languages) {
    sheets.set(name, await readSheet(name));
  }
  console.log(countsTable(sheets));
} else {
  console.error("draw <zh|es|en> <folder outside the repository> [operator …]  |  check [zh|es|en …]  |  counts");
  process.exitCode = 2;
}
