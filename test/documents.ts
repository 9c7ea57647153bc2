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
  const under = (folder: string): string[] =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".md") && !entry.parentPath.includes("node_modules"))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  const top = readdirSync(root).filter((name) => name.endsWith(".md"));
  return [...top, ...under("docs"), ...under("packages"), ...under("benchmarks")].sort();
}
