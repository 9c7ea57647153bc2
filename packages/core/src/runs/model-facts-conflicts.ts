import type { ModelFacts } from "../records/model-facts.ts";
import { nameKey, spellingsOf } from "./known-models.ts";
import { nearNames } from "./near-names.ts";
import type { StudyDocument } from "./study-problems.ts";

/** One model's facts and the file they were read from. */
export interface ModelFactsFile {
  readonly file: string;
  readonly document: StudyDocument;
  readonly facts: ModelFacts;
}

/** One mistake and where it stands; lines from 1. */
export interface ModelFactsProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * What is wrong between files that are each sound: a spelling two models share (told of the later one), a parent that
 * is no model's id and not said to be external, models that are each other's ancestors. No files, no problems.
 */
export function modelFactsConflicts(files: readonly ModelFactsFile[]): readonly ModelFactsProblem[] {
  return [...sharedSpellings(files), ...unknownParents(files), ...ancestorRings(files)];
}

function problemAt({ file, document }: ModelFactsFile, path: readonly PropertyKey[], message: string) {
  return { file, line: document.lineOf(path), message };
}

function sharedSpellings(files: readonly ModelFactsFile[]): ModelFactsProblem[] {
  const owners = new Map<string, ModelFactsFile>();
  const problems: ModelFactsProblem[] = [];
  for (const one of files) {
    for (const [index, spelling] of spellingsOf(one.facts).entries()) {
      const key = nameKey(spelling);
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, one);
      } else if (owner !== one) {
        const path = index === 0 ? ["id"] : index === 1 ? ["name"] : ["aliases", index - 2];
        problems.push(problemAt(one, path, `"${spelling}" is what ${owner.file} calls ${owner.facts.id}`));
      }
    }
  }
  return problems;
}

function unknownParents(files: readonly ModelFactsFile[]): ModelFactsProblem[] {
  const ids = new Set(files.map(({ facts }) => nameKey(facts.id)));
  return files.flatMap((one) => {
    const { parent, parentExternal } = one.facts;
    if (parent === null || parentExternal || ids.has(nameKey(parent))) {
      return [];
    }
    const near = nearNames(
      parent,
      files.filter((other) => other !== one).map(({ facts }) => spellingsOf(facts)),
    );
    const known = near.length === 0 ? "" : ` (near: ${near.join(", ")})`;
    return [
      problemAt(one, ["parent"], `no file has the id "${parent}"${known}; where none should, say parentExternal: true`),
    ];
  });
}

function ancestorRings(files: readonly ModelFactsFile[]): ModelFactsProblem[] {
  const byId = new Map(files.map((one) => [nameKey(one.facts.id), one]));
  const parentOf = ({ facts }: ModelFactsFile) => (facts.parent === null ? undefined : byId.get(nameKey(facts.parent)));
  return files.flatMap((one) => {
    const passed = new Set<ModelFactsFile>();
    let current = parentOf(one);
    while (current !== undefined && current !== one && !passed.has(current)) {
      passed.add(current);
      current = parentOf(current);
    }
    return current === one ? [problemAt(one, ["parent"], `${one.facts.id} is its own ancestor`)] : [];
  });
}
