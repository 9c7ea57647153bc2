/**
 * What follows the last #, / or : of an IRI; all of it where nothing follows, or where the text is no IRI.
 *
 * @example localName("http://example.org/disease/gout") // "gout"
 */
export function localName(iri: string): string {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^\s]*$/.test(iri)) {
    return iri;
  }
  const cut = Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/"), iri.lastIndexOf(":"));
  const local = iri.slice(cut + 1);
  return local === "" ? iri : local;
}
