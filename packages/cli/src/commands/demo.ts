import { readStudy, shippedPath } from "@viva/core";
import type { Command } from "commander";
import type { SetExitCode } from "../main.ts";
import { sit } from "../sit.ts";

/** `viva demo`: the sample exam, the built-in candidates, no key and no network. */
export function addDemoCommand(program: Command, setExitCode: SetExitCode): void {
  program
    .command("demo")
    .description("Put the sample exam to the built-in candidates: no key, no network.")
    .option("--out <folder>", "run folder", "runs/demo")
    .action(async (flags: { out: string }) => {
      const study = await readStudy(shippedPath("studies/demo.yaml"));
      setExitCode(await sit(study, { out: flags.out, again: `viva demo --out ${flags.out}` }));
    });
}
