import { UsageError } from "../base/errors.ts";
import type { Exporter } from "./define.ts";
import { createExportFolder } from "./export-folder.ts";
import { type OpenRunOptions, openRun } from "./open-run.ts";

/** Every layout a run can be exported in, loaded when asked for. */
export const exporters: Readonly<Record<string, () => Promise<{ readonly default: Exporter }>>> = {
  "every-eval-ever": () => import("./every-eval-ever.ts"),
  "hf-eval-results": () => import("./hf-eval-results.ts"),
  inspect: () => import("./inspect.ts"),
  latex: () => import("./latex.ts"),
  "lm-eval": () => import("./lm-eval.ts"),
};

/** Choices of an export. */
export interface ExportRunOptions extends OpenRunOptions {
  /** Settings of the layout, checked against its schema. */
  readonly settings?: unknown;
}

/** What an export wrote. */
export interface ExportedFiles {
  /** Relative to the folder, in the order they were begun. */
  readonly files: readonly string[];
  /** What the layout wants and the run does not say, for the person. */
  readonly notes: readonly string[];
}

/**
 * Write a finished run in another tool's layout. The same run gives the same bytes: the only times in it are those
 * the run recorded. Memory stays flat however many replies there are. Throws ARGUMENT_INVALID for an unknown layout,
 * SETTINGS_INVALID, RUN_NOT_FOUND, RUN_UNFINISHED, RUN_FILES_DISAGREE, DISK_FULL and FILE_WRITE_FAILED.
 *
 * @example await exportRun("lm-eval", "runs/demo", "out") // { files: ["open-book/samples_…", …], notes: [] }
 */
export async function exportRun(
  format: string,
  runFolder: string,
  outFolder: string,
  { settings, ...options }: ExportRunOptions = {},
): Promise<ExportedFiles> {
  const load = Object.hasOwn(exporters, format) ? exporters[format] : undefined;
  if (load === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `no layout is called "${format}"`, {
      remedy: `Known layouts: ${Object.keys(exporters).join(", ")}.`,
    });
  }
  const exporter = (await load()).default;
  const run = await openRun(runFolder, options);
  const folder = createExportFolder(outFolder);
  try {
    const notes = await exporter.write(run, folder, settings ?? {});
    return { files: folder.files, notes };
  } finally {
    folder.discard();
  }
}
