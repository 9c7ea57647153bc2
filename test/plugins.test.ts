import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namedBlocks } from "./documents.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const launcher = join(root, "packages/cli/bin/viva.js");
const checkFile = join(root, "test/conformance/check-file.ts");

interface Guide {
  readonly kind: string;
  /** File in docs/; default: adding-a-<kind>.md. */
  readonly file?: string;
  readonly plugin: string;
  readonly settings: object;
  readonly shows: string;
}

/** For each kind: its example, the settings its contract is executed with, and what its run must show. */
const guides: readonly Guide[] = [
  { kind: "dataset", plugin: "aiken", settings: { path: "quiz.txt", language: "en" }, shows: "aiken" },
  { kind: "perturbation", plugin: "colleague-hint", settings: {}, shows: "colleague-hint" },
  { kind: "retriever", plugin: "keyword-notes", settings: { path: "notes.txt" }, shows: "letter-only+keyword-notes" },
  { kind: "prompt", plugin: "oral-examiner", settings: {}, shows: "oral-examiner" },
  { kind: "backend", plugin: "shortest-option", settings: {}, shows: "shortest" },
  { kind: "extractor", plugin: "last-letter", settings: {}, shows: "last-letter" },
  { kind: "scorer", plugin: "omission-credit", settings: {}, shows: "omission-credit" },
  { kind: "measure", plugin: "flawless-cases", settings: {}, shows: "flawless-cases" },
  {
    kind: "instruction",
    file: "adding-an-instruction.md",
    plugin: "full-stop",
    settings: {},
    shows: "letter-only+full-stop",
  },
];

