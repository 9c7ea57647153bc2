import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  bannedAllowed,
  bannedInCore,
  layers,
  leastCoreModules,
  outsideAllowed,
  outsideModules,
  pureFiles,
  strictFolders,
} from "./architecture-rules.ts";
import { importedModules, type SourceText, sourceText } from "./source-text.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Module extends SourceText {
  /** Relative to the package's src. */
  readonly path: string;
  readonly folder: string;
  readonly imports: readonly string[];
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1));
}

/** The modules a package is made of: no tests and no fixtures. */
function modulesOf(source: string): Module[] {
  return filesUnder(source)
    .filter((path) => !/\.test\.ts$|\.(prop|calibration|browser)\.test\.ts$|__\w+__/.test(path))
    .sort()
    .map((path) => {
      const text = sourceText(readFileSync(join(root, source, path), "utf8"));
      const folder = path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
      return { ...text, path, folder, imports: importedModules(text) };
    });
}

const core = modulesOf("packages/core/src");
const cli = modulesOf("packages/cli/src");
const all = [
  ...core.map((module) => ({ package: "core", module })),
  ...cli.map((module) => ({ package: "cli", module })),
];

/** The path a relative import leads to, relative to src. */
function target(module: Module, specifier: string): string {
  return normalize(join(dirname(module.path), specifier));
}

function relativeImports(module: Module): string[] {
  return module.imports.filter((specifier) => specifier.startsWith(".")).map((specifier) => target(module, specifier));
}

/** A module that is not there, to see that a rule finds what breaks it. */
function made(path: string, imports: readonly string[]): Module {
  return { path, folder: path.slice(0, path.indexOf("/")), imports, code: "", strings: new Map() };
}

function ringsOf(modules: readonly Module[]): string[] {
  const rings: string[] = [];
  const state = new Map<string, "open" | "done">();
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "open") {
      rings.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    const module = byPath.get(path);
    if (module === undefined || state.get(path) === "done") {
      return;
    }
    state.set(path, "open");
    for (const next of relativeImports(module)) {
      visit(next, [...trail, path]);
    }
    state.set(path, "done");
  };
  for (const { path } of modules) {
    visit(path, []);
  }
  return rings;
}

/** Imports of another folder that is not below. A file at the package's root (index.ts) may know every folder. */
function layerBreaches(modules: readonly Module[]): string[] {
  return modules
    .filter(({ folder }) => folder !== "")
    .flatMap((module) =>
      relativeImports(module).flatMap((path) => {
        const folder = path.slice(0, Math.max(0, path.indexOf("/")));
        const own = layerOf.get(module.folder) ?? -1;
        const other = layerOf.get(folder) ?? Number.POSITIVE_INFINITY;
        const strict = strictFolders[module.folder];
        const allowed = folder === module.folder || (other < own && (strict === undefined || strict.includes(folder)));
        return allowed
          ? []
          : [`packages/core/src/${module.path} imports ${path}: ${module.folder} may not know ${folder}`];
      }),
    );
}

const layerOf = new Map(layers.flatMap((folders, layer) => folders.map((folder) => [folder, layer] as const)));

describe("reading modules", () => {
  it("finds every way of naming a module and none in comments, strings and regular expressions", () => {
    const text = sourceText(
      [
        'import a from "./a.ts";',
        'import type { B } from "./b.ts"; // import x from "./comment.ts"',
        'import "./side.ts";',
        'export { c, type D } from "./c.ts";',
        'export * from "./star.ts";',
        'type E = import("./e.ts").E;',
        'const lazy = () => import("./lazy.ts");',
        'const s = "import x from \\"./string.ts\\""; const r = /["\'] from "/; const t = `from "./t.ts" \u0024{import("./u.ts")} \'`;',
        '/* import z from "./block.ts" */ const half = a / 2; export const f = "from";',
      ].join("\n"),
    );
    expect(importedModules(text).sort()).toEqual(
      ["./a.ts", "./b.ts", "./c.ts", "./e.ts", "./lazy.ts", "./side.ts", "./star.ts", "./u.ts"].sort(),
    );
    expect(text.code).not.toContain("comment");
    expect(text.code).toContain("half = a / 2");
  });

  it("has looked at the whole library", () => {
    expect(core.length).toBeGreaterThanOrEqual(leastCoreModules);
    expect(cli.length).toBeGreaterThanOrEqual(12);
    expect(core.flatMap(relativeImports).length).toBeGreaterThan(core.length);
  });
});

