import { catalogs, UsageError } from "@viva/core";
import type { Command } from "commander";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";

const kinds = Object.keys(catalogs) as (keyof typeof catalogs)[];

/** `viva list backends`: what ships with Viva. */
export function addListCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("list")
    .description("List the plugins that ship with Viva, with their settings.")
    .argument("[kind]", `one of ${kinds.map((kind) => `${kind}s`).join(", ")}; default: all`)
    .action(async (kind?: string) => {
      const chosen = kinds.filter((name) => kind === undefined || name === kind || `${name}s` === kind);
      if (chosen.length === 0) {
        throw new UsageError(
          "ARGUMENT_INVALID",
          `no kind of plugin is called "${kind}"; known are ${kinds.join(", ")}`,
        );
      }
      for (const name of chosen) {
        const plugins = await Promise.all(Object.values(catalogs[name]).map(async (load) => (await load()).default));
        const rows = plugins.map(({ name: plugin, description, settings }) => [
          plugin,
          description,
          "shape" in settings ? Object.keys(settings.shape as object).join(", ") : "",
        ]);
        console.log(`\n${name}s\n`);
        console.log(drawTable({ header: ["name", "what", "settings"], align: ["left", "left", "left"], rows }));
      }
    });
}
