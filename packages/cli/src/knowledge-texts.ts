import {
  type EntityEntry,
  type GraphCounts,
  type GraphStatistics,
  type NamedCount,
  printableText,
  type SeedFinding,
  type SeedQuestion,
  sayPath,
  singleLine,
  type TextGraphCounts,
} from "@viva/core";
import { drawTable } from "./draw-table.ts";
import { knowledgeWords } from "./knowledge-words.ts";

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

/**
 * An entity with its names and facts, in a language: facts of one weight are shown without it. Names come from files that
 * others wrote: each stands on one line, without what would move a terminal's cursor.
 */
export function entityText({ id, type, label, names, facts }: EntityEntry, language: string): string {
  const words = knowledgeWords(language);
  const others = names.map(
    ({ text, language: own, kind }) =>
      `${own === "" ? "" : `${own} `}${kind === "label" ? words.label : words.alias}: ${singleLine(text)}`,
  );
  const weighted = facts.some(({ weight }) => weight !== 1);
  const rows = facts.map(({ text, weight, other }) => [
    singleLine(text),
    singleLine(other.type),
    ...(weighted ? [weight.toPrecision(3)] : []),
    singleLine(other.id),
  ]);
  return [
    `${singleLine(label)} (${singleLine(id)}${type === "" ? "" : `, ${singleLine(type)}`})`,
    ...others.map((line) => `  ${line}`),
    "",
    facts.length === 0
      ? words.noFact
      : drawTable(
          {
            header: [words.fact, words.type, ...(weighted ? [words.weight] : []), words.id],
            align: ["left", "left", ...(weighted ? (["right"] as const) : []), "left"],
            rows,
          },
          terminalColumns(),
        ),
  ].join("\n");
}

/** What a question names, and the seeds with the facts that lead to them, in the question's language. */
export function seedsText({ text, language }: SeedQuestion, { mentions, nCandidates, seeds }: SeedFinding): string {
  const words = knowledgeWords(language);
  const counted = (sentence: string): string => sentence.replace("{count}", String(nCandidates));
  const named = mentions.map(({ text: as, polarity, method, similarity, entities }) => [
    singleLine(as),
    words[polarity],
    method === null ? words.notInGraph : method === "fuzzy" ? `${words.fuzzy} ${similarity.toFixed(2)}` : words[method],
    entities.map(({ id }) => singleLine(id)).join(", "),
  ]);
  const found = seeds.map(({ label, type, score, supports }) => [
    singleLine(label),
    singleLine(type),
    score.toFixed(3),
    supports.map(({ path }) => singleLine(sayPath(path, language))).join(" | "),
  ]);
  const most = terminalColumns();
  return [
    printableText(text),
    "",
    ...(mentions.length === 0
      ? [words.noEntity]
      : [
          drawTable(
            {
              header: [words.named, words.polarity, words.linked, words.entity],
              align: ["left", "left", "left", "left"],
              rows: named,
            },
            most,
          ),
          "",
          seeds.length === 0
            ? counted(words.noSeeds)
            : drawTable(
                {
                  header: [counted(words.seed), words.type, words.score, words.because],
                  align: ["left", "left", "right", "left"],
                  rows: found,
                },
                most,
              ),
        ]),
  ].join("\n");
}

/** On a terminal its width; elsewhere a table is as wide as it needs to be. */
function terminalColumns(): number | undefined {
  return process.stdout.isTTY ? process.stdout.columns : undefined;
}
