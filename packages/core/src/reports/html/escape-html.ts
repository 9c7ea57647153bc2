import { printableText } from "../../figures/printable-text.ts";

/** Text for HTML, between tags or in a quoted attribute; control characters are made visible. */
export function escapeHtml(text: string): string {
  return printableText(text)
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/"/gu, "&quot;")
    .replace(/'/gu, "&#39;");
}

/**
 * A value as JSON that can stand inside a script element: no `<`, no `>`, no line separators JavaScript once choked on,
 * and no characters that would reorder the page's source in an editor.
 */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
