import type { StudyModel, StudyPairwise, StudyScorer } from "./study.ts";
import { examineeOf, judgesOf } from "./study-judges.ts";
import type { StudyFile } from "./study-schema.ts";

type Path = readonly PropertyKey[];

/** What of a study decides whether its judges may judge. */
export interface StudyJudging {
  readonly scorers: readonly StudyScorer[];
  readonly pairwise: StudyFile["pairwise"];
  readonly assistants: readonly StudyModel[];
  /** Every model of the study, also those that sit out this time. */
  readonly models: readonly StudyModel[];
}

/**
 * Report judges that are not there, that are themselves under test without the study's saying so, and that cannot give what
 * they are asked for; and compared models that the study does not have.
 */
export function checkJudges(
  { scorers, pairwise, assistants, models }: StudyJudging,
  report: (path: Path, message: string) => void,
): void {
  const known = assistants.map(({ id }) => id).join(", ") || "none";
  const check = (path: Path, asker: string, name: string, allowed: boolean): StudyModel | null => {
    const judge = assistants.find(({ id }) => id === name) ?? models.find(({ id }) => id === name);
    if (judge === undefined) {
      report(path, `${asker}: no assistant is called "${name}"; the study has ${known}`);
      return null;
    }
    const examinee = examineeOf(judge, models);
    if (examinee !== null && !allowed) {
      const which = examinee.id === name ? "" : ` (it is the model of ${examinee.id})`;
      report(
        path,
        `${asker}: "${name}" would judge itself: it sits the exam${which}; name another judge, or say selfJudging: allow`,
      );
    }
    return judge;
  };
  for (const scorer of scorers) {
    const wantsVectors = scorer.configured.asksFor === "embedding";
    for (const name of judgesOf(scorer)) {
      const judge = check(["scorers"], scorer.name, name, wantsVectors || scorer.settings["selfJudging"] === "allow");
      if (judge !== null && wantsVectors && !judge.embeds) {
        report(["scorers"], `${scorer.name}: the backend of "${name}", ${judge.use}, gives no vectors of texts`);
      }
    }
  }
  for (const [index, name] of (pairwise?.judges ?? []).entries()) {
    check(["pairwise", "judges", index], "pairwise", name, pairwise?.selfJudging === "allow");
  }
  const compared = [...(pairwise?.models ?? []), ...(pairwise?.baseline === undefined ? [] : [pairwise.baseline])];
  for (const name of compared.filter((one) => !models.some(({ id }) => id === one))) {
    report(["pairwise"], `pairwise: the study has no model "${name}"; it has ${models.map(({ id }) => id).join(", ")}`);
  }
}

/** The pairs a study has compared, of the models that take part; null without any. */
export function readPairwise(written: StudyFile["pairwise"], models: readonly StudyModel[]): StudyPairwise | null {
  if (written === undefined) {
    return null;
  }
  const { judges, baseline = null, question = null, sample, bothOrders, mostCharacters } = written;
  const named =
    written.models === undefined ? null : new Set([...written.models, ...(baseline === null ? [] : [baseline])]);
  return {
    judges: [...new Set(judges)],
    models: models.map(({ id }) => id).filter((id) => named?.has(id) ?? true),
    baseline,
    question,
    sample,
    bothOrders,
    mostCharacters,
  };
}
