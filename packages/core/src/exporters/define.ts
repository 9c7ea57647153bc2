import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { ExportFolder } from "./export-folder.ts";
import type { ExportedRun } from "./open-run.ts";

/** A layout of another tool in which a run can be written. */
export interface Exporter extends PluginFacts {
  /** The name of the layout, as it is given to `viva export`. */
  readonly name: string;
  /**
   * Write a run into a folder. Returns notes for the person: what the layout wants and the run does not say. Throws
   * SETTINGS_INVALID, DISK_FULL, FILE_WRITE_FAILED and what reading a run folder throws.
   */
  write(run: ExportedRun, folder: ExportFolder, settings: unknown): Promise<readonly string[]>;
}

/** What an exporter file writes; `defineExporter` makes it an exporter. */
export interface ExporterSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly settings: z.ZodType<Settings>;
  write(run: ExportedRun, folder: ExportFolder, settings: Settings): Promise<readonly string[]>;
}

/** Make an exporter. */
export function defineExporter<Settings>(specification: ExporterSpecification<Settings>): Exporter {
  const { name, description, source, settings: schema } = specification;
  return {
    name,
    description,
    source,
    settings: schema,
    write: async (run, folder, raw) =>
      await specification.write(run, folder, parseSettings(`export ${name}`, schema, raw)),
  };
}
