/**
 * Rewrites everything that is generated: the plugin catalogs, docs/catalog.md, docs/errors.md and the JSON Schema
 * of the study file. With --check it writes nothing and exits 1 when a file is stale.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogFiles } from "./gen/catalogs.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const checking = process.argv.includes("--check");
let stale = 0;

function settle(files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const old = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    if (old === text) {
      continue;
    }
    stale += 1;
    if (checking) {
      console.error(`stale: ${relative(root, path)} (run npm run gen)`);
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      console.log(`wrote ${relative(root, path)}`);
    }
  }
}

// The catalogs come first: the documents are made from what they list.
settle(catalogFiles(root));
const { documentFiles } = await import("./gen/documents.ts");
settle(await documentFiles(root));
if (stale === 0) {
  console.log("generated files are up to date");
}
process.exitCode = checking && stale > 0 ? 1 : 0;
