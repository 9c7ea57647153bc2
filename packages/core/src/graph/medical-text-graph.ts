import { medicalEntityLanguage, medicalEntityLanguages, readMedicalEntities } from "../lexicons/medical-entities.ts";
import type { Item } from "../records/item.ts";
import { createEntityFinder, type EntityFinder } from "../text/entity-finder.ts";
import type { EntityName, GraphStatement } from "./statement.ts";
import { createTestedTexts } from "./tested-texts.ts";
import { createTextGraph, type TextGraphCounts } from "./text-graph.ts";

/** How a graph is made from explanations. */
export interface ExplanationGraphSettings {
  /** Sentences in which two entities must stand together, at least. */
  readonly atLeast: number;
  /** What the facts name as their source. */
  readonly source: string;
  /** Length of a run of words (Chinese: characters) that no sentence may share with a tested item. */
  readonly ngram: number;
}

/**
 * Make a graph from the explanations of items, with Viva's lists of medical entities as dictionary. Sentences that repeat a
 * tested item (its stem, options or explanation) are left out. The entities bring their names in every language of the
 * lists. Items in a language without a list are read over.
 */
export async function graphFromExplanations(
  train: AsyncIterable<Item> | Iterable<Item>,
  tested: AsyncIterable<Item> | Iterable<Item>,
  { atLeast, source, ngram }: ExplanationGraphSettings,
): Promise<{ readonly statements: readonly GraphStatement[]; readonly counts: TextGraphCounts }> {
  const finders = new Map<string, EntityFinder>();
  const finderOf = (language: string): EntityFinder | null => {
    const listed = medicalEntityLanguage(language);
    if (listed === null) {
      return null;
    }
    const finder = finders.get(listed) ?? createEntityFinder(readMedicalEntities(listed), listed);
    finders.set(listed, finder);
    return finder;
  };
  const held = createTestedTexts({ ngram });
  for await (const { stem, group, context, options, references } of tested) {
    held.add([group?.text ?? "", context ?? "", stem, ...options.map(({ text }) => text), ...references].join("\n"));
  }
  const graph = createTextGraph(finderOf, held, { atLeast, source });
  for await (const { references, language } of train) {
    for (const reference of references) {
      graph.add(reference, language);
    }
  }
  const { statements, counts } = graph.finish();
  const used = new Set(
    statements.flatMap((statement) => (statement.kind === "triple" ? [statement.head, statement.tail] : [])),
  );
  return { statements: [...entityStatements(used), ...statements], counts };
}

/** Names of the entities in every language of the lists: the first is the label. */
function entityStatements(used: ReadonlySet<string>): GraphStatement[] {
  const named = new Map<string, { type: string; names: EntityName[] }>();
  for (const language of medicalEntityLanguages) {
    const labelled = new Set<string>();
    for (const { id, type, name, near } of readMedicalEntities(language)) {
      if (used.has(id) && near === undefined) {
        const entry = named.get(id) ?? { type, names: [] };
        entry.names.push({ text: name, language, kind: labelled.has(id) ? "alias" : "label" });
        labelled.add(id);
        named.set(id, entry);
      }
    }
  }
  return [...named].map(([id, { type, names }]) => ({ kind: "entity", id, type, names }));
}
