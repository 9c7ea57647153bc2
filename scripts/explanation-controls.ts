/**
 * Prints how the text metrics answer to changes whose effect theory tells, as a table for docs/text-metrics.md: the
 * explanations of CMExam's validation part in ../shared/data against themselves, their neighbour's, their first half and
 * their words in random order; says so where the file is missing.
 *
 *   node scripts/explanation-controls.ts
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import cmexam from "../packages/core/src/datasets/cmexam.ts";
import { controls, measureControls } from "./explanation-controls/controls.ts";

const path = fileURLToPath(new URL("../../shared/data/cmexam/val-part.csv", import.meta.url));
if (!existsSync(path)) {
  console.log(`${path} is missing: nothing to measure.`);
  process.exit(0);
}

const explanations: string[] = [];
for await (const { item } of cmexam.configure({ path }, { resolvePath: (given) => given }).load()) {
  const [explanation] = item?.references ?? [];
  if (explanation !== undefined && explanation.trim() !== "") {
    explanations.push(explanation);
  }
}

const measured = await measureControls(explanations);
console.log(`${explanations.length} explanations.\n`);
console.log(`| metric | ${controls.join(" | ")} |`);
console.log(`| --- |${" --- |".repeat(controls.length)}`);
for (const metric of Object.keys(measured.itself)) {
  const values = controls.map((control) => {
    const value = measured[control][metric] ?? null;
    return value === null ? "–" : value > 1.5 || metric.includes("BLEU") ? value.toFixed(2) : value.toFixed(4);
  });
  console.log(`| ${metric} | ${values.join(" | ")} |`);
}