/** Run Node on a script with the repository nowhere near: working folder and files lie under the system's temp folder. */
function node(cwd: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return { status, output: `${stdout}\n${stderr}` };
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-own-plugins-"));
  for (const { kind, file = `adding-a-${kind}.md` } of guides) {
    mkdirSync(join(folder, kind));
    for (const [name, text] of namedBlocks(readFileSync(join(root, "docs", file), "utf8"))) {
      writeFileSync(join(folder, kind, name), text);
    }
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(guides)("the $kind of its guide", ({ kind, plugin, settings, shows }) => {
  const file = `${plugin}.ts`;

  it("fits into one short file", () => {
    const lines = readFileSync(join(folder, kind, file), "utf8")
      .trimEnd()
      .split("\n");
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it("keeps the contract of its kind", () => {
    const { status, output } = node(join(folder, kind), [checkFile, `./${file}`, JSON.stringify(settings)]);
    expect(output).toContain(`${kind} ${plugin}: keeps its contract`);
    expect(status).toBe(0);
  });

  it("runs from outside the repository through --plugin", () => {
    const args = [launcher, "run", "study.yaml", "--out", "run", "--plugin", `./${file}`];
    const { status, output } = node(join(folder, kind), args);
    expect({ status, output }).toMatchObject({ status: 0 });
    const run = join(folder, kind, "run");
    const written = ["run.json", "estimates.json", "answers.jsonl"].map((name) =>
      readFileSync(join(run, name), "utf8"),
    );
    expect(written.join("\n")).toContain(`"${shows}"`);
    expect(JSON.parse(written[1] ?? "[]").length).toBeGreaterThan(0);
  });
});

describe("what the guides' examples do", () => {
  const lines = (kind: string, file: string): Record<string, unknown>[] =>
    readFileSync(join(folder, kind, "run", file), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  it("reads both questions of the Aiken file, with their keys", () => {
    expect(lines("dataset", "items.jsonl").map(({ accepted }) => accepted)).toEqual([[["B"]], [["A"]]]);
  });

  it("adds the colleague's wrong option to each stem", () => {
    const variants = lines("perturbation", "variants.jsonl").filter(({ chain }) => (chain as unknown[]).length > 0);
    expect(variants).toHaveLength(10);
    for (const { item } of variants) {
      expect(JSON.stringify(item)).toContain("A colleague is fairly sure that it is: ");
    }
  });

  it("shows the note on mitral stenosis beside the question it belongs to", () => {
    const found = lines("retriever", "contexts.jsonl").filter(({ passages }) => (passages as unknown[]).length > 0);
    expect(found.map(({ variantId }) => variantId)).toContain("cardio-a2");
  });

  it("takes the last letter where the shipped extractor takes the declared one", () => {
    expect(new Set(lines("extractor", "answers.jsonl").map(({ labels }) => String(labels)))).toEqual(new Set(["C"]));
  });

  it("gives abstaining the worth of a guess, where exact-set gives nothing", () => {
    const marks = lines("scorer", "scores.jsonl").filter(({ model }) => model === "honest");
    const points = (name: string) =>
      new Set(marks.filter(({ scorer }) => scorer === name).map((mark) => mark["points"]));
    expect(points("omission-credit")).toEqual(new Set([0.2]));
    expect(points("exact-set")).toEqual(new Set([0]));
  });
});

it("the guide's instruction is not kept to by a bare letter, and is by a sentence", () => {
  const scores = readFileSync(join(folder, "instruction/run/scores.jsonl"), "utf8").trimEnd().split("\n");
  const strict = scores.map((line) => JSON.parse(line)).filter(({ scorer }) => scorer === "adherence-strict");
  const points = (arm: string, model: string) =>
    new Set(strict.filter((mark) => mark.arm === arm && mark.model === model).map((mark) => mark.points));
  expect(points("letter-only+full-stop", "random-option")).toEqual(new Set([0]));
  expect(points("letter-only+full-stop", "sentence")).toEqual(new Set([1]));
  // Where nothing is asked of the form there is no mark for it.
  expect(points("letter-only", "sentence")).toEqual(new Set());
});

it("is unknown without --plugin", () => {
  const { status, output } = node(join(folder, "dataset"), [launcher, "run", "study.yaml", "--out", "other"]);
  expect(status).toBe(2);
  expect(output).toContain('no dataset is called "aiken"');
});

it("finds what is wrong with a plugin that breaks its contract", () => {
  const file = join(folder, "broken.ts");
  writeFileSync(
    file,
    `import { defineExtractor, z } from "@viva/core";
export default defineExtractor({ name: "Broken", description: "Reads.", source: "", version: 0, languages: "any",
  settings: z.strictObject({ deep: z.boolean().optional() }),
  extract: ({ text }) => {
    if (text === "") { throw new Error("nothing there"); }
    return { status: "chosen", optionIds: ["nowhere"], labels: ["N"], rule: "all", span: [0, 99999999] };
  } });\n`,
  );
  const { status, output } = node(folder, [checkFile, file]);
  expect(status).toBe(1);
  for (const found of [
    "kebab-case",
    "full stop",
    "no source",
    '"deep"',
    "version",
    "throws",
    "not those shown",
    "span",
  ]) {
    expect(output).toContain(found);
  }
});

it("the guides' examples are valid TypeScript under strict settings", () => {
  const typed = join(folder, "typed");
  mkdirSync(join(typed, "node_modules/@viva"), { recursive: true });
  symlinkSync(join(root, "packages/core"), join(typed, "node_modules/@viva/core"));
  symlinkSync(join(root, "node_modules/@types"), join(typed, "node_modules/@types"));
  const files = guides.map(({ kind, plugin }) => join(folder, kind, `${plugin}.ts`));
  for (const file of files) {
    writeFileSync(join(typed, file.slice(file.lastIndexOf("/") + 1)), readFileSync(file));
  }
  const base: unknown = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")).compilerOptions;
  writeFileSync(join(typed, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(typed, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...(base as object), rootDir: "/" }, include: ["*.ts"] }),
  );
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { output } = node(typed, [tsc, "--noEmit", "-p", "tsconfig.json"]);
  // Only the examples are judged here; the package's own types are the business of npm run check.
  expect(output.split("\n").filter((line) => /^[a-z-]+\.ts/.test(line))).toEqual([]);
}, 120_000);
