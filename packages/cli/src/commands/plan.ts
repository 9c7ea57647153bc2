import { type ModelPlan, planStudy } from "@viva/core";
import type { Command } from "commander";
import { drawTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { processSurroundings } from "../sit.ts";
import { addStudyFlags, type StudyFlags, studyFromFlags } from "../study-options.ts";

/** `viva plan study.yaml`: calls, tokens and cost; nothing is asked. */
export function addPlanCommand(program: Command, _setExitCode: SetExitCode): void {
  const command = program
    .command("plan")
    .description("Say what a study would ask: calls, tokens and cost. Nothing is asked.")
    .argument("<study>", "study file (YAML)")
    .option("--out <folder>", "run folder: what is finished there is not counted again");
  addStudyFlags(command).action(async (file: string, flags: StudyFlags & { out?: string }) => {
    const study = await studyFromFlags(file, flags);
    const plan = await planStudy(study, processSurroundings(study.folder), flags.out ?? null);
    console.log(
      `${study.name}: ${plan.nItems} items, ${plan.nVariants} variants, arms ${study.arms.map(({ name }) => name).join(", ")}, ${study.repeats} repeat${study.repeats === 1 ? "" : "s"}\n`,
    );
    console.log(
      drawTable({
        header: [
          "model",
          "backend",
          "planned",
          "not made",
          "finished",
          "to ask",
          "prompt tokens",
          "completion tokens",
          "cost",
        ],
        align: ["left", "left", "right", "left", "right", "right", "right", "right", "right"],
        rows: plan.models.map(planRow),
      }),
    );
    const unkeyed = Math.max(0, ...plan.models.map(({ notMade }) => notMade["unkeyed"] ?? 0));
    if (unkeyed > 0) {
      console.log(
        `\n${unkeyed} calls of each model are about items without a key, and no scorer of the study marks what such a reply says: they are not asked. Free-text items want a scorer of texts (bleu, rouge, chrf, text-form) or a judge.`,
      );
    }
    for (const { model, planned, finished } of plan.assistants) {
      console.log(`\n${model} is asked first: ${planned} requests, ${finished} finished.`);
    }
    if (plan.laterCallsAtMost !== null) {
      console.log(`What it replies adds ${plan.laterCallsAtMost} calls to each model at most.`);
    }
    for (const { model, planned, finished, promptTokens, cost } of plan.judges) {
      const money = cost === null ? "" : `, ${costText(cost)}`;
      console.log(
        `\n${model} is asked about the replies at last: ${planned} questions at most, ${finished} finished, ≈ ${promptTokens} prompt tokens${money}.`,
      );
    }
    console.log(
      "\nPrompt tokens are estimated from text length; completion tokens are what the parameters allow at most.",
    );
  });
}

function planRow(plan: ModelPlan): string[] {
  const notMade = Object.entries(plan.notMade).map(([reason, count]) => `${reason} ${count}`);
  return [
    plan.model,
    plan.backend,
    String(plan.planned),
    notMade.length === 0 ? "–" : notMade.join(", "),
    String(plan.finished),
    String(plan.toAsk),
    `≈ ${plan.promptTokens}`,
    plan.completionTokensAtMost === null ? "no limit set" : `≤ ${plan.completionTokensAtMost}`,
    costText(plan.cost),
  ];
}

function costText(cost: ModelPlan["cost"]): string {
  if (cost === null) {
    return "no price";
  }
  const most = cost.atMost === null ? "" : ` to ${cost.atMost.toFixed(2)}`;
  return `≈ ${cost.input.toFixed(2)}${most} ${cost.currency}`;
}
