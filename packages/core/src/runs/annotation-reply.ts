import { type Annotation, noCategory } from "../lexicons/annotation-texts.ts";
import { splitReasoning } from "../text/split-reasoning.ts";

/** What a model said of one annotation. What is no category of the list is data: it is kept and counted, never mended. */
export type AnnotatedLabel =
  | { readonly status: "labelled"; readonly value: string }
  | { readonly status: "not-applicable" }
  /** Something else than a category: `written` is its beginning. */
  | { readonly status: "invalid"; readonly written: string }
  /** The reply does not name the annotation, or there is no reply that can be read. */
  | { readonly status: "missing" };

/** A reply as far as it could be read. */
export interface AnnotationReply {
  /** In exactly the form asked for; with words or a fence around it, or other names for categories; not at all. */
  readonly form: "strict" | "lenient" | "unreadable";
  readonly labels: Readonly<Record<string, AnnotatedLabel>>;
}

/** Characters kept of what is no category. */
const mostWritten = 80;
/** Places at which a JSON object may begin that are tried; a reply of a million braces is none. */
const mostStarts = 32;

/**
 * Read what a model replied to `annotationQuestion`: a JSON object with a code for every annotation. Words around the
 * object and a category's name instead of its code are allowed and told by the form.
 *
 * @example readAnnotationReply('{"competency":"Diag"}', wanted).labels["competency"] // { status: "labelled", value: "Diag" }
 */
export function readAnnotationReply(reply: string, wanted: readonly Annotation[]): AnnotationReply {
  const text = splitReasoning(reply).text.trim();
  const whole = objectIn(text);
  const found = whole ?? firstObject(text);
  if (found === null) {
    const missing = wanted.map(({ tag }): [string, AnnotatedLabel] => [tag, { status: "missing" }]);
    return { form: "unreadable", labels: Object.fromEntries(missing) };
  }
  let exact = whole !== null && Object.keys(found).every((name) => wanted.some(({ tag }) => tag === name));
  const labels = wanted.map((annotation): [string, AnnotatedLabel] => {
    const said = Object.hasOwn(found, annotation.tag) ? found[annotation.tag] : undefined;
    const written = typeof said === "string" || typeof said === "number" ? String(said).trim() : undefined;
    exact = exact && typeof said === "string" && annotation.values.some(({ code }) => code === said);
    return [annotation.tag, labelOf(said, written, annotation)];
  });
  return { form: exact ? "strict" : "lenient", labels: Object.fromEntries(labels) };
}

function labelOf(said: unknown, written: string | undefined, { values }: Annotation): AnnotatedLabel {
  if (said === undefined || said === null || written === "") {
    return { status: "missing" };
  }
  const code = written === undefined ? null : codeOf(written, values);
  if (code === null) {
    const shown = written ?? JSON.stringify(said);
    return { status: "invalid", written: shown.slice(0, mostWritten).toWellFormed() };
  }
  return code === noCategory ? { status: "not-applicable" } : { status: "labelled", value: code };
}

function codeOf(written: string, values: Annotation["values"]): string | null {
  const folded = fold(written);
  const [head = ""] = folded.split(/\s*[=·:：]\s*/u);
  const byCode = values.find(({ code }) => fold(code) === folded || fold(code) === head);
  if (byCode !== undefined) {
    return byCode.code;
  }
  // JSON's numbers have no leading zero.
  const padded = /^\d$/.test(folded) ? values.find(({ code }) => code === `0${folded}`) : undefined;
  const named = values.filter(({ title }) => Object.values(title).some((name) => fold(name) === folded));
  return padded?.code ?? (named.length === 1 ? (named[0]?.code ?? null) : null);
}

function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.startsWith("{")) {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // What is no JSON is no reply in the form asked for.
    return null;
  }
}

/** The first JSON object in a text: from an opening brace to the last closing one, or to the next. */
function firstObject(text: string): Readonly<Record<string, unknown>> | null {
  let start = text.indexOf("{");
  for (let tried = 0; start >= 0 && tried < mostStarts; tried++) {
    for (const end of [text.indexOf("}", start), text.lastIndexOf("}")]) {
      const found = end < start ? null : objectIn(text.slice(start, end + 1));
      if (found !== null) {
        return found;
      }
    }
    start = text.indexOf("{", start + 1);
  }
  return null;
}
