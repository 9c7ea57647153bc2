/**
 * Runs the contract of its kind on a plugin file and prints what is wrong; exits 1 when something is.
 *
 *   node test/conformance/check-file.ts ./mine.ts '{ "path": "quiz.txt" }'
 *
 * The second argument holds the settings as JSON, for plugins that cannot do without; relative paths in them start
 * at the plugin file's folder.
 */
import { dirname, resolve } from "node:path";
import { loadOwnPlugins } from "../../packages/cli/src/own-plugins.ts";
import { checkPlugin } from "./check-plugin.ts";

const [file, settings = "{}"] = process.argv.slice(2);
if (file === undefined) {
  throw new Error("name a plugin file");
}
let wrong = 0;
for (const plugin of await loadOwnPlugins([file])) {
  const problems = await checkPlugin(plugin, JSON.parse(settings), dirname(resolve(file)));
  wrong += problems.length;
  console.log(`${plugin.kind} ${plugin.name}: ${problems.length === 0 ? "keeps its contract" : "breaks its contract"}`);
  for (const problem of problems) {
    console.log(`  ${problem}`);
  }
}
process.exitCode = wrong === 0 ? 0 : 1;
