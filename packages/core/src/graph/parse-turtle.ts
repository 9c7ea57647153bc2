import { graphFileInvalid } from "./statement-fields.ts";
import { createTurtleScanner, type TurtleToken } from "./turtle-token.ts";

/** A subject or object of RDF. */
export type RdfTerm =
  | { readonly kind: "iri"; readonly text: string }
  | { readonly kind: "blank"; readonly text: string }
  | { readonly kind: "literal"; readonly text: string; readonly language: string };

/** One triple of RDF and the line its object stands on. */
export interface RdfTriple {
  readonly subject: Exclude<RdfTerm, { kind: "literal" }>;
  /** IRI. */
  readonly predicate: string;
  readonly object: RdfTerm;
  readonly line: number;
}

/** What was declared by @prefix and @base so far. */
export interface TurtlePrefixes {
  readonly names: Map<string, string>;
  base: string;
}

const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/**
 * The triples of a text in N-Triples, or in the part of Turtle that graphs are published in: prefixes, base, `a`, lists
 * of predicates (;) and objects (,), all forms of literals, labelled blank nodes, comments. Not read, and refused by name:
 * anonymous blank nodes [ … ] and collections ( … ). IRIs are kept as written; one without a scheme is put behind the base.
 *
 * Throws GRAPH_FILE_INVALID with the line.
 * Source: W3C, RDF 1.1 Turtle and RDF 1.1 N-Triples, 2014.
 */
export function parseTurtle(text: string, file: string, firstLine: number, prefixes: TurtlePrefixes): RdfTriple[] {
  const scanner = createTurtleScanner(text, file, firstLine);
  const triples: RdfTriple[] = [];
  let token = scanner.next();
  const advance = (): TurtleToken => {
    const read = token;
    token = scanner.next();
    return read;
  };
  const invalid = (wanted: string, at: TurtleToken = token): Error =>
    graphFileInvalid(
      { file, line: at.line },
      at.kind === "mark" && "[](".includes(at.text)
        ? `${at.text} (anonymous nodes and collections) is not read; rewrite the graph as N-Triples`
        : `${wanted} is wanted, found ${at.kind === "end" ? "the end" : JSON.stringify(at.text.slice(0, 80))}`,
    );
  const mark = (text: string): void => {
    if (token.kind !== "mark" || token.text !== text) {
      throw invalid(JSON.stringify(text));
    }
    advance();
  };
  const iriOf = (read: TurtleToken): string | null => {
    if (read.kind === "iri") {
      return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(read.text) ? read.text : `${prefixes.base}${read.text}`;
    }
    if (read.kind !== "prefixed") {
      return null;
    }
    const colon = read.text.indexOf(":");
    const namespace = prefixes.names.get(read.text.slice(0, colon));
    if (namespace === undefined) {
      throw graphFileInvalid({ file, line: read.line }, `the prefix ${read.text.slice(0, colon + 1)} is not declared`);
    }
    return namespace + read.text.slice(colon + 1);
  };
  const directive = (): void => {
    const kind = advance().text;
    let name: string | null = null;
    if (kind.endsWith("prefix")) {
      const named = advance();
      if (named.kind !== "prefixed" || !named.text.endsWith(":")) {
        throw invalid("a prefix that ends in a colon", named);
      }
      name = named.text.slice(0, -1);
    }
    const target = advance();
    if (target.kind !== "iri") {
      throw invalid("an IRI in < >", target);
    }
    const iri = iriOf(target) ?? "";
    if (name === null) {
      prefixes.base = iri;
    } else {
      prefixes.names.set(name, iri);
    }
    if (kind.startsWith("@")) {
      mark(".");
    }
  };
  const object = (): RdfTerm => {
    const read = token;
    if (read.kind === "string") {
      advance();
      let language = "";
      if (token.kind === "language") {
        language = advance().text;
      } else if (token.kind === "datatype") {
        advance();
        if (iriOf(token) === null) {
          throw invalid("the IRI of a datatype");
        }
        advance();
      }
      return { kind: "literal", text: read.text, language };
    }
    if (read.kind === "plain-literal") {
      advance();
      return { kind: "literal", text: read.text, language: "" };
    }
    return node("a subject of another fact, or a literal,");
  };
  const node = (wanted: string): RdfTriple["subject"] => {
    if (token.kind === "blank") {
      return { kind: "blank", text: advance().text };
    }
    const iri = iriOf(token);
    if (iri === null) {
      throw invalid(wanted);
    }
    advance();
    return { kind: "iri", text: iri };
  };
  const statement = (): void => {
    const subject = node("a subject (an IRI or a prefixed name)");
    for (;;) {
      const predicate = token.kind === "a" ? rdfType : iriOf(token);
      if (predicate === null) {
        throw invalid("a predicate (an IRI, a prefixed name or a)");
      }
      advance();
      for (;;) {
        const { line } = token;
        triples.push({ subject, predicate, object: object(), line });
        if (!(token.kind === "mark" && token.text === ",")) {
          break;
        }
        advance();
      }
      while (token.kind === "mark" && token.text === ";") {
        advance();
      }
      if (token.kind === "mark" && token.text === ".") {
        advance();
        return;
      }
      if (token.kind === "end") {
        throw invalid("a full stop");
      }
    }
  };
  while (token.kind !== "end") {
    if (token.kind === "directive") {
      directive();
    } else {
      statement();
    }
  }
  return triples;
}
