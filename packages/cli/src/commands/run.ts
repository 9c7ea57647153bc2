import type { Command } from "commander";
import type { SetExitCode } from "../main.ts";
import { sit } from "../sit.ts";
import { addStudyFlags, type StudyFlags, share, studyFromFlags } from "../study-options.ts";

/** `viva run study.yaml --out runs/x` */
export function addRunCommand(program: Command, setExitCode: SetExitCode): void {
  const command = program
    .command("run")
    .description("Put a study's exam to its models, mark the answers and write the report.")
    .argument("<study>", "study file (YAML)")
    .requiredOption("--out <folder>", "run folder; the same command again finishes, repairs or extends the run")
    .option("--fail-under <share>", "exit 6 when an overall accuracy is below this, e.g. 0.6", share)
    .addHelpText("after", fiveLineStudy);
  addStudyFlags(command).action(async (file: string, flags: StudyFlags & { out: string; failUnder?: number }) => {
    const study = await studyFromFlags(file, flags);
    setExitCode(
      await sit(study, {
        out: flags.out,
        ...(flags.failUnder === undefined ? {} : { failUnder: flags.failUnder }),
      }),
    );
  });
}

const fiveLineStudy = `
A study in five lines:
  name: first
  dataset: { use: sample-exam, language: en }
  models:
    - { id: my-model, backend: openai-compatible, baseUrl: http://127.0.0.1:8000/v1, model: my-model }
  strata: [specialty, level]
`;
