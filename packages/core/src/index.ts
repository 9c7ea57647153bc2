export { z } from "zod";
export type { AuditRates, AuditRecord } from "./audits/audit-record.ts";
export { type ImportAuditOptions, importAudit } from "./audits/import-audit.ts";
export { type WrittenSheet, writeAuditSheet } from "./audits/write-audit-sheet.ts";
export { type Backend, type CompletionResult, defineBackend, type OpenBackend } from "./backends/define.ts";
export { describeEngine, type EngineState } from "./backends/describe-engine.ts";
export { type DetectedServer, detectServers } from "./backends/detect-servers.ts";
export { type LocalSettings, localSettings } from "./backends/local-settings.ts";
export { type OpenLocalModel, openLocalModel } from "./backends/open-local-model.ts";
export { probeServer, type ServerProbe } from "./backends/probe-server.ts";
export type { ContinuationLogprobs, PromptLogprobs } from "./backends/prompt-logprobs.ts";
export { type ErrorCode, type ErrorCodeEntry, type ErrorKind, errorCodes } from "./base/error-codes.ts";
export {
  BackendError,
  BugError,
  DataError,
  exitCodeOf,
  exitCodes,
  UsageError,
  VivaError,
} from "./base/errors.ts";
export { fileHash } from "./base/hash.ts";
export { redactSecrets, registerSecret } from "./base/secrets.ts";
export { shippedPath } from "./base/shipped.ts";
export { vivaVersion } from "./base/version.ts";
export { type CachedJudge, createCachedJudge } from "./campaigns/evaluation-journal.ts";
export { type HiMergingResult, searchHiMerging } from "./campaigns/hi-merging.ts";
export { ablateHiMerging, type HiMergingStages } from "./campaigns/hi-merging-ablation.ts";
export {
  type HiMergingFile,
  type HiMergingTask,
  hiMergingFileSchema,
  parseHiMergingFile,
  readHiMergingFile,
} from "./campaigns/hi-merging-file.ts";
export { type HiMergingPlan, planHiMerging } from "./campaigns/hi-merging-plan.ts";
export { type HiMergingRecordOptions, hiMergingRecord } from "./campaigns/hi-merging-record.ts";
export { type HiMergingSettings, hiMergingSettings } from "./campaigns/hi-merging-settings.ts";
export type { MergeJudge, MergeTask, TaskItem } from "./campaigns/merge-judge.ts";
export { blockGroups, type LayerGroup, mergeRecipeText } from "./campaigns/merge-recipe-text.ts";
export {
  type CampaignSurroundings,
  type HiMergingCampaign,
  planHiMergingCampaign,
} from "./campaigns/plan-campaign.ts";
export {
  type CampaignProgress,
  type CampaignTest,
  campaignFolder,
  type HiMergingOutcome,
  type RunCampaignOptions,
  runHiMergingCampaign,
} from "./campaigns/run-campaign.ts";
export { createStudyJudge, type StudyJudgeOptions } from "./campaigns/study-judge.ts";
export type { LayerShare, WeightsRecipe } from "./campaigns/weights-recipe.ts";
export type { OverwriteCounts } from "./campaigns/working-copy.ts";
export { analyseItems } from "./comparisons/analyse-items.ts";
export { anomalyChecks } from "./comparisons/anomaly-checks.ts";
export { usualTokenLimits } from "./comparisons/checks/cut-replies.ts";
export { compareModels } from "./comparisons/compare-models.ts";
export { type CompareRunsOptions, compareRuns, type RunsComparison } from "./comparisons/compare-runs.ts";
export {
  type ContaminationOptions,
  readContamination,
  writeContamination,
} from "./comparisons/contamination-read.ts";
export { type DecideOptions, decide } from "./comparisons/decide.ts";
export {
  type ExamAnalysis,
  type ExaminedExam,
  type ExamineExamOptions,
  examAnalysisJson,
  examineExam,
  writeExamAnalysis,
} from "./comparisons/exam-analysis.ts";
export type { RunOperations } from "./comparisons/facts/accuracy-fronts.ts";
export { factsAnalysis } from "./comparisons/facts-analysis.ts";
export { writeItemCsv } from "./comparisons/item-csv.ts";
export { readItemTexts } from "./comparisons/item-texts.ts";
export { judgeAnalyses } from "./comparisons/judge-analysis.ts";
export { parallelLanguages } from "./comparisons/parallel-languages.ts";
export { powerPlan } from "./comparisons/power-plan.ts";
export { readAnomalyChecks } from "./comparisons/read-anomaly-checks.ts";
export { calibrationJson, type ReadCalibrationOptions, readCalibration } from "./comparisons/read-calibration.ts";
export { type FactsAnalysesOptions, readFactsAnalyses } from "./comparisons/read-facts-analyses.ts";
export { type ReadKnowledgeOptions, readKnowledge } from "./comparisons/read-knowledge.ts";
export { type ReadPromptsOptions, readInstructions, readPrompts } from "./comparisons/read-prompts.ts";
export { type ReadRobustnessOptions, readRobustness, robustnessJson } from "./comparisons/read-robustness.ts";
export { type RekeyRunOptions, rekeyRun, writeRekey } from "./comparisons/rekey-run.ts";
export { type MeasuredPower, readMeasuredPower } from "./comparisons/run-power.ts";
export { readStudyItems, type StudyItems } from "./comparisons/study-items.ts";
export { checkItems, type ItemsCheck } from "./datasets/check-items.ts";
export type { CheckName, Finding } from "./datasets/checks/finding.ts";
export { type Dataset, defineDataset, type LoadedRow, type RowProblem } from "./datasets/define.ts";
export { type ExportedFiles, type ExportRunOptions, exporters, exportRun } from "./exporters/export-run.ts";
export { defineExtractor, type Extractor } from "./extractors/define.ts";
export { printableText, singleLine } from "./figures/printable-text.ts";
export { type GraphStatistics, graphStatistics, type NamedCount } from "./graph/graph-statistics.ts";
export type { GraphCounts } from "./graph/graph-writer.ts";
export { seedInspector } from "./graph/inspect-seeds.ts";
export type { KnowledgeGraph } from "./graph/knowledge-graph.ts";
export { type EntityEntry, lookUpEntity } from "./graph/look-up-entity.ts";
export { type ExplanationGraphSettings, graphFromExplanations } from "./graph/medical-text-graph.ts";
export { buildGraphDatabase, openKnowledgeGraph } from "./graph/open-graph.ts";
export { sayPath } from "./graph/say-fact.ts";
export type { LinkedMention, Seed, SeedFinding, SeedSupport } from "./graph/seed.ts";
export { type SeedQuestion, seedQuestionOf } from "./graph/seed-question.ts";
export type { TextGraphCounts } from "./graph/text-graph.ts";
export {
  defineImporter,
  type ExamReference,
  type ImportContext,
  type Imported,
  type ImportedItem,
  type ImportedReply,
  type Importer,
} from "./importers/define.ts";
export { defineInstruction, type ExampleReply, type Instruction } from "./instructions/define.ts";
export { annotations } from "./lexicons/annotation-texts.ts";
export { type EntityName, parseEntityList } from "./lexicons/entity-list.ts";
export {
  type MedicalEntityLanguage,
  type MedicalEntityType,
  medicalEntityLanguage,
  medicalEntityLanguages,
  medicalEntityTypes,
  readMedicalEntities,
} from "./lexicons/medical-entities.ts";
export { defineMeasure, type Measure, type MeasuredValue, notEstimable } from "./measures/define.ts";
export { estimateMerge, type MergeEstimate } from "./merges/estimate-merge.ts";
export {
  type ExecuteMergeOptions,
  executeMerge,
  type MergeOutcome,
  type MergeProgressReport,
} from "./merges/execute-merge.ts";
export { type MergePlan, type MergePlanOptions, planMerge } from "./merges/merge-plan.ts";
export { amendMerge, type MergeRecord, mergeFileNames, readMergeRecord } from "./merges/merge-record.ts";
export { cardWithReport } from "./merges/model-card.ts";
export { type MergeRecipe, parseRecipe, readRecipe } from "./merges/recipe.ts";
export { readSearchRecord, type SearchRecord, searchRecordName, searchRecordText } from "./merges/search-record.ts";
export type { GeometryRow, MergeGeometry, VectorShares } from "./merges/task-vector-geometry.ts";
export { type MergeVerification, verifyMerge } from "./merges/verify-merge.ts";
export {
  type ConfiguredMergeMethod,
  defineMergeMethod,
  type MergeBlock,
  type MergeMethod,
  type MergeTensor,
} from "./merging/define.ts";
export { definePerturbation, type Perturbation, type VariantDraft } from "./perturbations/define.ts";
export { definePrompt, type PromptDraft, type PromptInput, type PromptPlugin } from "./prompts/define.ts";
export { type OwnPrompt, putQuestion, type QuestionParts } from "./prompts/put-question.ts";
export type { Adherence } from "./records/adherence.ts";
export type { AnnotationResult } from "./records/annotation-result.ts";
export type { AnomalyCheck, AnomalyChecks } from "./records/anomaly-checks.ts";
export type { Answer, AnswerStatus, Reading } from "./records/answer.ts";
export type {
  Calibration,
  CalibrationAnalysis,
  CalibrationRow,
  LikelihoodParting,
} from "./records/calibration-analysis.ts";
export type { Call, PosedCall } from "./records/call.ts";
export type { ComparedModel, ComparedPair, FieldComparison } from "./records/comparison.ts";
export { type Completion, plainCompletion } from "./records/completion.ts";
export type { ContaminationPanel, ContaminationRecord } from "./records/contamination.ts";
export type { Decision, DecisionPage } from "./records/decision.ts";
export type { Denominator, Estimate } from "./records/estimate.ts";
export type { FactsAnalysis } from "./records/facts-analysis.ts";
export type { HarmAnalysis, NeverEvent, NeverEventCount, SevereErrorRow } from "./records/harm-analysis.ts";
export type { InstructionAnalysis, InstructionRow } from "./records/instruction-analysis.ts";
export {
  type HarmGrade,
  harmGrades,
  type Item,
  isCritical,
  itemSchema,
  type Option,
  publishedKey,
  type RubricCriterion,
} from "./records/item.ts";
export type { ItemAnalysis, ItemStatistics } from "./records/item-analysis.ts";
export type { JudgeAnalysis } from "./records/judge-analysis.ts";
export type { Judgement, JudgementLine } from "./records/judgement.ts";
export type { KnowledgeAnalysis } from "./records/knowledge-analysis.ts";
export type { ModelFacts } from "./records/model-facts.ts";
export type { ParallelLanguages } from "./records/parallel-languages.ts";
export type { PowerAssumptions, PowerPlan } from "./records/power-plan.ts";
export type { PreferenceLine } from "./records/preference.ts";
export type { Message, Prompt, PromptLabel } from "./records/prompt.ts";
export type { PromptAnalysis, PromptModel } from "./records/prompt-analysis.ts";
export type { ReasonAnalysis, ReasonExample, ReasonModel } from "./records/reason-analysis.ts";
export type { RekeyRecord } from "./records/rekey.ts";
export type { ModelCounts, ReplySample, ReportInput } from "./records/report-input.ts";
export type { ReviewOfRun, ReviewPart, ReviewRecord, ReviewScheme, ReviewSheet } from "./records/review.ts";
export type { Robustness, RobustnessAnalysis } from "./records/robustness.ts";
export type { Mark, Score } from "./records/score.ts";
export type { ComparedTextModel, ComparedTextPair, TextComparison } from "./records/text-comparison.ts";
export { originalVariant, type Variant } from "./records/variant.ts";
export { annotationTerminalTables } from "./reports/annotation-terminal.ts";
export { calibrationTerminalTables } from "./reports/calibration-tables.ts";
export { type PrintedCheck, printedChecks } from "./reports/checks-terminal.ts";
export { contaminationHtml, contaminationTerminalTables } from "./reports/contamination-page.ts";
export { decisionHtml, decisionTerminalTables } from "./reports/decision-page.ts";
export { examTerminalTables, rekeyTerminalTables } from "./reports/exam-terminal.ts";
export { type Examination, type ExamineOptions, examine, gatherAnalysedReport } from "./reports/examine.ts";
export { factsTerminalTables } from "./reports/facts-terminal.ts";
export { gatherMergeReport, type MergeReport, type MergeReportOptions } from "./reports/gather-merge-report.ts";
export { gatherReport } from "./reports/gather-report.ts";
export { gatherRunsReport, type RunsReport, type RunsReportOptions } from "./reports/gather-runs-report.ts";
export { htmlReport } from "./reports/html-report.ts";
export { instructionsTerminalTables, noInstructionsText } from "./reports/instructions-tables.ts";
export { judgesTerminalTables, noJudgesText } from "./reports/judges-tables.ts";
export { knowledgeHtml } from "./reports/knowledge-page.ts";
export { knowledgeTerminalTables, noKnowledgeText } from "./reports/knowledge-tables.ts";
export { leakingMarkedAnalysis } from "./reports/mark-leaking-arms.ts";
export { mergeCardSection, mergeHtml, mergeMarkdown, mergeTerminalTables } from "./reports/merge-page.ts";
export { comparisonTables } from "./reports/pairs-terminal.ts";
export { pairsTerminalTable, perturbedTerminalTables } from "./reports/perturbed-terminal.ts";
export { powerTerminalTable } from "./reports/power-table.ts";
export { noPromptsText, promptsTerminalTables } from "./reports/prompts-tables.ts";
export { reviewTerminalTables } from "./reports/review-terminal.ts";
export { robustnessHtml } from "./reports/robustness-page.ts";
export { noRobustnessText, robustnessTerminalTables } from "./reports/robustness-tables.ts";
export { type TerminalTable, terminalTables } from "./reports/terminal-table.ts";
export { hasRatingSheet, refuseRatingSheet, writeRatingSheet } from "./reports/write-rating-sheet.ts";
export { type ReportFormat, writeReportFiles, writeReports } from "./reports/write-reports.ts";
export {
  defineRetriever,
  type OpenRetriever,
  type Passage,
  type Retriever,
  type VectorNeeds,
  type VectorOf,
} from "./retrievers/define.ts";
export { exportAnnotations } from "./reviews/export-annotations.ts";
export { type ExportedReview, type ExportReviewOptions, exportReview } from "./reviews/export-review.ts";
export {
  annotationsOf,
  type ImportedAnnotations,
  importAnnotations,
  settleAnnotations,
} from "./reviews/import-annotations.ts";
export { type ImportedReview, type ImportRatingsOptions, importReview } from "./reviews/import-review.ts";
export { readCriteria } from "./reviews/read-criteria.ts";
export { reviewSchemes } from "./reviews/review-schemes.ts";
export { taggedExamFields } from "./reviews/tag-exam.ts";
export { type AnnotatedExam, annotateExam, readAnnotationFolder } from "./runs/annotate-exam.ts";
export { annotationFile } from "./runs/annotation-files.ts";
export { readAnnotationStudy } from "./runs/annotation-study.ts";
export { examRows } from "./runs/exam-rows.ts";
export type { ModelProgress } from "./runs/execute.ts";
export type { ImportRecord } from "./runs/import-record.ts";
export { type ImportOptions, importRun } from "./runs/import-run.ts";
export type { KnownModels } from "./runs/known-models.ts";
export type { ModelOperations } from "./runs/operations.ts";
export { type ModelPlan, planStudy, type StudyPlan } from "./runs/plan-study.ts";
export { type AnyPlugin, catalogs, pluginsOfModule } from "./runs/plugins.ts";
export { readModelFacts } from "./runs/read-model-facts.ts";
export { parseStudy, type ReadStudyOptions, readStudy } from "./runs/read-study.ts";
export type { RunOptions, RunProgress, RunResult } from "./runs/run-options.ts";
export { type RunSurroundings, readRunRecord } from "./runs/run-record.ts";
export { runStudy } from "./runs/run-study.ts";
export type { Study } from "./runs/study.ts";
export { type WriteVariantsOptions, type WrittenVariants, writeVariants } from "./runs/write-variants.ts";
export { type ChainStepRequest, loadCompositions } from "./runs/write-variants-chains.ts";
export { type ComparedTexts, type CorpusScore, defineScorer, type MarkedReply, type Scorer } from "./scorers/define.ts";
export { type ReplyOutcome, replyOutcomes } from "./sheets/reply-outcome.ts";
export { createEntityFinder, type EntityFinder, type EntityMention, type FindOptions } from "./text/entity-finder.ts";
export { type FindingPolarity, type FindingSpan, findingPolarities } from "./text/finding-polarity.ts";
export { type KeyPoints, keyPoints } from "./text/key-points.ts";
export { medicalEntityFinder } from "./text/medical-entity-finder.ts";
export type { NamedOption } from "./text/option-namings.ts";
export { type OptionArgument, optionPolarities } from "./text/option-polarity.ts";
export {
  type ConversionPlan,
  type ConversionProgress,
  planConversion,
  writeConversion,
} from "./weights/convert-model.ts";
export { type GgufHeader, readGgufHeader } from "./weights/gguf-header.ts";
export { type ModelFolder, openModelFolder, type TensorEntry } from "./weights/model-folder.ts";
