import type { Command } from "commander";
import type { SetExitCode } from "../main.ts";
import { sit } from "../sit.ts";
import { addStudyFlags, type StudyFlags, studyFromFlags } from "../study-options.ts";

/** `viva rescore study.yaml --out runs/x` */
export function addRescoreCommand(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command("rescore")
    .description(
      "Read, mark and measure a run again from its journal: after a change of extractor, scorers, measures or strata. No model under test is asked; judges are asked what is new.",
    )
    .argument("<study>", "study file (YAML)")
    .requiredOption("--out <folder>", "run folder")
    .option("--offline", "ask nobody: what judges have not said yet is left open");
  addStudyFlags(command).action(async (file: string, flags: StudyFlags & { out: string; offline?: boolean }) => {
    const study = await studyFromFlags(file, flags);
    setExitCode(await sit(study, { out: flags.out, rescoreOnly: true, offline: flags.offline === true }));
  });
}
