import { DatabaseSync } from "node:sqlite";
import { createGraphWriter } from "../graph-writer.ts";
import { type KnowledgeGraph, loadKnowledgeGraph } from "../knowledge-graph.ts";
import type { EntityName, GraphStatement } from "../statement.ts";

/** A graph made of statements, without a file. */
export function graphOf(statements: readonly GraphStatement[]): KnowledgeGraph {
  const database = new DatabaseSync(":memory:");
  try {
    const writer = createGraphWriter(database);
    for (const statement of statements) {
      writer.add(statement);
    }
    writer.finish();
    return loadKnowledgeGraph(database, "memory");
  } finally {
    database.close();
  }
}

/** An entity with labels by language; further names of a language, separated by |, are aliases. */
export function entity(id: string, type: string, names: Readonly<Record<string, string>>): GraphStatement {
  return {
    kind: "entity",
    id,
    type,
    names: Object.entries(names).flatMap(([language, texts]) =>
      texts.split("|").map((text, at): EntityName => ({ text, language, kind: at === 0 ? "label" : "alias" })),
    ),
  };
}

/** A fact between entities that are stated elsewhere. */
export function fact(head: string, relation: string, tail: string, weight = 1): GraphStatement {
  return { kind: "triple", head, headType: "", relation, tail, tailType: "", weight, source: "" };
}

/** Two diseases, their symptoms, a test and a drug: small enough to compute by hand. */
export const smallStatements: readonly GraphStatement[] = [
  entity("fever", "symptom", { en: "fever|pyrexia", zh: "发热" }),
  entity("cough", "symptom", { en: "cough", zh: "咳嗽" }),
  entity("pneumonia", "disease", { en: "pneumonia", zh: "肺炎" }),
  entity("influenza", "disease", { en: "influenza|flu", zh: "流行性感冒|流感" }),
  entity("chest-radiograph", "test", { en: "chest radiograph", zh: "胸片" }),
  entity("oseltamivir", "drug", { en: "oseltamivir", zh: "奥司他韦" }),
  fact("pneumonia", "symptom", "fever"),
  fact("pneumonia", "symptom", "cough"),
  fact("pneumonia", "test", "chest-radiograph"),
  fact("influenza", "symptom", "fever"),
  fact("influenza", "drug", "oseltamivir"),
];
