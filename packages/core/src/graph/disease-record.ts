import type { GraphStatement } from "./statement.ts";
import { graphFileInvalid, type StatementPlace, statedText } from "./statement-fields.ts";

/** What a list of a disease record says: the relation from the disease and the type of what it leads to. */
const listFields: Readonly<Record<string, { readonly relation: string; readonly type: string }>> = {
  symptom: { relation: "symptom", type: "symptom" },
  check: { relation: "test", type: "test" },
  common_drug: { relation: "drug", type: "drug" },
  recommand_drug: { relation: "drug", type: "drug" },
  recommend_drug: { relation: "drug", type: "drug" },
  acompany: { relation: "complication", type: "disease" },
  accompany: { relation: "complication", type: "disease" },
  complication: { relation: "complication", type: "disease" },
  cure_way: { relation: "treatment", type: "procedure" },
  cure_department: { relation: "department", type: "department" },
  do_eat: { relation: "recommended-food", type: "food" },
  recommand_eat: { relation: "recommended-food", type: "food" },
  not_eat: { relation: "avoided-food", type: "food" },
};

/**
 * Whether a JSON object has the layout of the Chinese disease graphs in circulation: one object a disease, with `name` and
 * lists called symptom, check, common_drug, recommand_drug (so spelt), acompany, cure_department, cure_way, do_eat,
 * not_eat …
 */
export function isDiseaseRecord(object: Readonly<Record<string, unknown>>): boolean {
  return typeof object["name"] === "string" && Object.keys(listFields).some((field) => field in object);
}

/**
 * The facts of one disease record. Texts (`desc`, `cause`, `prevent` …) name no entities and are left out; a list that is
 * one text is split at white space and 、，,;；. Empty entries are left out. Throws GRAPH_FILE_INVALID for a list that is
 * something else, or an entry that is no text.
 */
export function diseaseStatements(object: Readonly<Record<string, unknown>>, place: StatementPlace): GraphStatement[] {
  const name = statedText(String(object["name"]), "name", place);
  const statements: GraphStatement[] = [{ kind: "entity", id: name, type: "disease", names: [] }];
  for (const [field, { relation, type }] of Object.entries(listFields)) {
    const value = object[field];
    if (value === undefined || value === null) {
      continue;
    }
    for (const tail of entries(value, field, place)) {
      if (!(type === "disease" && tail === name)) {
        statements.push({
          kind: "triple",
          head: name,
          headType: "disease",
          relation,
          tail,
          tailType: type,
          weight: 1,
          source: "",
        });
      }
    }
  }
  return statements;
}

function entries(value: unknown, field: string, place: StatementPlace): string[] {
  const list: readonly unknown[] =
    typeof value === "string" ? value.split(/[\s、，,;；]+/) : Array.isArray(value) ? value : [];
  if (typeof value !== "string" && !Array.isArray(value)) {
    throw graphFileInvalid(place, `${field} is neither a list nor text`);
  }
  return list.flatMap((entry) => {
    if (typeof entry !== "string") {
      throw graphFileInvalid(place, `${field} has an entry that is not text: ${JSON.stringify(entry)?.slice(0, 80)}`);
    }
    return entry.trim() === "" ? [] : [statedText(entry, field, place)];
  });
}
