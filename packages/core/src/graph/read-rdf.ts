import { readLines, readWhole } from "../base/lines.ts";
import { localName } from "./local-name.ts";
import { parseTurtle, type RdfTriple, type TurtlePrefixes } from "./parse-turtle.ts";
import type { PlacedStatement } from "./statement.ts";
import { type StatementPlace, statedText } from "./statement-fields.ts";

/** Properties that give the preferred name of what they stand at. */
const labelProperties = new Set([
  "http://www.w3.org/2000/01/rdf-schema#label",
  "http://www.w3.org/2004/02/skos/core#prefLabel",
  "http://schema.org/name",
  "https://schema.org/name",
  "http://xmlns.com/foaf/0.1/name",
]);

/** Properties that give other names. */
const aliasProperties = new Set([
  "http://www.w3.org/2004/02/skos/core#altLabel",
  "http://schema.org/alternateName",
  "https://schema.org/alternateName",
  "http://www.geneontology.org/formats/oboInOwl#hasExactSynonym",
]);

const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const builtIn =
  /^http:\/\/www\.w3\.org\/(?:2002\/07\/owl|2000\/01\/rdf-schema|1999\/02\/22-rdf-syntax-ns|2004\/02\/skos\/core)#/;

/**
 * What an RDF file says: N-Triples (a name that ends in .nt, read line by line) or Turtle (read whole; `parseTurtle` says
 * which part). Labels and synonyms (RDFS, SKOS, schema.org, FOAF, OBO) become names, the first type that is none of the
 * built-in classes becomes the type by its local name, a triple between two nodes a fact whose relation is the local name of
 * the predicate. Literals of other properties are no facts of the graph and are left out.
 */
export async function* readGraphRdf(file: string): AsyncGenerator<PlacedStatement[]> {
  const typed = new Set<string>();
  if (file.toLowerCase().endsWith(".nt")) {
    const none: TurtlePrefixes = { names: new Map(), base: "" };
    for await (const lines of readLines(file)) {
      yield lines.flatMap(({ number, text }) =>
        parseTurtle(text, file, number, none).flatMap((triple) => statementsOf(triple, file, typed)),
      );
    }
    return;
  }
  yield parseTurtle(readWhole(file), file, 1, { names: new Map(), base: "" }).flatMap((triple) =>
    statementsOf(triple, file, typed),
  );
}

function statementsOf(triple: RdfTriple, file: string, typed: Set<string>): PlacedStatement[] {
  const { subject, predicate, object, line } = triple;
  const place: StatementPlace = { file, line };
  const id = identifier(subject, place);
  if (object.kind === "literal") {
    const kind = labelProperties.has(predicate) ? "label" : aliasProperties.has(predicate) ? "alias" : null;
    if (kind === null || object.text.trim() === "") {
      return [];
    }
    const text = statedText(object.text.replaceAll(/\s+/g, " "), "a name", place);
    return [{ line, statement: { kind: "entity", id, type: "", names: [{ text, language: object.language, kind }] } }];
  }
  if (predicate === rdfType) {
    if (typed.has(id) || object.kind === "blank" || builtIn.test(object.text)) {
      return [];
    }
    typed.add(id);
    return [{ line, statement: { kind: "entity", id, type: localName(object.text), names: [] } }];
  }
  if (
    builtIn.test(predicate) &&
    !predicate.endsWith("#subClassOf") &&
    !/#(?:broader|narrower|related)$/.test(predicate)
  ) {
    return [];
  }
  return [
    {
      line,
      statement: {
        kind: "triple",
        head: id,
        headType: "",
        relation: statedText(localName(predicate), "a predicate", place),
        tail: identifier(object, place),
        tailType: "",
        weight: 1,
        source: "",
      },
    },
  ];
}

function identifier(term: RdfTriple["subject"], place: StatementPlace): string {
  return statedText(term.kind === "blank" ? `_:${term.text}` : term.text, "an IRI", place);
}
