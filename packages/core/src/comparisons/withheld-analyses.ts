import type { KnowledgeAnalysis } from "../records/knowledge-analysis.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";

/** Analyses for a report that withholds items: without stems, seeds and the beginnings of replies. */
export function withheldAnalyses(analyses: RunAnalyses): RunAnalyses {
  const { reasons, knowledge } = analyses;
  return {
    ...analyses,
    ...(reasons === undefined
      ? {}
      : {
          reasons: reasons.map((one) => ({
            ...one,
            examples: one.examples.map((example) => ({ ...example, excerpt: null })),
          })),
        }),
    ...(knowledge === undefined ? {} : { knowledge: knowledge.map(withheldKnowledge) }),
    stems: {},
  };
}

/** Without seeds and replies: seeds are what a question is about. */
export function withheldKnowledge(analysis: KnowledgeAnalysis): KnowledgeAnalysis {
  return {
    ...analysis,
    changes: analysis.changes.map((change) => ({ ...change, seeds: null })),
    examples: analysis.examples.map((example) => ({ ...example, seeds: null, excerpt: null })),
  };
}
