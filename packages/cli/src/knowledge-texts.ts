import {
  type EntityEntry,
  type GraphCounts,
  type GraphStatistics,
  type NamedCount,
  type SeedFinding,
  type SeedQuestion,
  sayPath,
  type TextGraphCounts,
} from "@viva/core";
import { drawTable } from "./draw-table.ts";

/** What `viva knowledge build` says at its end. */
export function builtText(out: string, counts: GraphCounts, explanations: TextGraphCounts | null): string {
  const lines = [
    `${out}: ${counts.nTriples} facts about ${counts.nEntities} entities with ${counts.nNames} names.`,
    `Stated again and kept once: ${counts.repeated}. Of an entity about itself, left out: ${counts.selfLoops}.`,
  ];
  if (explanations !== null) {
    const { texts, sentences, leftOut, tooMany, withPairs, pairs, facts } = explanations;
    lines.push(
      `From ${texts} explanations with ${sentences} sentences: ${withPairs} name two entities or more; ${facts} of ${pairs} pairs became facts.`,
      `Left out because they repeat a tested item: ${leftOut.ngram} by a run of words, ${leftOut.nearDuplicate} as near duplicates. Left out as lists: ${tooMany}.`,
    );
  }
  return lines.join("\n");
}

/** A graph's numbers as a table. */
export function statisticsText(statistics: GraphStatistics): string {
  const rows: [string, string][] = [
    ["entities", String(statistics.entities)],
    ["facts", String(statistics.triples)],
    ["names", String(statistics.names)],
    ["types", counted(statistics.types)],
    ["relations", counted(statistics.relations)],
    ["languages of names", counted(statistics.languages)],
    ["sources", counted(statistics.sources)],
    ["entities without a fact", String(statistics.isolated)],
    ["neighbours of an entity", `median ${statistics.medianNeighbours}, most ${statistics.mostNeighbours}`],
    ["most neighbours", counted(statistics.hubs)],
  ];
  return drawTable({ header: ["what", "found"], align: ["left", "left"], rows });
}

const mostShown = 12;

function counted(counts: readonly NamedCount[]): string {
  const shown = counts.slice(0, mostShown).map(({ name, count }) => `${name === "" ? "(none)" : name} ${count}`);
  return `${shown.join("  ")}${counts.length > mostShown ? `  … ${counts.length - mostShown} more` : ""}`;
}

/** An entity with its names and facts. */
export function entityText({ id, type, label, names, facts }: EntityEntry): string {
  const others = names.map(({ text, language, kind }) => `${language === "" ? "" : `${language} `}${kind}: ${text}`);
  const rows = facts.map(({ text, weight, other }) => [
    text,
    other.type,
    weight === 1 ? "" : weight.toPrecision(3),
    other.id,
  ]);
  return [
    `${label} (${id}${type === "" ? "" : `, ${type}`})`,
    ...others.map((line) => `  ${line}`),
    "",
    drawTable({ header: ["fact", "type", "weight", "id"], align: ["left", "left", "right", "left"], rows }),
  ].join("\n");
}

/** What a question names, and the seeds with the facts that lead to them. */
export function seedsText({ text, language }: SeedQuestion, { mentions, nCandidates, seeds }: SeedFinding): string {
  const named = mentions.map(({ text: as, polarity, method, similarity, entities }) => [
    as,
    polarity,
    method === "fuzzy" ? `fuzzy ${similarity.toFixed(2)}` : (method ?? "not in the graph"),
    entities.map(({ id }) => id).join(", "),
  ]);
  const found = seeds.map(({ label, type, score, supports }) => [
    label,
    type,
    score.toFixed(3),
    supports.map(({ path }) => sayPath(path, language)).join(" | "),
  ]);
  return [
    text,
    "",
    mentions.length === 0
      ? "The question names no entity of the graph: it gets no seeds."
      : drawTable({
          header: ["named", "polarity", "linked", "entity"],
          align: ["left", "left", "left", "left"],
          rows: named,
        }),
    "",
    seeds.length === 0
      ? `No seeds (candidates: ${nCandidates}).`
      : drawTable({
          header: [`seed (of ${nCandidates} candidates)`, "type", "score", "because"],
          align: ["left", "left", "right", "left"],
          rows: found,
        }),
  ].join("\n");
}
