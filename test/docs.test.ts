import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { errorCodes, parseStudy, readStudy, type Study } from "@viva/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runFileNames } from "../packages/core/src/runs/run-files.ts";
import { documentFiles } from "../scripts/gen/documents.ts";
import { fencedBlocks, headingSlugs, markdownFiles, namedBlocks, relativeLinks } from "./documents.ts";
import { schemaProblems } from "./json-schema.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const launcher = join(root, "packages/cli/bin/viva.js");
const documents = markdownFiles(root);
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const schema = JSON.parse(text("packages/core/schemas/study.schema.json"));

let scratch = "";
let commandHelp = "";
beforeAll(() => {
  commandHelp = viva(["--help"]).output;
  scratch = mkdtempSync(join(tmpdir(), "viva-docs-"));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function viva(args: readonly string[], cwd = root) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { cwd, encoding: "utf8" });
  return { status, stdout, output: `${stdout}\n${stderr}` };
}

describe("documents", () => {
  it("are there", () => {
    expect(documents).toEqual(
      expect.arrayContaining(["README.md", "docs/architecture.md", "docs/catalog.md", "packages/cli/README.md"]),
    );
    expect(documents.length).toBeGreaterThan(20);
  });

  it("are read for their links, headings and files as a person would", () => {
    const page =
      "# A b: `c`!\n\n[x](one.md#two) `[no](no.md)` [y](https://example.org) ![z](#a-b-c)\n\n```ts f.ts\n[n](n.md)\n```\n";
    expect(relativeLinks(page)).toEqual([
      { target: "one.md", anchor: "two" },
      { target: "", anchor: "a-b-c" },
    ]);
    expect(headingSlugs(page)).toEqual(["a-b-c"]);
    expect(namedBlocks(page)).toEqual(new Map([["f.ts", "[n](n.md)\n"]]));
  });

  it.each(documents)("%s links to places that exist", (path) => {
    const broken = relativeLinks(text(path)).filter(({ target, anchor }) => {
      const file = target === "" ? join(root, path) : resolve(root, dirname(path), target);
      return !existsSync(file) || (anchor !== "" && !headingSlugs(readFileSync(file, "utf8")).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it.each(documents)("%s names no path of a machine", (path) => {
    const found = text(path).match(/(?<![\w.:/-])\/(?:work|root|home|Users|tmp|mnt|var|opt)\/\S*|\b[A-Z]:\\\S*/g);
    expect(found ?? []).toEqual([]);
  });

  it.each(documents)("%s names only commands, scripts and error codes that exist", (path) => {
    const scripts = JSON.parse(text("package.json")).scripts;
    const commands = [...text(path).matchAll(/(?:`|npx )viva ([a-z]+)/g)].map(([, name]) => name ?? "");
    expect(commands.filter((name) => !new RegExp(`^ {2}${name}\\b`, "m").test(commandHelp))).toEqual([]);
    const named = [...text(path).matchAll(/\bnpm run ([a-z:]+)/g)].map(([, name]) => name ?? "");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    const codes = [...text(path).matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code]) => code ?? "");
    expect(codes.filter((code) => !(code in errorCodes) && !/^VIVA_|^HF_|_PROXY$|_API_KEY$/.test(code))).toEqual([]);
  });

  it("are what the code generates now", async () => {
    const stale = [...(await documentFiles(root))].filter(
      ([path, wanted]) => !existsSync(path) || readFileSync(path, "utf8") !== wanted,
    );
    expect(
      stale.map(([path]) => path.slice(root.length + 1)),
      "run npm run gen",
    ).toEqual([]);
  });

  it("to which messages point exist", () => {
    const pointers = Object.values(errorCodes).flatMap(({ remedy }) => remedy.match(/docs\/[\w-]+\.md/g) ?? []);
    expect(pointers.length).toBeGreaterThan(0);
    expect(pointers.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it.each(readdirSync(join(root, "docs/decisions")))(
    "the decision %s gives status, context, choice and price",
    (file) => {
      expect(file).toMatch(/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$/);
      for (const part of ["**Status:**", "**Context.**", "**Choice.**", "**Price.**"]) {
        expect(text(`docs/decisions/${file}`)).toContain(part);
      }
    },
  );
});

describe("the study file's schema", () => {
  const study = (more: object): object => ({
    name: "s",
    dataset: { use: "sample-exam", language: "en" },
    models: [{ id: "m", backend: "random-option" }],
    ...more,
  });

  it.each([
    ["the smallest study", {}],
    ["settings beside a prompt", { prompts: ["json", { use: "letter-only", wording: "by-kind" }] }],
    [
      "own plugins with settings of their own",
      { perturbations: ["typo", { use: "typo", rate: 0.1 }], extractor: "mine" },
    ],
    ["an own backend", { models: [{ id: "m", backend: "mine", port: 1 }] }],
    [
      "contexts with a name and prompts of their own",
      {
        contexts: [
          { use: "none", prompts: ["letter-only"] },
          { use: "bm25", top: 2, name: "texts", prompts: ["padded"] },
          { use: "mine", prompts: ["letter-only"], deep: true },
        ],
      },
    ],
    ["worked examples", { fewShot: { k: 2, train: { use: "sample-exam", language: "es" } } }],
  ])("takes %s", (_name, more) => {
    expect(schemaProblems(study(more), schema)).toEqual([]);
  });

  it.each([
    ["a misspelt field", { repeat: 3 }],
    ["a misspelt setting of a shipped plugin", { prompts: [{ use: "letter-only", wordings: "by-kind" }] }],
    ["a value that is not allowed", { contexts: [{ use: "bm25", top: 0 }] }],
    ["settings of nothing looked up", { contexts: [{ use: "none", top: 1 }] }],
    ["a context with no prompt", { contexts: [{ use: "bm25", prompts: [] }] }],
    ["a backend without what it needs", { models: [{ id: "m", backend: "openai-compatible" }] }],
    ["a model without an id", { models: [{ backend: "random-option" }] }],
    ["two ways of naming the exam", { datasets: [{ use: "sample-exam", language: "en" }] }],
    ["a dataset by its name alone", { dataset: "sample-exam" }],
  ])("refuses %s", (_name, more) => {
    expect(schemaProblems(study(more), schema)).not.toEqual([]);
  });

  it("agrees with the reader about what it refuses", async () => {
    const written = { ...study({}), prompts: [{ use: "letter-only", wordings: "by-kind" }] };
    await expect(parseStudy(JSON.stringify(written), "study.yaml")).rejects.toThrow(/wordings/);
  });
});

const examples = readdirSync(join(root, "examples")).filter((file) => file.endsWith(".yaml"));
const needsServer = (study: Study): boolean => study.models.some(({ needsNetwork }) => needsNetwork);

describe.each(examples)("examples/%s", (file) => {
  const path = join(root, "examples", file);

  it("is a study, to Viva and to an editor", async () => {
    const study = await readStudy(path);
    expect(study.name).toBe(file.replace(".yaml", ""));
    expect(schemaProblems(parse(readFileSync(path, "utf8")), schema)).toEqual([]);
  });

  it("tells the editor where the schema lies", () => {
    const reference = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(path, "utf8"))?.[1] ?? "";
    expect(resolve(dirname(path), reference)).toBe(join(root, "packages/core/schemas/study.schema.json"));
  });

  it("runs, or with a server it can be planned", async () => {
    const out = join(scratch, file);
    const command = needsServer(await readStudy(path)) ? ["plan", path] : ["run", path, "--out", out];
    const { status, output } = viva(command, scratch);
    expect({ status, output }).toMatchObject({ status: 0 });
  });
});

it("the recorded replies of the example are read as they were meant", () => {
  const lines = readFileSync(join(scratch, "recorded-replies.yaml/answers.jsonl"), "utf8").trimEnd().split("\n");
  const statuses = lines
    .map((line) => JSON.parse(line))
    .filter(({ model }) => model === "talkative")
    .map(({ itemId, status, labels }) => `${itemId} ${status} ${labels.join("")}`.trim());
  expect(statuses).toEqual([
    "cardio-a1 chosen A",
    "cardio-a2 chosen B",
    "cardio-a3 chosen C",
    "cardio-a4 chosen D",
    "cardio-a5 chosen ABD",
    "cardio-s1 unreadable",
    "cardio-s2 refused",
    "cardio-s3 chosen B",
    "cardio-s4 ambiguous",
    "cardio-s5 chosen CE",
  ]);
});

describe("README", () => {
  const readme = text("README.md");

  it("shows a study of five lines that is one", async () => {
    const study = namedBlocks(readme).get("study.yaml") ?? "";
    expect(study.trimEnd().split("\n")).toHaveLength(5);
    expect((await parseStudy(study, "study.yaml")).models[0]?.use).toBe("openai-compatible");
    expect(schemaProblems(parse(study), schema)).toEqual([]);
  });

  it("shows the numbers the demo prints", () => {
    const { status, stdout } = viva(["demo", "--out", join(scratch, "demo")]);
    expect(status).toBe(0);
    const shown = fencedBlocks(readme).find(({ text: block }) => block.startsWith("Model"));
    const printed = stdout.split("\n");
    const english = printed.slice(printed.indexOf("sample-en"), printed.indexOf("sample-es"));
    const rows = shown?.text.trimEnd().split("\n") ?? [];
    expect(rows).toHaveLength(6);
    for (const row of rows) {
      expect(english).toContain(row);
    }
  });

  const recorded = resolve(root, "../shared/data/cnmleqa/CNMLEQA-3k_llm.json");
  it.skipIf(!existsSync(recorded))(
    "shows what the published CNMLEQA answers give (skipped without the file)",
    () => {
      const models = ["gemini-2.5-flash", "qwen25-32b", "qwen25-14b", "qwen25-7b", "qwen25-3b"];
      const items: Record<string, string | null>[] = JSON.parse(readFileSync(recorded, "utf8"));
      symlinkSync(recorded, join(scratch, "CNMLEQA-3k_llm.json"));
      const replies = items.flatMap((item) =>
        models.map((model) => ({ itemId: item["id"], model, text: item[model] })),
      );
      writeFileSync(join(scratch, "replies.jsonl"), replies.map((reply) => JSON.stringify(reply)).join("\n"));
      writeFileSync(
        join(scratch, "cnmleqa.yaml"),
        JSON.stringify({
          name: "cnmleqa",
          dataset: { use: "cnmleqa", path: "CNMLEQA-3k_llm.json" },
          models: models.map((id) => ({ id, backend: "replay", path: "replies.jsonl" })),
          measures: ["accuracy"],
        }),
      );
      const { status } = viva(["run", "cnmleqa.yaml", "--out", "cnmleqa"], scratch);
      expect(status).toBe(0);
      const percent = (share: number): string => (share * 100).toFixed(1);
      const estimates = JSON.parse(readFileSync(join(scratch, "cnmleqa/estimates.json"), "utf8"));
      expect(estimates).toHaveLength(models.length);
      for (const { model, value, low, high, nItems } of estimates) {
        const counted = items.filter((item) => `op${item[model]?.toLowerCase()}` === item["answer"]).length;
        expect(Math.round(value * nItems)).toBe(counted);
        const row = `| ${model} | ${counted.toLocaleString("en")} | ${percent(value)}% | ${percent(low)}–${percent(high)} |`;
        expect(readme).toContain(row);
      }
    },
    120_000,
  );
});

describe("docs/run-folder.md", () => {
  const page = text("docs/run-folder.md");
  const section = (title: string): string => page.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
  const fields = (title: string): string[] =>
    [...section(title).matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name ?? "");
  const address = fields("Fields that address a call");

  it("has a section for every file of the run folder", () => {
    expect(Object.values(runFileNames).filter((name) => section(name) === "")).toEqual([]);
  });

  describe("of a run with everything in it", () => {
    let folder = "";
    beforeAll(() => {
      folder = join(scratch, "everything");
      writeFileSync(
        join(scratch, "everything.yaml"),
        `name: everything
dataset: { use: sample-exam, language: en }
filters: { tags: { specialty: cardiovascular } }
fewShot: { k: 2, train: { use: sample-exam, language: en } }
contexts: [none, bm25]
perturbations: [shuffle-options]
strata: [level]
models:
  - { id: some, backend: scripted, replies: { cardio-a1: A, cardio-a2: "" } }
  - { id: book, backend: open-book }
assistants:
  - id: judge
    backend: scripted
    otherwise: '{"accuracy": 4, "completeness": 3, "relevance": 4, "safety": 5, "better": "first"}'
scorers: [exact-set, rubric-judge]
pairwise: { judges: [judge] }
`,
      );
      const { status, output } = viva(["run", "everything.yaml", "--out", folder], scratch);
      expect({ status, output }).toMatchObject({ status: 5 });
    });

    const linesOf = (file: string): Record<string, unknown>[] =>
      readFileSync(join(folder, file), "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));

    it.each([
      ["items.jsonl", []],
      ["variants.jsonl", []],
      ["contexts.jsonl", []],
      ["prompts.jsonl", []],
      ["completions.jsonl", address],
      ["failures.jsonl", address],
      ["answers.jsonl", address],
      ["scores.jsonl", address],
      ["judgements.jsonl", address],
      ["preferences.jsonl", ["exam", "itemId", "arm"]],
    ])("%s has the fields its section names, and no other", (file, shared) => {
      const found = new Set(linesOf(file).flatMap((line) => Object.keys(line)));
      expect([...found].filter((name) => !shared.includes(name) && !fields(file).includes(name))).toEqual([]);
      const optional = [...section(file).matchAll(/^\| `(\w+)` \|[^|]*(?:optional|only|absent)[^|]*\|/gm)].map(
        ([, name]) => name,
      );
      const promised = [...shared, ...fields(file)].filter((name) => !optional.includes(name));
      expect(promised.filter((name) => !found.has(name))).toEqual([]);
    });

    it.each(["run.json", "summary.json", "operations.json"])("%s too", (file) => {
      expect(Object.keys(JSON.parse(readFileSync(join(folder, file), "utf8"))).sort()).toEqual(fields(file).sort());
    });

    it.each(["estimates.json", "sensitivity.json"])("%s too, a row a line", (file) => {
      const rows: object[] = JSON.parse(readFileSync(join(folder, file), "utf8"));
      const known = fields("estimates.json");
      expect(rows.flatMap((row) => Object.keys(row)).filter((name) => !known.includes(name))).toEqual([]);
      expect(rows.length).toBe(linesInside(readFileSync(join(folder, file), "utf8")));
    });

    it("names every file that is there", () => {
      const files = readdirSync(folder).map((name) => (statSync(join(folder, name)).isDirectory() ? `${name}/` : name));
      expect(files.filter((name) => !page.includes(`\`${name}\``) && section(name) === "")).toEqual([]);
    });

    it("derives the same bytes again from the journal", () => {
      const derived = [
        "prompts.jsonl",
        "answers.jsonl",
        "scores.jsonl",
        "judgements.jsonl",
        "preferences.jsonl",
        "estimates.json",
        "sensitivity.json",
        "summary.json",
      ];
      const before = derived.map((file) => readFileSync(join(folder, file), "utf8"));
      expect(viva(["rescore", "everything.yaml", "--out", folder], scratch).status).toBe(5);
      expect(derived.map((file) => readFileSync(join(folder, file), "utf8"))).toEqual(before);
    });

    const hasJq = spawnSync("jq", ["--version"]).status === 0;
    const recipes = fencedBlocks(page).filter(({ info }) => info[0] === "sh");
    it.skipIf(!hasJq).each(recipes)("its jq recipe runs: $text (skipped without jq)", ({ text: recipe }) => {
      const { status, stdout } = spawnSync("sh", ["-c", recipe], { cwd: folder, encoding: "utf8" });
      expect(status).toBe(0);
      expect(stdout.trim()).not.toBe("");
    });
  });
});

/** Rows of a JSON array written one row a line. */
function linesInside(json: string): number {
  return json.trim().split("\n").length - 2;
}
