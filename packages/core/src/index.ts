export { z } from "zod";
export type { AuditRates, AuditRecord } from "./audits/audit-record.ts";
export { type ImportAuditOptions, importAudit } from "./audits/import-audit.ts";
export { type WrittenSheet, writeAuditSheet } from "./audits/write-audit-sheet.ts";
export { type Backend, type CompletionResult, defineBackend, type OpenBackend } from "./backends/define.ts";
export { probeServer, type ServerProbe } from "./backends/probe-server.ts";
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
export { redactSecrets, registerSecret } from "./base/secrets.ts";
export { shippedPath } from "./base/shipped.ts";
export { vivaVersion } from "./base/version.ts";
export { checkItems, type ItemsCheck } from "./datasets/check-items.ts";
export type { CheckName, Finding } from "./datasets/checks/finding.ts";
export { type Dataset, defineDataset, type LoadedRow, type RowProblem } from "./datasets/define.ts";
export { type ExportedFiles, type ExportRunOptions, exporters, exportRun } from "./exporters/export-run.ts";
export { defineExtractor, type Extractor } from "./extractors/define.ts";
export {
  defineImporter,
  type ExamReference,
  type ImportContext,
  type Imported,
  type ImportedItem,
  type ImportedReply,
  type Importer,
} from "./importers/define.ts";
export { defineMeasure, type Measure, type MeasuredValue, notEstimable } from "./measures/define.ts";
export { definePerturbation, type Perturbation, type VariantDraft } from "./perturbations/define.ts";
export { definePrompt, type PromptDraft, type PromptInput, type PromptPlugin } from "./prompts/define.ts";
export type { Answer, AnswerStatus, Reading } from "./records/answer.ts";
export type { Call, PosedCall } from "./records/call.ts";
export { type Completion, plainCompletion } from "./records/completion.ts";
export type { Denominator, Estimate } from "./records/estimate.ts";
export { type Item, itemSchema, type Option, publishedKey } from "./records/item.ts";
export type { Message, Prompt, PromptLabel } from "./records/prompt.ts";
export type { ModelCounts, ReplySample, ReportInput } from "./records/report-input.ts";
export type { Mark, Score } from "./records/score.ts";
export { originalVariant, type Variant } from "./records/variant.ts";
export { type Examination, type ExamineOptions, examine } from "./reports/examine.ts";
export { gatherReport } from "./reports/gather-report.ts";
export { type TerminalTable, terminalTables } from "./reports/terminal-table.ts";
export { type ReportFormat, writeReports } from "./reports/write-reports.ts";
export { defineRetriever, type OpenRetriever, type Passage, type Retriever } from "./retrievers/define.ts";
export { examRows } from "./runs/exam-rows.ts";
export type { ModelProgress } from "./runs/execute.ts";
export type { ImportRecord } from "./runs/import-record.ts";
export { type ImportOptions, importRun } from "./runs/import-run.ts";
export type { ModelOperations } from "./runs/operations.ts";
export { type ModelPlan, planStudy, type StudyPlan } from "./runs/plan-study.ts";
export { type AnyPlugin, catalogs, pluginsOfModule } from "./runs/plugins.ts";
export { parseStudy, type ReadStudyOptions, readStudy } from "./runs/read-study.ts";
export type { RunOptions, RunProgress, RunResult } from "./runs/run-options.ts";
export { type RunSurroundings, readRunRecord } from "./runs/run-record.ts";
export { runStudy } from "./runs/run-study.ts";
export type { Study } from "./runs/study.ts";
export { defineScorer, type Scorer } from "./scorers/define.ts";
