import { escapeHtml } from "./escape-html.ts";

/** A paragraph of plain text. */
export function paragraph(text: string, className?: string): string {
  return `<p${className === undefined ? "" : ` class="${className}"`}>${escapeHtml(text)}</p>`;
}

/** A section of the page with its heading; the id is the target of the navigation. */
export function section(id: string, title: string, body: string): string {
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escapeHtml(title)}</h2>\n${body}\n</section>`;
}

/** Parts of a section, one a block: a single one as it is, several as a list of which the first is open. */
export function blockDetails(parts: readonly { readonly title: string; readonly body: string }[]): string {
  if (parts.length === 1) {
    return parts[0]?.body ?? "";
  }
  return parts
    .map(
      ({ title, body }, index) =>
        `<details${index === 0 ? " open" : ""}><summary>${escapeHtml(title)}</summary>\n${body}\n</details>`,
    )
    .join("\n");
}
