import type { RunAnalyses } from "../../records/run-analyses.ts";
import type { ReportWords } from "../report-words.ts";
import { calibrationSection } from "./calibration-section.ts";
import { contaminationSection } from "./contamination-section.ts";
import { examStandardBlocks } from "./exam-standard-section.ts";
import { factsSection } from "./facts-section.ts";
import type { NextFigureId } from "./html-figure.ts";
import { instructionsSection } from "./instructions-section.ts";
import { itemAnalysisSection } from "./item-analysis-section.ts";
import { judgesSection } from "./judges-section.ts";
import { knowledgeSection } from "./knowledge-section.ts";
import { levelGapBlocks } from "./level-gap-section.ts";
import { paragraph } from "./page-parts.ts";
import { pairsSection } from "./pairs-section.ts";
import { promptsSection } from "./prompts-section.ts";
import { reasonsSection } from "./reasons-section.ts";
import { robustnessSection } from "./robustness-section.ts";
import { stratumProfileBlocks } from "./stratum-profile-section.ts";

/** A section of the page. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  /** HTML. */
  readonly body: string;
}

/** Sections that only several models, or a study that asks for them, give something to: those without are left out. */
export function analysisSections(
  {
    comparisons,
    profiles,
    levels,
    standards,
    facts,
    items,
    parallelLanguages,
    robustness,
    contamination,
    prompts,
    instructions,
    knowledge,
    judges,
    reasons,
    calibration,
    partings,
    stems,
  }: RunAnalyses,
  words: ReportWords,
  withheld: boolean,
  nextId: NextFigureId,
): { readonly models: readonly PageSection[]; readonly exam: readonly PageSection[] } {
  const hasStandard = standards.some(
    ({ passMark, blueprint, sections, models }) =>
      passMark !== null || blueprint !== null || sections !== null || models.some(({ norms }) => norms.length > 0),
  );
  const section = (wanted: boolean, id: string, title: string, body: () => string): readonly PageSection[] =>
    wanted ? [{ id, title, body: body() }] : [];
  return {
    models: [
      ...section(
        comparisons.some(({ pairs }) => pairs.length > 0),
        "comparison",
        words.text("pairs.title"),
        () => pairsSection(comparisons, words, nextId),
      ),
      ...(robustness === undefined
        ? []
        : section(true, "robustness", words.text("robustness.section"), () =>
            robustnessSection(robustness, words, nextId),
          )),
      ...section(prompts !== undefined, "prompts", words.text("prompts.section"), () =>
        promptsSection(prompts ?? [], words, nextId),
      ),
      ...section(instructions !== undefined, "instructions", words.text("instructions.section"), () =>
        instructionsSection(instructions ?? [], words, nextId),
      ),
      ...section(knowledge !== undefined, "knowledge", words.text("knowledge.section"), () =>
        [
          paragraph(words.text("knowledge.lead")),
          knowledgeSection(knowledge ?? [], words, nextId, {
            stemsOf: (exam) => new Map(withheld ? [] : Object.entries(stems[exam] ?? {})),
          }),
        ].join("\n"),
      ),
      ...section(reasons !== undefined, "reasons", words.text("reasons.section"), () =>
        reasonsSection({ reasons: reasons ?? [], stems }, words),
      ),
      ...section(judges !== undefined, "judges", words.text("judges.section"), () =>
        judgesSection(judges ?? [], words, nextId),
      ),
      ...section(
        calibration !== undefined || partings !== undefined,
        "calibration",
        words.text("calibration.section"),
        () => calibrationSection({ analyses: calibration ?? [], partings: partings ?? [] }, words, nextId),
      ),
      ...section(contamination !== undefined, "contamination", words.text("section.contamination"), () =>
        contaminationSection(contamination ?? [], words),
      ),
      ...section(profiles.length > 0, "profiles", words.text("profile.section"), () =>
        stratumProfileBlocks(profiles, words, nextId),
      ),
      ...section(levels.length > 0, "levels", words.text("level.section"), () => levelGapBlocks(levels, words, nextId)),
      ...section(hasStandard, "standard", words.text("standard.section"), () => examStandardBlocks(standards, words)),
      ...section(
        facts.some(({ models }) => models.length > 0),
        "facts",
        words.text("section.facts"),
        () => factsSection(facts, words, nextId),
      ),
    ],
    exam: section(items.length > 0, "items", words.text("section.items"), () =>
      itemAnalysisSection(
        { analyses: items, parallelLanguages },
        words,
        nextId,
        withheld ? {} : { stemOf: (exam, id) => stems[exam]?.[id] ?? "" },
      ),
    ),
  };
}
