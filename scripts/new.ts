/**
 * Writes the skeleton of a plugin and its test: `npm run new perturbation typo`. The skeleton works as it stands and
 * does the simplest thing its contract allows. Nothing that exists is overwritten.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { skeletons } from "./new/skeletons.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    // Where the repository lies; a test gives another place.
    root: { type: "string", default: join(dirname(fileURLToPath(import.meta.url)), "..") },
  },
});

function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

const [kind, name, ...more] = positionals;
const known = Object.keys(skeletons).join(", ");
if (kind === undefined || name === undefined || more.length > 0) {
  refuse(`usage: npm run new <kind> <name>\nkinds: ${known}`);
}
const skeleton = Object.hasOwn(skeletons, kind) ? skeletons[kind] : undefined;
if (skeleton === undefined) {
  refuse(`no kind of plugin is called "${kind}"; known are ${known}`);
}
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  refuse(`"${name}" is not kebab-case, such as shuffle-options`);
}
const folder = join(values.root, "packages/core/src", skeleton.folder);
const files = [
  { path: `${name}.ts`, text: skeleton.plugin },
  { path: `${name}.test.ts`, text: skeleton.test },
  ...(skeleton.others ?? []),
].map(({ path, text }) => ({
  path: join(folder, path.replaceAll("NAME", name)),
  text: text.replaceAll("NAME", name),
}));
const taken = files.find(({ path }) => existsSync(path));
if (taken !== undefined) {
  refuse(`${taken.path} exists; take another name`);
}
for (const { path, text } of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
console.log(`Now npm run gen; docs/${skeleton.guide ?? `adding-a-${kind}.md`} says what the contract asks.`);
