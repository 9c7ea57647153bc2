import { DataError } from "../base/errors.ts";

/** One name of an entity, as a list gives it. */
export interface EntityName {
  /** Of the entity, the same in every language: `acute-pancreatitis`. */
  readonly id: string;
  /** Disease, drug, …: free text. */
  readonly type: string;
  readonly name: string;
  /**
   * Words of which one must stand somewhere in the text for this name to mean the entity: for names that mean something
   * else as well (MS). Compared whatever case and accents, also inside longer words.
   */
  readonly near?: readonly string[];
}

/** A name with the words that must be near it in braces: `MS {relapsing, plaque}`. */
const contextual = /^(.*?)\s*\{([^{}]*)\}$/u;

/**
 * The names of an entity list: a line a concept, its id, a tab, its names with bars between them, the usual one first. A
 * name that means something else as well has words in braces, of which one must stand in the text. The heading
 * `id<tab>names`, blank lines and lines that begin with # are passed over.
 *
 * Throws DATASET_ROW_INVALID for a line without id, tab or name, or with an id that is not in lower-case kebab.
 *
 * @param file Named in errors.
 * @example parseEntityList("fever\tfever | pyrexia", "symptom", "mine.tsv")[1]
 *   → { id: "fever", type: "symptom", name: "pyrexia" }
 */
export function parseEntityList(text: string, type: string, file: string): readonly EntityName[] {
  return text.split(/\r?\n/u).flatMap((line, at): EntityName[] => {
    if (line.trim() === "" || line.startsWith("#") || (at === 0 && line === "id\tnames")) {
      return [];
    }
    const [id = "", listed = "", ...rest] = line.split("\t");
    const names = listed
      .split("|")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(id) || names.length === 0 || rest.length > 0) {
      throw new DataError("DATASET_ROW_INVALID", `not an entity: ${JSON.stringify(line.slice(0, 80))}`, {
        place: { file, line: at + 1 },
        remedy: "Write the id in lower case with hyphens, one tab, then the names with | between them.",
      });
    }
    return names.map((name) => {
      const [, bare, words] = contextual.exec(name) ?? [];
      const near = words?.split(",").flatMap((word) => (word.trim() === "" ? [] : [word.trim()])) ?? [];
      return bare === undefined || near.length === 0 ? { id, type, name } : { id, type, name: bare, near };
    });
  });
}
