/** A piece of a corpus small enough to be read beside a question. */
export interface CorpusPassage {
  /** "file#number", number from 1 within its file. */
  readonly id: string;
  readonly text: string;
  readonly source: string;
}

/** A passage longer than this many characters is cut at a sentence end. */
const longestPassage = 1200;

/**
 * Cut a text or Markdown file into passages: a paragraph each, under its headings' words. Front matter, code fences
 * and tables are taken as text; empty paragraphs are dropped.
 */
export function splitPassages(text: string, source: string): CorpusPassage[] {
  const passages: CorpusPassage[] = [];
  let headings: string[] = [];
  for (const block of text.replaceAll("\r\n", "\n").split(/\n\s*\n/)) {
    const body: string[] = [];
    for (const line of block.split("\n")) {
      const heading = /^(#{1,6})\s+(.*)$/.exec(line.trim());
      if (heading === null) {
        body.push(line);
      } else {
        const depth = heading[1]?.length ?? 1;
        headings = [...headings.slice(0, depth - 1), heading[2] ?? ""];
      }
    }
    const paragraph = body.join("\n").trim();
    if (paragraph !== "") {
      for (const piece of pieces(paragraph)) {
        const title = headings.filter((heading) => heading !== "").join(" · ");
        passages.push({
          id: `${source}#${passages.length + 1}`,
          text: title === "" ? piece : `${title}\n${piece}`,
          source,
        });
      }
    }
  }
  return passages;
}

function pieces(paragraph: string): string[] {
  const found: string[] = [];
  let rest = paragraph;
  while (rest.length > longestPassage) {
    const window = rest.slice(0, longestPassage);
    const ends = [...window.matchAll(/[。！？]|[.!?](?=\s)/g)];
    const last = ends.at(-1)?.index;
    const cut = last === undefined || last < longestPassage / 4 ? longestPassage : last + 1;
    found.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  if (rest !== "") {
    found.push(rest);
  }
  return found;
}
