/**
 * The layers of packages/core/src, lowest first. A module may import its own folder and any lower layer; folders of
 * the same layer never import each other. A new folder is entered here, or the architecture test fails.
 */
export const layers: readonly (readonly string[])[] = [
  ["base"],
  ["records", "lexicons"],
  ["statistics", "text", "weights"],
  // Finds its entities in texts.
  ["graph"],
  // The web draws from the same figures: they know records and nothing that a browser lacks.
  ["figures"],
  [
    "datasets",
    "perturbations",
    "retrievers",
    "prompts",
    "instructions",
    "backends",
    "extractors",
    "scorers",
    "measures",
    "importers",
    "merging",
    "training",
  ],
  ["runs"],
  // Audits and reviews give people sheets of the same make.
  ["sheets"],
  // Reports show what audits and reviews found and how models compare.
  // Merges put together what merging and weights know.
  ["audits", "reviews", "comparisons", "merges"],
  ["reports"],
  ["exporters"],
  ["campaigns"],
];

/** Folders stricter than their layer, and what they may import beside themselves. */
export const strictFolders: Readonly<Record<string, readonly string[]>> = {
  figures: ["records"],
  statistics: ["base"],
};

/** Modules that reach disk, network or processes. */
export const outsideModules: readonly string[] = [
  "node:fs",
  "node:fs/promises",
  "node:net",
  "node:http",
  "node:https",
  "node:child_process",
  "node:worker_threads",
  "node:sqlite",
  "node:os",
  "undici",
];

/** Who in core may touch the outside: folder (ending in a slash) or file → why. */
export const outsideAllowed: Readonly<Record<string, string>> = {
  "base/lines.ts": "reads and writes lines for everyone else",
  "base/csv.ts": "reads CSV files chunk by chunk",
  "base/hash.ts": "hashes the files a run reads",
  "base/text-files.ts": "lists the text files of a corpus",
  "base/http-endpoint.ts": "the one HTTP client path",
  "base/hub-cache.ts": "keeps fetched files of the Hugging Face Hub",
  "base/hub-download.ts": "fetches them",
  "base/hub-partial.ts": "goes on with half-fetched ones",
  "base/hub-response.ts": "asks the Hub",
  "base/hub-settings.ts": "finds the cache folder",
  "base/thread-task.ts": "starts worker threads",
  "base/parquet-rows.ts": "reads Parquet files row group by row group",
  "datasets/": "reads exams",
  "retrievers/": "reads corpora",
  "graph/": "reads the knowledge graph",
  "backends/": "asks models, reads recorded replies",
  "weights/": "reads and writes model files",
  "training/": "drives training engines",
  "runs/": "keeps the run folder",
  "importers/": "reads what other tools wrote",
  "exporters/": "reads the run folder and writes what other tools read",
  "comparisons/": "reads run folders and writes what their models come to beside each other",
  "merges/": "reads models and recipes, writes merged models, starts worker threads",
  "audits/": "reads the run folder and sheets, keeps keys and results in it",
  "sheets/": "reads the run folder and the sheets that people filled in",
  "reviews/": "reads the run folder and sheets, keeps keys, ratings and results in it",
  "reports/write-reports.ts": "writes the report folder",
  "reports/write-rating-sheet.ts": "writes what raters get",
  "reports/gather-report.ts": "reads the run folder",
  "campaigns/": "keeps the folders of its runs",
};

/** Steps of a run that are pure functions of what they are given, whatever their folder may do. */
export const pureFiles: readonly string[] = [
  "runs/estimates.ts",
  "runs/score-table-builder.ts",
  "runs/select-items.ts",
  "runs/study-schema.ts",
  "runs/variants-of.ts",
  "runs/walk.ts",
];

/** Clock, chance, network and environment: passed in, never taken. Pattern → what to do instead. */
export const bannedInCore: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /\bMath\s*\.\s*random\b/, instead: "draw from base/random.ts, seeded" },
  { pattern: /\bDate\s*\.\s*now\b/, instead: "take now() from the surroundings" },
  { pattern: /\bnew\s+Date\s*\(\s*\)/, instead: "take now() from the surroundings" },
  { pattern: /\bperformance\s*\.\s*now\b/, instead: "take now() from the surroundings" },
  { pattern: /(?<![.\w])fetch\s*\(/, instead: "use base/http-endpoint.ts" },
  { pattern: /\bprocess\s*\.\s*env\b/, instead: "take environment from the surroundings" },
  { pattern: /\bcrypto\s*\.\s*random/, instead: "draw from base/random.ts, seeded" },
];

/** Files that may use what is banned, and why. */
export const bannedAllowed: Readonly<Record<string, string>> = {};

/** Fewer core modules than this, and the test has looked in the wrong place. */
export const leastCoreModules = 150;
