import { rmSync } from "node:fs";
import { readStudy, shippedPath, VivaError } from "@viva/core";
import type { Command } from "commander";
import type { SetExitCode } from "../main.ts";
import { sit } from "../sit.ts";

const usualFolder = "runs/demo";

/** `viva demo`: the sample exam, the built-in candidates, no key and no network. */
export function addDemoCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("demo")
    .description("Put the sample exam to the built-in candidates: no key, no network.")
    .option("--out <folder>", "run folder", usualFolder)
    .action(async (flags: { out: string }) => {
      const study = await readStudy(shippedPath("studies/demo.yaml"));
      const options = { out: flags.out };
      try {
        setExitCode(await sit(study, options));
      } catch (error) {
        // The demo asks nothing of value, so its own folder is made anew when the shipped exam has changed.
        if (!(error instanceof VivaError && error.code === "RUN_CONFLICT" && flags.out === usualFolder)) {
          throw error;
        }
        console.error(`The sample exam has changed since the last demo; ${flags.out} is made anew.`);
        rmSync(flags.out, { recursive: true });
        setExitCode(await sit(study, options));
      }
    });
}
