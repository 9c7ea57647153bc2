import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const slow = process.env["VIVA_SLOW"] === "1";

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  return { status, stdout, output: `${stdout}\n${stderr}` };
}

/** Files of a folder whose names a filter keeps, relative to it. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** A folder that looks like one where the tarballs were installed: dependencies linked, the packages extracted. */
let installed = "";
let tarballs: string[] = [];
beforeAll(() => {
  // The system's temporary folder may itself be a link; module resolution works on real paths.
  installed = realpathSync(mkdtempSync(join(tmpdir(), "viva-installed-")));
  const printed = execFileSync(
    process.execPath,
    [join(root, "scripts/pack.ts"), "--out", join(installed, "tarballs")],
    {
      cwd: installed,
      encoding: "utf8",
    },
  );
  tarballs = printed.trim().split("\n");
  const modules = join(installed, "node_modules");
  mkdirSync(join(modules, "@viva/core"), { recursive: true });
  mkdirSync(join(modules, "@viva/cli"), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "@viva" && !name.startsWith(".")) {
      symlinkSync(join(root, "node_modules", name), join(modules, name));
    }
  }
  for (const tarball of tarballs) {
    const target = join(modules, "@viva", tarball.includes("viva-core") ? "core" : "cli");
    execFileSync("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"]);
  }
}, 180_000);
afterAll(() => {
  rmSync(installed, { recursive: true, force: true });
});

describe("the packed tarballs", () => {
  it("are one for core and one for cli", () => {
    expect(tarballs.map((path) => path.slice(path.lastIndexOf("/") + 1))).toEqual([
      expect.stringMatching(/^viva-core-.*\.tgz$/),
      expect.stringMatching(/^viva-cli-.*\.tgz$/),
    ]);
  });

  it("hold compiled code, exams and licence, and neither sources nor tests", () => {
    const core = filesOf(join(installed, "node_modules/@viva/core"));
    const cli = filesOf(join(installed, "node_modules/@viva/cli"));
    expect(core).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "dist/index.js",
        "dist/index.d.ts",
        "studies/demo.yaml",
        "schemas/study.schema.json",
      ]),
    );
    expect(core.filter((file) => /^exams\/viva-sample\/[a-z-]+\.yaml$/.test(file))).toHaveLength(7);
    const facts = readdirSync(join(root, "packages/core/models")).map((file) => `models/${file}`);
    expect(core.filter((file) => file.startsWith("models/")).sort()).toEqual(facts.sort());
    expect(cli).toEqual(expect.arrayContaining(["LICENSE", "README.md", "bin/viva.js", "dist/main.js"]));
    const unwanted = [...core, ...cli].filter((file) => /(?<!\.d)\.ts$|\.test\.|__/.test(file));
    expect(unwanted).toEqual([]);
  });

  it("name no path of the machine they were made on", () => {
    for (const name of ["core", "cli"]) {
      const folder = join(installed, "node_modules/@viva", name);
      const telling = filesOf(folder).filter((file) => readFileSync(join(folder, file), "utf8").includes(root));
      expect(telling).toEqual([]);
    }
  });

  it("run the demo outside the repository, with the numbers of the sources", () => {
    const bin = join(installed, "node_modules/@viva/cli/bin/viva.js");
    const packed = run(process.execPath, [bin, "demo", "--out", "demo"], installed);
    expect({ status: packed.status, output: packed.output }).toMatchObject({ status: 0 });
    expect(packed.stdout).toMatch(/open-book\s+\d/);
    expect(existsSync(join(installed, "demo/report/index.html"))).toBe(true);
    // Reads the facts of models that were packed along.
    expect(run(process.execPath, [bin, "facts", "demo"], installed)).toMatchObject({ status: 0 });
    const source = run(
      process.execPath,
      [join(root, "packages/cli/bin/viva.js"), "demo", "--out", "source"],
      installed,
    );
    expect(source.status).toBe(0);
    for (const file of ["items.jsonl", "answers.jsonl", "scores.jsonl", "estimates.json"]) {
      expect(readFileSync(join(installed, "demo", file), "utf8"), file).toBe(
        readFileSync(join(installed, "source", file), "utf8"),
      );
    }
  }, 120_000);

  it("load a person's own plugin", () => {
    writeFileSync(
      join(installed, "mine.ts"),
      `import { defineScorer, type Scorer, z } from "@viva/core";
const scorer: Scorer = defineScorer({ name: "lenient", description: "A point for any choice", source: "test",
  settings: z.strictObject({}),
  score: ({ status }) => ({ points: status === "chosen" ? 1 : 0, min: 0, max: 1 }) });
export default scorer;\n`,
    );
    writeFileSync(
      join(installed, "study.yaml"),
      "name: own\ndataset: { use: sample-exam, language: zh }\nfilters: { limit: 3 }\nscorers: [lenient]\nmodels: [{ id: a, backend: constant-label }]\n",
    );
    const bin = join(installed, "node_modules/@viva/cli/bin/viva.js");
    const { status, output } = run(
      process.execPath,
      [bin, "run", "study.yaml", "--out", "own", "--plugin", "mine.ts"],
      installed,
    );
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(readFileSync(join(installed, "own/scores.jsonl"), "utf8").trim().split("\n")).toHaveLength(3);
  }, 60_000);

  it("have declarations that a consumer's compiler accepts", () => {
    writeFileSync(join(installed, "package.json"), '{ "type": "module" }');
    writeFileSync(
      join(installed, "consumer.ts"),
      `import { type Item, publishedKey, vivaVersion } from "@viva/core";
export const key = (item: Item): readonly string[] => publishedKey(item);
export const version: string = vivaVersion;
// @ts-expect-error a version is no number
export const wrong: number = vivaVersion;\n`,
    );
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2024", "--types", "node"];
    const { status, output } = run(process.execPath, [tsc, ...options, "consumer.ts", "mine.ts"], installed);
    expect({ status, output }).toMatchObject({ status: 0 });
  }, 60_000);

  it.skipIf(!slow)(
    "install with npm into an empty folder and run the demo (VIVA_SLOW=1; needs a registry)",
    () => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), "viva-npm-")));
      try {
        writeFileSync(join(folder, "package.json"), '{ "private": true }');
        const npm = run("npm", ["install", "--no-audit", "--no-fund", ...tarballs], folder);
        expect({ status: npm.status, output: npm.output }).toMatchObject({ status: 0 });
        const demo = run(process.execPath, [join(folder, "node_modules/.bin/viva"), "demo", "--out", "demo"], folder);
        expect({ status: demo.status, output: demo.output }).toMatchObject({ status: 0 });
        expect(demo.stdout).toMatch(/open-book\s+\d/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    300_000,
  );
});
