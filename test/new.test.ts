import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kinds } from "../scripts/gen/shipped-plugins.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function node(args: readonly string[], cwd = root) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  return { status, output: `${stdout}\n${stderr}` };
}

const create = (kind: string, name: string) => node([join(root, "scripts/new.ts"), kind, name, "--root", copy]);

/** A copy of the library's sources, so that nothing is written into this repository. */
let copy = "";
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "viva-new-"));
  mkdirSync(join(copy, "packages/core"), { recursive: true });
  cpSync(join(root, "packages/core/src"), join(copy, "packages/core/src"), { recursive: true });
  cpSync(join(root, "tsconfig.json"), join(copy, "tsconfig.json"));
  cpSync(join(root, "biome.json"), join(copy, "biome.json"));
  writeFileSync(join(copy, "package.json"), '{ "type": "module" }');
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

describe("npm run new", () => {
  it.each(kinds)("writes a $kind and its test into $folder", ({ kind, folder }) => {
    const { status, output } = create(kind, "fresh-one");
    expect({ status, output }).toMatchObject({ status: 0 });
    const plugin = readFileSync(join(copy, "packages/core/src", folder, "fresh-one.ts"), "utf8");
    expect(plugin).toContain('name: "fresh-one"');
    expect(plugin).not.toContain("NAME");
    expect(existsSync(join(copy, "packages/core/src", folder, "fresh-one.test.ts"))).toBe(true);
  });

  it("refuses a name that is taken and leaves its file alone", () => {
    const path = join(copy, "packages/core/src/perturbations/shuffle-options.ts");
    const before = readFileSync(path, "utf8");
    const { status, output } = create("perturbation", "shuffle-options");
    expect(status).toBe(2);
    expect(output).toContain("shuffle-options.ts exists");
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(existsSync(path.replace(".ts", ".new.ts"))).toBe(false);
  });

  it.each([
    ["operator", "typo", "no kind of plugin"],
    ["perturbation", "TypoHere", "kebab-case"],
    ["perturbation", "../typo", "kebab-case"],
  ])("refuses %s %s", (kind, name, why) => {
    const { status, output } = create(kind, name);
    expect(status).toBe(2);
    expect(output).toContain(why);
  });

  it("writes skeletons that are well formed, well typed and pass their own tests", () => {
    const written = kinds.flatMap(({ folder }) =>
      ["fresh-one.ts", "fresh-one.test.ts"].map((file) => join("packages/core/src", folder, file)),
    );
    const format = node(
      [join(root, "node_modules/@biomejs/biome/bin/biome"), "format", "--vcs-enabled=false", ...written],
      copy,
    );
    expect(format).toMatchObject({ status: 0 });
    const types = node([join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", copy], copy);
    expect(types.output.split("\n").filter((line) => line.includes("fresh-one"))).toEqual([]);
    const tests = node([join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", copy, "fresh-one"], copy);
    expect(tests.output).toContain(`${kinds.length} passed`);
    expect(tests.status, tests.output).toBe(0);
  }, 180_000);
});