describe("imports", () => {
  it("lead to files that exist, with their ending", () => {
    const wrong = all.flatMap(({ package: name, module }) =>
      relativeImports(module)
        .filter((path) => !path.endsWith(".ts") || !existsSync(join(root, `packages/${name}/src`, path)))
        .map((path) => `packages/${name}/src/${module.path} imports ${path}, which is not there`),
    );
    expect(wrong).toEqual([]);
  });

  it("name only packages that package.json depends on", () => {
    const wrong = all.flatMap(({ package: name, module }) => {
      const manifest = JSON.parse(readFileSync(join(root, `packages/${name}/package.json`), "utf8"));
      const known = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
      return module.imports
        .filter((specifier) => !specifier.startsWith(".") && !specifier.startsWith("node:"))
        .filter(
          (specifier) =>
            !known.some((dependency) => specifier === dependency || specifier.startsWith(`${dependency}/`)),
        )
        .map((specifier) => `packages/${name}/src/${module.path} imports ${specifier}, no dependency of @viva/${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it("stay inside their package; cli reaches core only through @viva/core", () => {
    const wrong = all.flatMap(({ package: name, module }) => [
      ...relativeImports(module)
        .filter((path) => path.startsWith(".."))
        .map((path) => `packages/${name}/src/${module.path} leaves its package: ${path}`),
      ...module.imports
        .filter((specifier) => specifier.startsWith("@viva/") && (name === "core" || specifier !== "@viva/core"))
        .map((specifier) => `packages/${name}/src/${module.path} imports ${specifier}`),
    ]);
    expect(wrong).toEqual([]);
  });

  it("form no ring, type-only imports included", () => {
    expect(ringsOf(core)).toEqual([]);
    const ring = [made("base/a.ts", ["./b.ts"]), made("base/b.ts", ["./c.ts"]), made("base/c.ts", ["./a.ts"])];
    expect(ringsOf(ring)).toEqual(["base/a.ts → base/b.ts → base/c.ts → base/a.ts"]);
  });
});

describe("layers", () => {
  it("hold every folder of the library", () => {
    const unknown = [...new Set(core.map(({ folder }) => folder))].filter(
      (folder) => folder !== "" && !layerOf.has(folder),
    );
    expect(unknown, "enter the folder in test/architecture-rules.ts").toEqual([]);
  });

  it("are imported downwards only, and siblings never import each other", () => {
    expect(layerBreaches(core)).toEqual([]);
    const breaches = layerBreaches([
      made("base/a.ts", ["../records/item.ts"]),
      made("prompts/b.ts", ["../scorers/define.ts", "../text/passages.ts", "./define.ts"]),
      made("runs/c.ts", ["../reports/d.ts", "../prompts/define.ts"]),
      made("figures/e.ts", ["../base/lines.ts", "../records/item.ts"]),
    ]);
    expect(breaches.map((breach) => breach.split(": ").at(-1))).toEqual([
      "base may not know records",
      "prompts may not know scorers",
      "runs may not know reports",
      "figures may not know base",
    ]);
  });
});

describe("the outside", () => {
  it("is touched only where it may be", () => {
    const wrong = core.flatMap((module) => {
      const allowed =
        !pureFiles.includes(module.path) &&
        Object.keys(outsideAllowed).some((place) =>
          place.endsWith("/") ? module.path.startsWith(place) : module.path === place,
        );
      return allowed
        ? []
        : module.imports
            .filter((specifier) => outsideModules.includes(specifier))
            .map(
              (specifier) => `packages/core/src/${module.path} imports ${specifier}: see test/architecture-rules.ts`,
            );
    });
    expect(wrong).toEqual([]);
  });

  it("names no file that is gone or pure", () => {
    const files = [
      ...Object.keys(outsideAllowed).filter((place) => !place.endsWith("/")),
      ...pureFiles,
      ...Object.keys(bannedAllowed),
    ];
    expect(files.filter((path) => !existsSync(join(root, "packages/core/src", path)))).toEqual([]);
    const idle = files.filter(
      (path) =>
        path in outsideAllowed &&
        !core.find((module) => module.path === path)?.imports.some((specifier) => outsideModules.includes(specifier)),
    );
    expect(idle, "these files no longer need their place in outsideAllowed").toEqual([]);
  });

  it("is never taken from globals: clock, chance, environment, network", () => {
    const wrong = core
      .filter(({ path }) => !(path in bannedAllowed))
      .flatMap(({ path, code }) =>
        bannedInCore
          .filter(({ pattern }) => pattern.test(code))
          .map(({ pattern, instead }) => `packages/core/src/${path} uses ${pattern.source}: ${instead}`),
      );
    expect(wrong).toEqual([]);
  });

  it("is not needed to draw: figures run in a browser", () => {
    const wrong = core
      .filter(({ folder }) => folder === "figures")
      .flatMap(({ path, imports }) =>
        imports.filter((specifier) => specifier.startsWith("node:")).map((specifier) => `${path} imports ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });
});

describe("files", () => {
  it("are no barrels: one index.ts, at the package's root, that lists names one by one", () => {
    const wrong = all.flatMap(({ package: name, module: { path, code } }) => [
      ...(path.split("/").at(-1) === "index.ts" && !(name === "core" && path === "index.ts")
        ? [`packages/${name}/src/${path} is a barrel`]
        : []),
      ...(/\bexport\s*\*/.test(code) ? [`packages/${name}/src/${path} has an export *`] : []),
      ...(path !== "index.ts" && isOnlyReExports(code) ? [`packages/${name}/src/${path} only passes names on`] : []),
    ]);
    expect(wrong).toEqual([]);
  });

  it("have kebab-case names", () => {
    const files = ["packages/core/src", "packages/cli/src", "test", "scripts", "benchmarks"].flatMap((folder) =>
      filesUnder(folder).map((path) => `${folder}/${path}`),
    );
    const suffix = /(\.(prop|calibration|browser))?(\.test)?\.ts$/;
    const wrong = files.filter((path) => {
      const name = path
        .slice(path.lastIndexOf("/") + 1)
        .replace(suffix, "")
        .replace(/^texts\.(en|es|zh)$/, "texts");
      return !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
    });
    expect(wrong).toEqual([]);
  });
});

function isOnlyReExports(code: string): boolean {
  const rest = code.replaceAll(/\bexport\s+(?:type\s+)?\{[^}]*\}\s*from\s*["']\s*["']\s*;?/g, "").trim();
  return rest === "" && code.trim() !== "";
}
