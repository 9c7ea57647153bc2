import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { DataError } from "./errors.ts";
import { startThreadTask } from "./thread-task.ts";

const threadTask = new URL("./thread-task.ts", import.meta.url).href;
const errors = new URL("./errors.ts", import.meta.url).href;

/** A module that does a task, by the body of its function. */
function moduleOf(folder: string, body: string): URL {
  const path = join(folder, "task");
  const text = `import { doThreadTask } from ${JSON.stringify(threadTask)};\nimport { DataError } from ${JSON.stringify(errors)};\nawait doThreadTask((task) => { ${body} });\nvoid DataError;\n`;
  writeFileSync(`${path}.ts`, text);
  return pathToFileURL(path);
}

const threadsAlive = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === "MessagePort").length;

describe("a task in a thread", () => {
  it("gives its result and ends", async () => {
    await using folder = await temporaryFolder();
    const before = threadsAlive();
    const module = moduleOf(folder.path, "return new Map([[task.name, Float64Array.of(...task.numbers)]]);");
    const task = startThreadTask(module, { name: "squares", numbers: [1, 4, 9] });
    expect(await task.result).toEqual(new Map([["squares", Float64Array.of(1, 4, 9)]]));
    await task.gone;
    expect(threadsAlive()).toBe(before);
  });

  it("rejects with what was thrown there, of its class", async () => {
    await using folder = await temporaryFolder();
    const module = moduleOf(
      folder.path,
      'throw new DataError("JOURNAL_CORRUPT", "a line is torn", { place: { file: "x.jsonl", line: 3 } });',
    );
    const task = startThreadTask(module, null);
    await expect(task.result).rejects.toBeInstanceOf(DataError);
    await expect(task.result).rejects.toMatchObject({
      code: "JOURNAL_CORRUPT",
      message: "x.jsonl:3: a line is torn",
      place: { file: "x.jsonl", line: 3 },
    });
    await task.gone;
  });

  it("rejects where the thread ends without a result", async () => {
    await using folder = await temporaryFolder();
    const task = startThreadTask(moduleOf(folder.path, "process.exit(3);"), null);
    await expect(task.result).rejects.toThrow(/ended with 3 before its task/);
    await task.gone;
  });
});
