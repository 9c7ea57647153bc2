/**
 * Prints what entity finding, key-point recall and option reasoning say of CMExam's own explanations, as the tables of
 * docs/entity-finding.md: the validation part in ../shared/data, each explanation against itself, its neighbour's and a copy
 * in which every entity is denied; and how often the published key is argued for. Says so where the file is missing.
 *
 *   node scripts/key-point-controls.ts
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import cmexam from "../packages/core/src/datasets/cmexam.ts";
import { medicalEntityLanguages } from "../packages/core/src/lexicons/medical-entities.ts";
import { type Item, publishedKey } from "../packages/core/src/records/item.ts";
import { compareWithLabels, labelledSentences } from "../packages/core/src/text/__fixtures__/labelled-sentences.ts";
import { keyPoints } from "../packages/core/src/text/key-points.ts";
import { medicalEntityFinder } from "../packages/core/src/text/medical-entity-finder.ts";
import { asksForException } from "../packages/core/src/text/negative-lead-in.ts";
import { optionCoverage } from "../packages/core/src/text/option-coverage.ts";
import { optionPolarities } from "../packages/core/src/text/option-polarity.ts";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

console.log("Labelled sentences\n\n| language | sentences | mentions | precision | recall | polarity |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const language of medicalEntityLanguages) {
  const sentences = labelledSentences(language);
  const finder = medicalEntityFinder(language);
  const { labels, found, right, rightPolarity } = compareWithLabels(sentences, (text) => finder.find(text));
  const cells = [language, sentences.length, labels, right / found, right / labels, rightPolarity / right];
  console.log(`| ${cells.map((cell, at) => (at > 2 ? percent(Number(cell)) : cell)).join(" | ")} |`);
}

const path = fileURLToPath(new URL("../../shared/data/cmexam/val-part.csv", import.meta.url));
if (!existsSync(path)) {
  console.log(`\n${path} is missing: CMExam is not measured.`);
  process.exit(0);
}

const items: Item[] = [];
for await (const { item } of cmexam.configure({ path }, { resolvePath: (given) => given }).load()) {
  if (item?.references[0] !== undefined && item.references[0].trim() !== "") {
    items.push(item);
  }
}
const explanations = items.map(({ references }) => references[0] ?? "");
const finder = medicalEntityFinder("zh");
const startedAt = process.cpuUsage();
const mentions = explanations.map((text) => finder.find(text));
const { user } = process.cpuUsage(startedAt);
const withEntities = mentions.flatMap((found, at) => (found.length === 0 ? [] : [at]));
const all = mentions.reduce((sum, found) => sum + found.length, 0);
console.log(
  `\nCMExam: ${explanations.length} explanations; ${percent(withEntities.length / explanations.length)} with an entity;`,
);
console.log(
  `${(all / explanations.length).toFixed(2)} mentions and ${mean(mentions.map((found) => new Set(found.map(({ id }) => id)).size)).toFixed(2)} different entities each; ` +
    `${Math.round(all / (user / 1e6))} mentions and ${Math.round(explanations.join("").length / (user / 1e6))} characters a second of processor time\n`,
);

/** The same text with a denial before every entity. */
function denied(text: string, at: number): string {
  let out = "";
  let from = 0;
  for (const { start, end } of mentions[at] ?? []) {
    out += `${text.slice(from, start)}，没有${text.slice(start, end)}，`;
    from = end;
  }
  return out + text.slice(from);
}

const replies: Readonly<Record<string, (at: number) => string>> = {
  itself: (at) => explanations[at] ?? "",
  "neighbour's": (at) => explanations[(at + 1) % explanations.length] ?? "",
  "every entity denied": (at) => denied(explanations[at] ?? "", at),
};
console.log("| reply | recall | contradicted | precision |\n| --- | ---: | ---: | ---: |");
for (const [name, replyOf] of Object.entries(replies)) {
  const points = withEntities.map((at) => keyPoints(mentions[at] ?? [], finder.find(replyOf(at))));
  const spoken = points.filter(({ said }) => said.length > 0);
  const cells = [
    mean(points.map(({ recalled, expected }) => recalled.length / expected.length)),
    mean(points.map(({ contradicted, expected }) => contradicted.length / expected.length)),
    mean(spoken.map(({ shared, said }) => shared.length / said.length)),
  ];
  console.log(`| ${name} | ${cells.map((cell) => cell.toFixed(3)).join(" | ")} |`);
}

const keyed = items.filter((item) => publishedKey(item).length > 0 && item.options.length > 0);
console.log(
  "\n| questions | n | key argued for | distractors argued against | contradicts the key | no verdict at all |",
);
console.log("| --- | ---: | ---: | ---: | ---: | ---: |");
for (const exception of [false, true]) {
  const chosen = keyed.filter(({ stem }) => asksForException(stem, "zh") === exception);
  const rows = chosen.map((item) => {
    const options = item.options.map(({ id, text }) => ({ id, label: id, text }));
    const said = optionPolarities(item.references[0] ?? "", options, "zh");
    const silent = said.every(({ verdict }) => verdict === null);
    return { silent, ...optionCoverage(said, publishedKey(item), exception, false) };
  });
  const argued = rows.flatMap(({ distractorsArgued }) => (distractorsArgued === null ? [] : [distractorsArgued]));
  const shares = [
    mean(rows.map(({ keyArgued }) => keyArgued)),
    mean(argued),
    mean(rows.map(({ contradicts }) => (contradicts ? 1 : 0))),
    mean(rows.map(({ silent }) => (silent ? 1 : 0))),
  ];
  const name = exception ? "for the exception" : "for the right option";
  console.log(`| ${name} | ${rows.length} | ${shares.map(percent).join(" | ")} |`);
}
