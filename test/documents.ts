import { readdirSync } from "node:fs";
import { join } from "node:path";

/** A fenced block of a Markdown text. */
export interface FencedBlock {
  /** Words after the opening fence: language first, then the file name where the block is a file. */
  readonly info: readonly string[];
  readonly text: string;
}

/** Every fenced block of a Markdown text, in order. */
export function fencedBlocks(markdown: string): FencedBlock[] {
  return [...markdown.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = "", text = ""]) => ({
    info: info.trim().split(/\s+/).filter(Boolean),
    text,
  }));
}

/** Blocks whose opening fence names a file ("```ts mine.ts"): name → text. */
export function namedBlocks(markdown: string): Map<string, string> {
  return new Map(fencedBlocks(markdown).flatMap(({ info, text }) => (info[1] === undefined ? [] : [[info[1], text]])));
}

/** Every Markdown file of the repository's own documentation, as paths relative to its root. */
export function markdownFiles(root: string): string[] {
  const under = (folder: string, wanted: (name: string) => boolean): string[] =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && wanted(entry.name) && !entry.parentPath.includes("node_modules"))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const top = readdirSync(root).filter((name) => name.endsWith(".md"));
  const anyPage = (name: string): boolean => name.endsWith(".md");
  // Below packages lie also the texts of corpora, which are content and not documentation.
  const readme = (name: string): boolean => name === "README.md";
  return [...top, ...under("docs", anyPage), ...under("packages", readme), ...under("benchmarks", anyPage)].sort();
}

/** A link of a Markdown text to another place of the repository. */
export interface RelativeLink {
  /** Path relative to the document; "" for the document itself. */
  readonly target: string;
  /** Part after "#"; "" without one. */
  readonly anchor: string;
}

/** Every link and picture of a Markdown text that stays inside the repository; code is passed over. */
export function relativeLinks(markdown: string): RelativeLink[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```$/gm, "").replaceAll(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [target = "", anchor = ""] = link.split("#");
      return { target, anchor };
    });
}

/** The anchors GitHub gives the headings of a Markdown text. */
export function headingSlugs(markdown: string): string[] {
  return [...markdown.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
}
