// What merely handling the source's bytes takes: `copy` writes each file again, `parse` parses each line as JSON.
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readLines } from "../packages/core/src/base/lines.ts";

const [what, ...files] = process.argv.slice(2);
let lines = 0;
for (const file of files) {
  if (what === "copy") {
    const copy = join(process.cwd(), "copy.jsonl");
    copyFileSync(file, copy);
    rmSync(copy);
  } else {
    for await (const batch of readLines(file)) {
      for (const { text } of batch) {
        JSON.parse(text);
        lines += 1;
      }
    }
  }
}
console.log(lines);
