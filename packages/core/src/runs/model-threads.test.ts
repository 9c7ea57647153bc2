import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plantExam, plantStudy } from "../../../../test/planted-exam.ts";
import { derivedFiles, recordsOf, temporaryFolder } from "../../../../test/run-folder.ts";
import type { AnyPlugin } from "./plugins.ts";
import { readStudy } from "./read-study.ts";
import type { RunOptions, RunResult } from "./run-options.ts";
import { runStudy } from "./run-study.ts";
import { threadsFor } from "./threads-for.ts";

const models = ["one", "two", "three"] as const;
const nQuestions = 60;

/** A study of three models whose replies are in one file, and one that answers by itself. */
function plantReplies(folder: string): void {
  const { questions } = plantExam(folder, nQuestions, 5);
  const lines = questions.flatMap(({ id, given, key }, number) =>
    models.flatMap((model) =>
      [0, 1].flatMap((repeat) => {
        // Not every question is posed to the second model.
        const text = repeat === 0 ? `The answer is (${given}).` : `**${key}**`;
        return model === "two" && number % 7 === 0 ? [] : [JSON.stringify({ itemId: id, model, repeat, text })];
      }),
    ),
  );
  writeFileSync(join(folder, "replies.jsonl"), `${lines.join("\n")}\n`);
  plantStudy(
    folder,
    [
      ...models.map((id) => ({ id, backend: "replay", path: "replies.jsonl" })),
      { id: "always-a", backend: "constant-label", position: 1 },
    ],
    {
      repeats: 2,
      perturbations: ["shuffle-options"],
      sensitivity: { extractors: ["first-label"] },
      strata: ["specialty"],
    },
  );
}

const surroundings = {
  environment: {},
  now: () => 1_700_000_000_000,
  jitter: () => 0.5,
  gitRevision: null,
};

async function run(folder: string, out: string, options: Partial<RunOptions> = {}): Promise<RunResult> {
  const study = await readStudy(join(folder, "study.yaml"));
  return await runStudy(study, join(folder, out), {
    surroundings,
    signal: new AbortController().signal,
    ...options,
  });
}

const threadsAlive = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === "MessagePort").length;

const journalOf = (folder: string, out: string): string[] =>
  readFileSync(join(folder, out, "completions.jsonl"), "utf8")
    .split("\n")
    .sort();

describe("models in threads of their own", () => {
  it("leave the same bytes as models in one thread, and no thread behind", async () => {
    await using folder = await temporaryFolder();
    plantReplies(folder.path);
    const before = threadsAlive();
    const alone = await run(folder.path, "alone", { threads: 1 });
    const seen: number[] = [];
    const threaded = await run(folder.path, "threaded", {
      threads: 2,
      onProgress: ({ models: counts }) => {
        seen.push(counts.find(({ model }) => model === "three")?.finished ?? 0);
      },
    });
    expect(threadsAlive()).toBe(before);
    expect(threaded.status).toBe("complete");
    expect(threaded.counts).toEqual(alone.counts);
    expect(derivedFiles(join(folder.path, "threaded"))).toEqual(derivedFiles(join(folder.path, "alone")));
    expect(journalOf(folder.path, "threaded")).toEqual(journalOf(folder.path, "alone"));
    const places = recordsOf<{ place: string }>(join(folder.path, "threaded"), "completions.jsonl");
    expect(new Set(places.map(({ place }) => place)).size).toBe(places.length);
    expect(seen.at(-1)).toBe(0);
    expect(Math.max(...seen)).toBe(nQuestions * 2);
  });

  it("can be broken off; the run is then finished to the same bytes", async () => {
    await using folder = await temporaryFolder();
    plantReplies(folder.path);
    await run(folder.path, "alone", { threads: 1 });
    const stopping = new AbortController();
    const broken = await run(folder.path, "run", {
      threads: 3,
      signal: stopping.signal,
      onProgress: ({ phase }) => {
        if (phase === "asking") {
          stopping.abort();
        }
      },
    });
    expect(broken.status).toBe("interrupted");
    expect((await run(folder.path, "run", { threads: 3 })).status).toBe("complete");
    expect(derivedFiles(join(folder.path, "run"))).toEqual(derivedFiles(join(folder.path, "alone")));
    expect(journalOf(folder.path, "run")).toEqual(journalOf(folder.path, "alone"));
  });

  it("tell what went wrong in a thread as it would be told here", async () => {
    await using folder = await temporaryFolder();
    plantReplies(folder.path);
    const before = threadsAlive();
    const staged = run(folder.path, "staged", {
      threads: 2,
      onProgress: ({ phase }) => {
        if (phase === "loading") {
          // Where the second model's answers are to be written stands a folder.
          mkdirSync(join(folder.path, "staged", "staging", "answers-1.jsonl.partial"), { recursive: true });
        }
      },
    });
    await expect(staged).rejects.toMatchObject({ name: "DataError", code: "FILE_WRITE_FAILED" });
    await expect(staged).rejects.toThrow(/answers-1\.jsonl/);
    expect(threadsAlive()).toBe(before);
    // What was finished is kept, and the run can go on.
    expect((await run(folder.path, "staged", { threads: 2 })).status).toBe("complete");
    await run(folder.path, "alone", { threads: 1 });
    expect(derivedFiles(join(folder.path, "staged"))).toEqual(derivedFiles(join(folder.path, "alone")));
  });
});

describe("how many threads", () => {
  const wanted = { sources: new Map(), finished: 0, models: 8, calls: 1_000_000 };
  const source = { text: "", file: "study.yaml", choices: {} };

  it("is one where there is little to do, for one model, and after an earlier session", () => {
    expect(threadsFor({ source }, { ...wanted, calls: 5000 })).toBe(1);
    expect(threadsFor({ source }, { ...wanted, models: 1, most: 4 })).toBe(1);
    expect(threadsFor({ source }, { ...wanted, models: 0, most: 4 })).toBe(1);
    expect(threadsFor({ source }, { ...wanted, finished: 1, most: 4 })).toBe(1);
  });

  it("is one where another thread could not read the same study", async () => {
    expect(threadsFor({ source: null }, { ...wanted, most: 4 })).toBe(1);
    expect(threadsFor({ source }, { ...wanted, most: 4, sources: new Map([["exam", { others: [] as never }]]) })).toBe(
      1,
    );
    await using folder = await temporaryFolder();
    plantReplies(folder.path);
    const own = { kind: "extractor", name: "mine" } as AnyPlugin;
    expect((await readStudy(join(folder.path, "study.yaml"))).source).not.toBeNull();
    expect((await readStudy(join(folder.path, "study.yaml"), { plugins: [own] })).source).toBeNull();
  });

  it("is what was asked for, or at most one a processor and four", () => {
    expect(threadsFor({ source }, { ...wanted, most: 3, calls: 10 })).toBe(3);
    expect(threadsFor({ source }, wanted)).toBeLessThanOrEqual(4);
  });
});
