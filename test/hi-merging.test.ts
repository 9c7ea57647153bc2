import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseHiMergingFile } from "@viva/core";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { fencedBlocks } from "./documents.ts";
import { localJudge, plantSearch, type SearchFile, serverJudge } from "./hi-merging-search.ts";
import { temporaryFolder } from "./run-folder.ts";
import { startViva, viva } from "./viva.ts";

const searching = ["merge", "--method", "hi-merging", "search.yaml", "--out", "merged"];

const write = (folder: string, search: SearchFile): void =>
  writeFileSync(join(folder, "search.yaml"), stringify(search, { aliasDuplicateObjects: false }));

interface Evaluation {
  readonly recipe: string;
  readonly task: string;
  readonly split: string;
}

function evaluationsIn(file: string): Evaluation[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => JSON.parse(line) as Evaluation);
}

const keyOf = ({ recipe, task, split }: Evaluation): string => `${recipe} ${task} ${split}`;

/** Whether a process is there, and not a dead one that nobody has taken leave of. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/mu.test(readFileSync(status, "utf8"));
}

describe("viva merge --method hi-merging", () => {
  it("plans, is broken off, goes on without repeating an evaluation, merges and verifies", async () => {
    await using folder = await temporaryFolder();
    const cwd = folder.path;
    write(cwd, { ...plantSearch(cwd, { limit: 8, modes: [{ likelihood: "label" }] }), judge: localJudge });

    const plan = await viva(["merge", "plan", "search.yaml", "--method", "hi-merging", "--json"], { cwd });
    expect(plan).toMatchObject({ code: 0, stderr: "" });
    const planned = JSON.parse(plan.stdout);
    expect(planned).toMatchObject({
      layers: ["embedding", "block 0", "block 1", "block 2", "block 3", "final norm"],
      tasks: [
        { name: "zh", validationItems: 8, testItems: 8 },
        { name: "en", validationItems: 8, testItems: 8 },
      ],
      ...{ gridEvaluations: 4, layerEvaluations: 48, testEvaluations: 10 },
    });
    expect(planned.overwrittenBytes).toBeLessThan(planned.bytes);
    const shown = await viva([...searching, "--plan"], { cwd });
    expect(shown.stdout).toMatch(
      /evaluations +at most 58: 4 for the grid, 6 references, 48 for the layers; and 10 on/u,
    );
    expect(readdirSync(cwd).sort()).toEqual(["prompt.yaml", "search.yaml", "server.mjs", "zh-test.yaml"]);

    const broken = startViva(searching, { cwd });
    await broken.said("searching: 25 evaluations made");
    broken.child.kill("SIGINT");
    const end = await broken.ended;
    expect(end).toMatchObject({ code: 130, signal: null });
    expect(end.stderr).toContain("Interrupted. Finished evaluations are kept in merged.hi-merging. To go on:");
    expect(end.stderr).toContain("viva merge --method hi-merging search.yaml --out merged");
    const kept = join(cwd, "merged.hi-merging", "evaluations.jsonl");
    const first = evaluationsIn(kept);
    expect(first.length).toBeGreaterThanOrEqual(25);

    // Killed while layers are overwritten or examined: what the copy holds is not trusted, and the last line may be torn.
    const killed = startViva(searching, { cwd });
    await killed.said("searching: 25 evaluations made");
    killed.child.kill("SIGKILL");
    await killed.ended;
    appendFileSync(kept, '{"recipe":"to');
    expect(existsSync(join(cwd, "merged"))).toBe(false);

    const done = await viva([...searching, "--json"], { cwd });
    expect(done).toMatchObject({ code: 0 });
    const outcome = JSON.parse(done.stdout);
    const all = evaluationsIn(join(cwd, "merged", "evaluations.jsonl"));
    expect(all.slice(0, first.length)).toEqual(first);
    expect(new Set(all.map(keyOf)).size).toBe(all.length);
    expect(outcome.evaluations.made).toBeLessThanOrEqual(all.length - 50);
    expect(outcome.tests.map(({ name }: { name: string }) => name)).toEqual([
      ...["base", "specialist zh", "specialist en", "first round", "merge"],
    ]);
    expect(outcome.treatments).toHaveLength(6);

    expect(readdirSync(cwd).filter((name) => name.startsWith("merged"))).toEqual(["merged"]);
    expect(readdirSync(join(cwd, "merged")).sort()).toEqual([
      ...["README.md", "config.json", "evaluations.jsonl", "hi-merging.yaml", "merge.json", "model.safetensors"],
      ...["recipe.yaml", "search.json", "test-scores.json", "tokenizer.json", "tokenizer_config.json"],
    ]);
    expect(readFileSync(join(cwd, "merged", "hi-merging.yaml"), "utf8")).toBe(
      readFileSync(join(cwd, "search.yaml"), "utf8"),
    );
    const verified = await viva(["merge", "verify", "merged"], { cwd });
    expect(verified.stdout).toContain("everything is as its record says");
    expect(verified.code).toBe(0);
    const again = await viva(searching, { cwd });
    expect(again.stderr).toContain("MODEL_OUTPUT_EXISTS");
    expect(again.code).toBe(2);
  }, 600_000);

  it("judges by a server that is started for each model, and leaves none running", async () => {
    await using folder = await temporaryFolder();
    const cwd = folder.path;
    const search = plantSearch(cwd, { limit: 4, modes: ["generate"] });
    write(cwd, { ...search, settings: { densities: [1], scales: [1], secondRound: "none" }, judge: serverJudge(cwd) });
    const done = await viva(searching, { cwd });
    expect(done.stderr).toContain("written: merged");
    expect(done.code).toBe(0);
    const started = readFileSync(join(cwd, "started.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { pid: number; weights: string });
    // Both specialists, the base and the merge; each once, whichever tasks it was examined on.
    expect(new Set(started.map(({ weights }) => weights)).size).toBe(4);
    expect(started.length).toBeLessThanOrEqual(6);
    expect(started.filter(({ pid }) => isRunning(pid))).toEqual([]);
    expect(evaluationsIn(join(cwd, "merged", "evaluations.jsonl"))).toHaveLength(2 + 8);
    expect((await viva(["merge", "verify", "merged"], { cwd })).code).toBe(0);
  }, 300_000);

  /** The process id of the server that a search has started and waits for in vain. */
  async function startedServer(cwd: string): Promise<number> {
    const log = join(cwd, "started.jsonl");
    while (!existsSync(log) || !readFileSync(log, "utf8").endsWith("\n")) {
      await new Promise((resume) => setTimeout(resume, 50));
    }
    return JSON.parse(readFileSync(log, "utf8")).pid;
  }

  it("stops the server at Ctrl-C, and kills one that will not stop at the second", async () => {
    for (const stubborn of [false, true]) {
      await using folder = await temporaryFolder();
      const cwd = folder.path;
      const search = plantSearch(cwd, { limit: 4, modes: ["generate"] });
      const judge = serverJudge(cwd);
      const command = stubborn ? `trap '' TERM; ${judge.command}` : judge.command;
      write(cwd, { ...search, judge: { ...judge, command, health: "/never", stopSeconds: 60 } });
      const running = startViva(searching, { cwd });
      let pid = 0;
      await running.meanwhile(
        startedServer(cwd).then((started) => {
          pid = started;
        }),
      );
      running.child.kill("SIGINT");
      if (stubborn) {
        await running.said("Ctrl-C again ends at once");
        expect(process.kill(pid, 0)).toBe(true);
        running.child.kill("SIGINT");
      }
      expect(await running.ended).toMatchObject({ code: 130, signal: null });
      // Killed at the last moment, it may be gone a moment later.
      await new Promise((resume) => setTimeout(resume, stubborn ? 500 : 0));
      expect(isRunning(pid)).toBe(false);
    }
  }, 120_000);

  it("says what a server said last when it fails", async () => {
    await using folder = await temporaryFolder();
    const cwd = folder.path;
    const search = plantSearch(cwd, { limit: 4, modes: ["generate"] });
    const broken = "echo 'no kernel for {model} on {port}' >&2; exit 9";
    write(cwd, { ...search, judge: { ...serverJudge(cwd), command: broken } });
    const { code, stderr } = await viva(searching, { cwd });
    expect(stderr).toMatch(
      /SERVER_COMMAND_FAILED: .*exit code 9 before it could be asked; its last lines:\nno kernel/u,
    );
    expect(code).toBe(4);
  }, 120_000);

  it("refuses a file with mistakes, each with its line, and an item of a test that would be tuned on", async () => {
    await using folder = await temporaryFolder();
    const cwd = folder.path;
    const search = plantSearch(cwd, { limit: 8, modes: [{ likelihood: "label" }] });
    const refused = async (text: string): Promise<string> => {
      writeFileSync(join(cwd, "search.yaml"), text);
      const { code, stderr } = await viva(searching, { cwd });
      expect(code, stderr).toBe(2);
      expect(existsSync(join(cwd, "merged.hi-merging"))).toBe(false);
      return stderr;
    };
    const text = stringify({ ...search, judge: localJudge }, { aliasDuplicateObjects: false });
    const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;
    expect(await refused(text.replace("densities:", "densitys:"))).toContain(
      `search.yaml:${lineOf("densities:")}: settings.densitys: unknown field`,
    );
    expect(await refused(text.replace("use: local", "use: vllm"))).toContain(
      `search.yaml:${lineOf("use: local")}: judge.use: "local" or "server-command" is wanted`,
    );
    // The study of a task is read where it stands.
    expect(await refused(text.replace("use: jsonl-file", "use: jsonl-fil"))).toMatch(
      new RegExp(`search.yaml:${lineOf("use: jsonl-file")}: dataset.use: .*jsonl-file`, "u"),
    );
    expect(await refused(text.replace("name: en", "name: zh"))).toContain('two tasks are called "zh"');
    expect(await refused(text.replace("modes:", "repeats: 3\n      modes:"))).toContain("3 repeats");
    const [chinese, english] = search["tasks"] as readonly [Record<string, unknown>, Record<string, unknown>];
    // With aliases a mistake is told of on the first line of its map.
    const aliased = stringify({ ...search, judge: localJudge });
    expect(aliased).toMatch(/\*\w/u);
    expect(await refused(aliased.replace("use: jsonl-file", "use: jsonl-fil"))).toMatch(
      new RegExp(`search.yaml:${lineOf("dataset:")}: dataset.use: `, "u"),
    );
    const leaking = { ...search, tasks: [chinese, { ...english, test: chinese["validation"] }], judge: localJudge };
    expect(await refused(stringify(leaking))).toMatch(/MERGE_TUNED_ON_TEST: item .* of zh, .* in the test of en/u);
  });
});

it("shows in its document a file that is read", () => {
  const blocks = fencedBlocks(readFileSync(new URL("../docs/hi-merging.md", import.meta.url), "utf8"));
  const [search = "", judge = ""] = blocks.filter(({ info }) => info[0] === "yaml").map(({ text }) => text);
  expect(parseHiMergingFile(search, "search.yaml").tasks.map(({ name }) => name)).toEqual(["zh", "en"]);
  const served = `${search.slice(0, search.indexOf("judge:"))}${judge}`;
  expect(parseHiMergingFile(served, "search.yaml").judge.use).toBe("server-command");
});
