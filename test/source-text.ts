/** A module's text with comments and the insides of strings blanked out, so that code can be searched. */
export interface SourceText {
  /** As long as the text; comments, string contents and regular expressions are spaces. */
  readonly code: string;
  /** Offset of the opening quote → content, for plain strings. */
  readonly strings: ReadonlyMap<number, string>;
}

/** What may stand before a slash that begins a regular expression rather than a division. */
const beforeRegularExpression = /(?:[(,=:[!&|?{};+\-*%~^<>]|\breturn|\btypeof|\bcase|\bof|\bin|^)\s*$/;

/** Blank out everything of a TypeScript module that is not code. */
export function sourceText(text: string): SourceText {
  const code =
    [...text].length === text.length ? text.split("") : Array.from({ length: text.length }, (_, i) => text.charAt(i));
  const strings = new Map<number, string>();
  /** Depth of braces at which each open template's ${…} ends. */
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  const blank = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      if (code[i] !== "\n") {
        code[i] = " ";
      }
    }
  };
  const skipTemplate = (from: number): void => {
    let i = from;
    while (i < text.length && text[i] !== "`" && !(text[i] === "$" && text[i + 1] === "{")) {
      i += text[i] === "\\" ? 2 : 1;
    }
    blank(from, i);
    if (text[i] === "$") {
      templates.push(depth);
      depth += 1;
      at = i + 2;
    } else {
      at = i + 1;
    }
  };
  while (at < text.length) {
    const char = text[at];
    if (char === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) {
      const line = text[at + 1] === "/";
      const found = line ? text.indexOf("\n", at) : text.indexOf("*/", at + 2);
      const end = found < 0 ? text.length : line ? found : found + 2;
      blank(at, end);
      at = end;
    } else if (char === '"' || char === "'") {
      let end = at + 1;
      while (end < text.length && text[end] !== char && text[end] !== "\n") {
        end += text[end] === "\\" ? 2 : 1;
      }
      strings.set(at, text.slice(at + 1, end));
      blank(at + 1, end);
      at = end + 1;
    } else if (char === "`") {
      skipTemplate(at + 1);
    } else if (char === "/" && beforeRegularExpression.test(code.slice(Math.max(0, at - 40), at).join(""))) {
      let end = at + 1;
      let inClass = false;
      while (end < text.length && (inClass || text[end] !== "/") && text[end] !== "\n") {
        inClass = text[end] === "[" ? true : text[end] === "]" ? false : inClass;
        end += text[end] === "\\" ? 2 : 1;
      }
      blank(at, end + 1);
      at = end + 1;
    } else {
      depth += char === "{" ? 1 : char === "}" ? -1 : 0;
      if (char === "}" && templates.at(-1) === depth) {
        templates.pop();
        skipTemplate(at + 1);
      } else {
        at += 1;
      }
    }
  }
  return { code: code.join(""), strings };
}

const importForms = [
  // import … from "x", export … from "x"; also their type-only forms
  /\b(?:import|export)\b[\s\w$*{},]*?\bfrom\s*(?=["'])/g,
  // import "x"
  /\bimport\s*(?=["'])/g,
  // import("x"), also inside types
  /\bimport\s*\(\s*(?=["'])/g,
];

/** Every module a module names: static, type-only, re-exported and imported on demand. */
export function importedModules({ code, strings }: SourceText): string[] {
  const found: string[] = [];
  for (const form of importForms) {
    for (const match of code.matchAll(form)) {
      const specifier = strings.get(match.index + match[0].length);
      if (specifier !== undefined) {
        found.push(specifier);
      }
    }
  }
  return found;
}
