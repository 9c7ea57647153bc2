import { exitCodeOf, exitCodes, redactSecrets, VivaError, vivaVersion } from "@viva/core";
import { Command, CommanderError } from "commander";
import { addAnnotateCommand } from "./commands/annotate.ts";
import { addAuditCommand } from "./commands/audit.ts";
import { addCalibrationCommand } from "./commands/calibration.ts";
import { addChecksCommand } from "./commands/checks.ts";
import { addCompareCommand } from "./commands/compare.ts";
import { addContaminationCommand } from "./commands/contamination.ts";
import { addConvertCommand } from "./commands/convert.ts";
import { addDecideCommand } from "./commands/decide.ts";
import { addDemoCommand } from "./commands/demo.ts";
import { addDoctorCommand } from "./commands/doctor.ts";
import { addExamCommand } from "./commands/exam.ts";
import { addExportCommand } from "./commands/export.ts";
import { addFactsCommand } from "./commands/facts.ts";
import { addImportCommand } from "./commands/import.ts";
import { addInstructionsCommand } from "./commands/instructions.ts";
import { addItemsCommand } from "./commands/items.ts";
import { addJudgesCommand } from "./commands/judges.ts";
import { addKnowledgeCommand } from "./commands/knowledge.ts";
import { addListCommand } from "./commands/list.ts";
import { addMergeCommand } from "./commands/merge.ts";
import { addNewStudyCommand } from "./commands/new-study.ts";
import { addPerturbCommand } from "./commands/perturb.ts";
import { addPlanCommand } from "./commands/plan.ts";
import { addPowerCommand } from "./commands/power.ts";
import { addPromptsCommand } from "./commands/prompts.ts";
import { addRekeyCommand } from "./commands/rekey.ts";
import { addReportCommand } from "./commands/report.ts";
import { addRescoreCommand } from "./commands/rescore.ts";
import { addReviewCommand } from "./commands/review.ts";
import { addRobustnessCommand } from "./commands/robustness.ts";
import { addRunCommand } from "./commands/run.ts";
import { loadEnvironmentFile } from "./environment.ts";

/** What a command hands back: its exit code. */
export type SetExitCode = (code: number) => void;

/** Run the command line. Never throws: prints message and remedy, and returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode: number = exitCodes.complete;
  const program = new Command("viva")
    .description("The bench on which language models sit medical exams.")
    .version(vivaVersion)
    .exitOverride()
    .showHelpAfterError("(viva --help lists the commands)");
  const setExitCode: SetExitCode = (code) => {
    exitCode = code;
  };
  for (const add of [
    addNewStudyCommand,
    addRunCommand,
    addPlanCommand,
    addRescoreCommand,
    addReportCommand,
    addCompareCommand,
    addRobustnessCommand,
    addPromptsCommand,
    addInstructionsCommand,
    addJudgesCommand,
    addCalibrationCommand,
    addPowerCommand,
    addFactsCommand,
    addChecksCommand,
    addContaminationCommand,
    addExamCommand,
    addRekeyCommand,
    addDecideCommand,
    addAuditCommand,
    addReviewCommand,
    addAnnotateCommand,
    addExportCommand,
    addItemsCommand,
    addPerturbCommand,
    addImportCommand,
    addMergeCommand,
    addConvertCommand,
    addKnowledgeCommand,
    addListCommand,
    addDoctorCommand,
    addDemoCommand,
  ]) {
    add(program, setExitCode);
  }
  for (const command of program.commands) {
    command.exitOverride();
  }
  try {
    loadEnvironmentFile();
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.complete : exitCodes.usage;
    }
    printError(error);
    return exitCodeOf(error);
  }
}

function printError(error: unknown): void {
  if (error instanceof VivaError) {
    console.error(`${error.code}: ${error.message}`);
    console.error(`  → ${error.remedy}`);
    if (error.kind === "bug") {
      console.error(error.stack);
    }
    return;
  }
  console.error("INTERNAL: Viva met a state it should not have met. Please report it with the command.");
  console.error(redactSecrets(error instanceof Error ? (error.stack ?? error.message) : String(error)));
}
