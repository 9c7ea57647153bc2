import { UsageError } from "../base/errors.ts";
import { canonicalJson, identityHash } from "../base/hash.ts";
import type { Item } from "../records/item.ts";
import type { AnyPlugin } from "../runs/plugins.ts";
import { parseStudy } from "../runs/read-study.ts";
import { selectItems } from "../runs/select-items.ts";
import { specificationOf } from "../runs/specification.ts";
import type { Study } from "../runs/study.ts";
import type { StudyOverrides } from "../runs/study-source.ts";
import { readStudyText } from "../runs/study-text.ts";
import type { TaskStudySource } from "./hi-merging-file.ts";
import type { TaskItem } from "./merge-judge.ts";

/** What of a study costs time and is not looked at while a search examines. */
const lean: StudyOverrides = {
  ...{ measures: ["accuracy"], sensitivity: { extractors: [] }, strata: [], reports: ["json"], resamples: 100 },
  ...{ comparison: {}, references: [], published: [] },
};

/**
 * A task's study with one model instead of its own.
 *
 * Throws what `parseStudy` throws, with lines of the file it stands in, and MERGE_RECIPE_INVALID for a study of several
 * exams, several ways of asking, repeats, perturbations or pairs: a search wants one score for each item.
 */
export async function readTaskStudy(
  source: TaskStudySource,
  name: string,
  model: Readonly<Record<string, unknown>>,
  plugins: readonly AnyPlugin[],
): Promise<Study> {
  const own =
    source.kind === "file"
      ? {}
      : { name: name.replaceAll(/[^\p{L}\p{N}._ -]/gu, "-").replace(/^[._ -]+/u, "") || "task" };
  const text = source.kind === "file" ? readStudyText(source.file) : source.text;
  const study = await parseStudy(text, source.file, { overrides: { ...lean, ...own, models: [model] }, plugins });
  const wrong = [
    ...(study.exams.length === 1 ? [] : [`${study.exams.length} exams`]),
    ...(study.arms.length === 1 ? [] : [`${study.arms.length} ways of asking`]),
    ...(study.repeats === 1 ? [] : [`${study.repeats} repeats`]),
    ...(study.perturbations.length === 0 ? [] : ["perturbations"]),
    ...(study.pairwise === null ? [] : ["pairs of replies"]),
  ];
  if (wrong.length > 0) {
    const message = `the study of ${name} has ${wrong.join(" and ")}; one exam, asked once in one way, is wanted`;
    throw new UsageError("MERGE_RECIPE_INVALID", message, { place: { file: source.file } });
  }
  return study;
}

/** The items of a task's study that can be marked, in file order. Throws what reading the exam throws. */
export async function taskItems(study: Study): Promise<TaskItem[]> {
  const items: TaskItem[] = [];
  for (const exam of study.exams) {
    for await (const item of selectItems(exam, study.filters, study.seed)) {
      if (isMarked(item)) {
        const { id, group } = item;
        items.push({ id, content: contentOf(item), ...(group === undefined ? {} : { group: group.id }) });
      }
    }
  }
  return items;
}

/** An annulled item that is left out, or one without a key, has no score. */
function isMarked({ accepted, annulled, references, rubric }: Item): boolean {
  return annulled !== "drop" && (accepted.length > 0 || references.length > 0 || rubric !== undefined);
}

/** The same for items of the same question and options in any order, whatever case, punctuation and spaces are. */
function contentOf({ stem, options, group }: Item): string {
  const plain = (text: string): string => {
    const folded = text.normalize("NFKC").toLowerCase();
    // An option such as "+" is nothing but punctuation.
    return folded.replaceAll(/[^\p{L}\p{N}]+/gu, "") || folded.trim();
  };
  return identityHash(
    JSON.stringify([plain(group?.text ?? ""), plain(stem), options.map(({ text }) => plain(text)).sort()]),
  );
}

/** Hash of all of a study that decides an item's score, but its models. */
export async function taskStudyIdentity(study: Study): Promise<string> {
  const { models: _models, name: _name, ...specification } = await specificationOf({ ...study, models: [] });
  return identityHash(canonicalJson(specification));
}
