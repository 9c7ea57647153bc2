/**
 * Runs the study of docs/knowledge-study.md on the published part of CMExam's validation split in ../shared/data and prints its
 * tables: 600 questions under the published filter, a graph, texts and solved examples from the other questions of the file,
 * two candidates that only read what stands in their prompt, and a server of hashed bags of words in the place of an embedding
 * model. Says so where the file is missing.
 *
 *   node scripts/knowledge-study.ts [folder] [--sample 600]
 */
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runKnowledgeStudy } from "./knowledge-study/run-knowledge-study.ts";
import { pairsTable, waysTable } from "./knowledge-study/tables.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: "string", default: "600" } },
});
const path = fileURLToPath(new URL("../../shared/data/cmexam/val-part.csv", import.meta.url));
if (!existsSync(path)) {
  console.log(`${path} is missing: nothing to run.`);
  process.exit(0);
}
const folder = positionals[0] ?? mkdtempSync(join(tmpdir(), "viva-knowledge-study-"));
const result = await runKnowledgeStudy({ path, folder, sample: Number(values.sample) });
const tables = { ...result, reader: "reader", sampling: "sampling-reader" };
console.log(JSON.stringify(result.counts, null, 2));
console.log(`${result.vectors} texts were given vectors. The run is ${result.run.status}: ${join(folder, "run")}\n`);
console.log(waysTable(tables));
console.log(`\n${pairsTable(tables, ["padded-list+seeds", "padded-path+seed-paths"])}`);
