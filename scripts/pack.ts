/**
 * Makes the packages as they are published: `npm run pack -- --out folder` compiles core and cli with plain tsc,
 * stages them with a package.json whose exports point at the compiled files, and packs each into a tarball.
 * Sources are compiled because Node does not strip types under node_modules.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values } = parseArgs({ options: { out: { type: "string", default: "dist" } } });
const outFolder = resolve(values.out);

/** What a package takes along beside its compiled sources, and the entry points it publishes. */
const packages = [
  {
    name: "core",
    assets: ["exams", "lexicons", "models", "studies", "schemas", "README.md"],
    entries: {
      exports: {
        ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
        "./schemas/*": "./schemas/*",
        "./package.json": "./package.json",
      },
    },
  },
  { name: "cli", assets: ["bin", "README.md"], entries: {} },
] as const;

/** Compile a package's sources, without tests and fixtures, to JavaScript and declarations. */
function compile(name: string, staging: string): void {
  const base: unknown = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")).compilerOptions;
  const source = join(root, "packages", name, "src");
  const config = join(staging, `tsconfig.${name}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      compilerOptions: {
        ...(base as object),
        noEmit: false,
        declaration: true,
        rootDir: source,
        outDir: join(staging, name, "dist"),
        typeRoots: [join(root, "node_modules/@types")],
        // cli is compiled against the compiled core, as those who install it will have it.
        paths: { "@viva/core": [join(staging, "core/dist/index.d.ts")] },
      },
      include: [join(source, "**/*.ts")],
      exclude: [join(source, "**/*.test.ts"), join(source, "**/__*__/**")],
    }),
  );
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", config], { stdio: "inherit" });
}

const staging = mkdtempSync(join(tmpdir(), "viva-pack-"));
try {
  symlinkSync(join(root, "node_modules"), join(staging, "node_modules"));
  mkdirSync(outFolder, { recursive: true });
  for (const { name, assets, entries } of packages) {
    const folder = join(root, "packages", name);
    const staged = join(staging, name);
    compile(name, staging);
    for (const asset of assets) {
      cpSync(join(folder, asset), join(staged, asset), { recursive: true });
    }
    cpSync(join(root, "LICENSE"), join(staged, "LICENSE"));
    const manifest: object = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const files = ["dist", ...assets, "LICENSE"];
    writeFileSync(join(staged, "package.json"), `${JSON.stringify({ ...manifest, ...entries, files }, null, 2)}\n`);
    const packed = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", outFolder], {
      cwd: staged,
      encoding: "utf8",
    });
    console.log(join(outFolder, packed.trim().split("\n").at(-1) ?? ""));
  }
} finally {
  rmSync(staging, { recursive: true, force: true });
}
