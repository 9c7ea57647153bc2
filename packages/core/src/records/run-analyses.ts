import type { CalibrationAnalysis, LikelihoodParting } from "./calibration-analysis.ts";
import type { FieldComparison } from "./comparison.ts";
import type { ContaminationPanel } from "./contamination.ts";
import type { ExamStandard } from "./exam-standard.ts";
import type { FactsAnalysis } from "./facts-analysis.ts";
import type { HarmAnalysis } from "./harm-analysis.ts";
import type { InstructionAnalysis } from "./instruction-analysis.ts";
import type { ItemAnalysis } from "./item-analysis.ts";
import type { JudgeAnalysis } from "./judge-analysis.ts";
import type { KnowledgeAnalysis } from "./knowledge-analysis.ts";
import type { LevelGap } from "./level-gap.ts";
import type { ParallelLanguages } from "./parallel-languages.ts";
import type { PromptAnalysis } from "./prompt-analysis.ts";
import type { ReasonAnalysis } from "./reason-analysis.ts";
import type { Robustness } from "./robustness.ts";
import type { StratumProfile } from "./stratum-profile.ts";
import type { TextComparison } from "./text-comparison.ts";

/** What the models of a run come to beside each other, and what their answers say of the exam: for a report to tell. */
export interface RunAnalyses {
  /** One for each exam, way of asking and form of the items. */
  readonly comparisons: readonly FieldComparison[];
  readonly profiles: readonly StratumProfile[];
  readonly levels: readonly LevelGap[];
  readonly standards: readonly ExamStandard[];
  /** What published facts about the models say, without times and costs. */
  readonly facts: readonly FactsAnalysis[];
  /** One for each exam and way of asking, on the items as published. */
  readonly items: readonly ItemAnalysis[];
  readonly parallelLanguages: ParallelLanguages | null;
  /** How the models stand up to perturbations; absent for a run without any. */
  readonly robustness?: Robustness;
  /** Signs that models had met the items; absent for a run whose perturbations show none. */
  readonly contamination?: readonly ContaminationPanel[];
  /** How far results hang on the wording; absent for a run without two prompts that differ in nothing else. */
  readonly prompts?: readonly PromptAnalysis[];
  /** How far the models do what they are told; absent for a run without instructions. */
  readonly instructions?: readonly InstructionAnalysis[];
  /** What harm the chosen options would do; absent for a run in which nobody graded an option. */
  readonly harm?: readonly HarmAnalysis[];
  /** How the models compare in each score of what they say; absent for a run without scorers of texts. */
  readonly texts?: readonly TextComparison[];
  /** Right answers for wrong reasons; absent for a run without scorers of reasons. */
  readonly reasons?: readonly ReasonAnalysis[];
  /** What was looked up gained and harmed; absent for a run that looks nothing up. */
  readonly knowledge?: readonly KnowledgeAnalysis[];
  /** What judges say, and how far to believe them; absent for a run without judges. */
  readonly judges?: readonly JudgeAnalysis[];
  /** How far confidences can be believed; absent for a run without any. */
  readonly calibration?: readonly CalibrationAnalysis[];
  /** Where replies and likelihoods part; absent for a run that does not ask both ways. */
  readonly partings?: readonly LikelihoodParting[];
  /** Beginnings of the items' stems, by exam and item id; without those that are withheld. */
  readonly stems: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
