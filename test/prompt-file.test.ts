import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { recordsOf, temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const mine = `name: oral
language: en
user: |
  {{stem}}
  {{options}}
  Which of {{labels}}?
`;
const study = `name: own-words
dataset: { use: sample-exam, language: en }
filters: { limit: 3 }
prompts:
  - letter-only
  - { use: file, path: prompts/mine.yaml }
  - { use: cmexam, template: 5 }
models: [{ id: always-b, backend: constant-label, position: 2 }]
`;

it("a study asks in the words of a file, whose content is part of the run", async () => {
  await using folder = await temporaryFolder();
  const prompt = join(folder.path, "prompts/mine.yaml");
  const run = (): ReturnType<typeof viva> => viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path });
  mkdirSync(join(folder.path, "prompts"));
  writeFileSync(prompt, mine);
  writeFileSync(join(folder.path, "study.yaml"), study);

  expect(await run()).toMatchObject({ code: 0 });
  const { specification } = JSON.parse(readFileSync(join(folder.path, "run/run.json"), "utf8"));
  const sha256 = createHash("sha256").update(mine).digest("hex");
  expect(
    specification.arms.map(({ name, prompt: { files } }: (typeof specification.arms)[0]) => [name, files]),
  ).toEqual([
    ["letter-only", []],
    ["oral", [{ path: "prompts/mine.yaml", sha256 }]],
    ["cmexam-template-5", []],
  ]);
  const arms = recordsOf<{ arm: string }>(join(folder.path, "run"), "answers.jsonl").map(({ arm }) => arm);
  expect(arms.filter((arm) => arm === "oral")).toHaveLength(3);
  const prompts = recordsOf<{ messages: { content: string }[] }>(join(folder.path, "run"), "prompts.jsonl");
  expect(prompts.filter(({ messages }) => messages[0]?.content.endsWith("Which of A, B, C, D, E?"))).toHaveLength(3);

  expect(await run(), "nothing has changed").toMatchObject({ code: 0 });
  writeFileSync(prompt, mine.replace("Which of", "Which one of"));
  const changed = await run();
  expect(changed.code).toBe(2);
  expect(changed.stderr).toContain("its prompt differs");

  writeFileSync(prompt, mine.replace("{{labels}}", "{{key}}"));
  const wrong = await run();
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("mine.yaml:6: user: unknown placeholder {{key}}; known here: stem, options, labels");
});

it("a flag adds a prompt file of the working folder, also where the study lies elsewhere", async () => {
  await using folder = await temporaryFolder();
  mkdirSync(join(folder.path, "studies"));
  writeFileSync(join(folder.path, "mine.yaml"), mine);
  const plain = study.replace(/prompts:\n(?: {2}- .*\n)+/, "");
  writeFileSync(join(folder.path, "studies/plain.yaml"), plain);
  const flags = ["--prompt", "mine.yaml"];
  const run = (more: readonly string[]): ReturnType<typeof viva> =>
    viva(["run", "studies/plain.yaml", "--out", "run", ...more], { cwd: folder.path });
  const armsOf = (): string[] =>
    JSON.parse(readFileSync(join(folder.path, "run/run.json"), "utf8")).specification.arms.map(
      ({ name }: { name: string }) => name,
    );

  expect(await viva(["plan", "studies/plain.yaml", ...flags], { cwd: folder.path })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("arms letter-only, oral"),
  });
  expect(await run([])).toMatchObject({ code: 0 });
  expect(armsOf()).toEqual(["letter-only"]);
  expect(await run(flags), "extends the run").toMatchObject({ code: 0 });
  expect(armsOf()).toEqual(["letter-only", "oral"]);
  const rescore = ["rescore", "studies/plain.yaml", "--out", "run", ...flags];
  expect(await viva(rescore, { cwd: folder.path })).toMatchObject({ code: 0 });
  expect(recordsOf<{ arm: string }>(join(folder.path, "run"), "answers.jsonl")).toHaveLength(6);

  const missing = await run(["--prompt", "not-there.yaml"]);
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining("PROMPT_FILE_NOT_FOUND") });
});

it("marks negatively beside the exact set, and puts it on a scale from 0 to 1", async () => {
  await using folder = await temporaryFolder();
  writeFileSync(
    join(folder.path, "study.yaml"),
    `name: mir
dataset: { use: sample-exam, language: es }
filters: { kind: [single] }
scorers: [exact-set, { use: negative-marking, right: 3 }]
models:
  - { id: always-b, backend: constant-label, position: 2 }
  - { id: unsure, backend: scripted, otherwise: "No lo sé." }
`,
  );
  expect(await viva(["run", "study.yaml", "--out", "run"], { cwd: folder.path })).toMatchObject({ code: 0 });
  interface Row {
    readonly model: string;
    readonly scorer: string;
    readonly points: number;
    readonly min: number;
    readonly max: number;
  }
  const rows = recordsOf<Row>(join(folder.path, "run"), "scores.jsonl").filter(
    ({ scorer }) => scorer === "negative-marking",
  );
  const ofModel = (model: string): Row[] => rows.filter((row) => row.model === model);
  // The sample exam has five options throughout: a wrong answer costs a quarter of a right one.
  expect(new Set(ofModel("always-b").map(({ points }) => points))).toEqual(new Set([3, -0.75]));
  expect(new Set(ofModel("unsure").map(({ points }) => points))).toEqual(new Set([0]));
  const estimates: { measure: string; model: string; scorer: string; value: number }[] = JSON.parse(
    readFileSync(join(folder.path, "run/estimates.json"), "utf8"),
  );
  const accuracy = (model: string, scorer: string): number =>
    estimates.find((row) => row.measure === "accuracy" && row.model === model && row.scorer === scorer)?.value ??
    Number.NaN;
  expect(accuracy("unsure", "exact-set")).toBe(0);
  expect(accuracy("unsure", "negative-marking")).toBeCloseTo(0.75 / 3.75, 12);
  // With a fixed number of options the scaled mean is the exact set's: right is 1, wrong is 0.
  expect(accuracy("always-b", "negative-marking")).toBeCloseTo(accuracy("always-b", "exact-set"), 12);
});
