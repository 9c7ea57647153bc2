import type { Study, StudyModel, StudyScorer } from "./study.ts";

/** Ids of the models a scorer asks, each once, the first its chief judge; empty for a scorer that asks nobody. */
export function judgesOf({ configured, settings }: Pick<StudyScorer, "configured" | "settings">): readonly string[] {
  if (configured.requests === undefined) {
    return [];
  }
  const { judges, model } = settings;
  const named = Array.isArray(judges) && judges.length > 0 ? judges : [model];
  return [...new Set(named.filter((name) => typeof name === "string"))];
}

/** Whether some scorer of a study asks a model: its marks wait for the replies. */
export function scorersAsk({ scorers }: Pick<Study, "scorers">): boolean {
  return scorers.some(({ configured }) => configured.requests !== undefined);
}

/** The models that are asked about finished replies, in the order of the study: its assistants, then models under test. */
export function judgesOfStudy(
  study: Pick<Study, "scorers" | "pairwise" | "assistants" | "models">,
): readonly StudyModel[] {
  const named = new Set([...study.scorers.flatMap(judgesOf), ...(study.pairwise?.judges ?? [])]);
  return [...study.assistants, ...study.models].filter(({ id }) => named.has(id));
}

/** The name a server knows a model by, without its publisher and in small letters; null for what is no model of a server. */
export function servedNameIn(settings: { readonly model?: unknown }): string | null {
  const name = settings.model;
  return typeof name === "string" ? (name.split("/").at(-1) ?? name).toLowerCase() : null;
}

/** The model under test that a judge is itself, under whichever id and address; null for a judge that sits no exam. */
export function examineeOf(judge: StudyModel, models: readonly StudyModel[]): StudyModel | null {
  const name = servedNameIn(judge.settings);
  return (
    models.find((model) => model.id === judge.id || (name !== null && servedNameIn(model.settings) === name)) ?? null
  );
}
