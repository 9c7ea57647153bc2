/** A piece of a template: text as it stands, or the name of a placeholder. */
type Part = { readonly text: string } | { readonly placeholder: string };

/** A paragraph of a template with the white space that stands before it. */
interface Paragraph {
  readonly before: string;
  readonly parts: readonly Part[];
}

/** A text with placeholders, compiled. */
export interface Template {
  /** Names of its placeholders, each once, in the order they first stand. */
  readonly placeholders: readonly string[];
  /**
   * The text with every placeholder replaced, once: a value that looks like a placeholder stays as it is. A paragraph
   * (between empty lines) whose placeholders are all empty is left out, so that a heading never stands alone.
   * A placeholder without a value counts as empty.
   */
  fill(values: Readonly<Record<string, string>>): string;
}

/** What is wrong with a template's text, and the characters it is wrong about. */
export interface TemplateProblem {
  readonly found: string;
  readonly message: string;
}

const emptyLines = /\n(?:[ \t]*\n)+/g;
const placeholder = /\{\{([^{}]*)\}\}/g;

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    parts.push({ text: text.slice(end, match.index) }, { placeholder: (match[1] ?? "").trim() });
    end = match.index + match[0].length;
  }
  return [...parts, { text: text.slice(end) }];
}

function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  let before = "";
  for (const gap of text.matchAll(emptyLines)) {
    paragraphs.push({ before, parts: partsOf(text.slice(start, gap.index)) });
    before = gap[0];
    start = gap.index + gap[0].length;
  }
  paragraphs.push({ before, parts: partsOf(text.slice(start)) });
  return paragraphs;
}

/** Compile a template: `{{name}}` stands for a value, everything else for itself. */
export function compileTemplate(text: string): Template {
  const paragraphs = paragraphsOf(text);
  const placeholders = new Set(
    paragraphs.flatMap(({ parts }) => parts.flatMap((part) => ("placeholder" in part ? [part.placeholder] : []))),
  );
  return {
    placeholders: [...placeholders],
    fill: (values) => {
      const valueFor = (name: string): string => (Object.hasOwn(values, name) ? (values[name] ?? "") : "");
      let filled = "";
      for (const { before, parts } of paragraphs) {
        const named = parts.flatMap((part) => ("placeholder" in part ? [part.placeholder] : []));
        if (named.length === 0 || named.some((name) => valueFor(name) !== "")) {
          const content = parts
            .map((part) => ("placeholder" in part ? valueFor(part.placeholder) : part.text))
            .join("");
          filled += filled === "" ? content : `${before}${content}`;
        }
      }
      return filled;
    },
  };
}

/** Placeholders a template may not have, and opening braces that never close; empty when all is well. */
export function templateProblems(text: string, allowed: readonly string[]): TemplateProblem[] {
  const known = allowed.length === 0 ? "none are known here" : `known here: ${allowed.join(", ")}`;
  const unknown = [...text.matchAll(placeholder)]
    .filter((match) => !allowed.includes((match[1] ?? "").trim()))
    .map((match) => ({ found: match[0], message: `unknown placeholder ${match[0]}; ${known}` }));
  const unclosed = text.replaceAll(placeholder, "").includes("{{")
    ? [{ found: "{{", message: 'a placeholder that begins with "{{" does not end in "}}"' }]
    : [];
  return [...unknown, ...unclosed];
}
