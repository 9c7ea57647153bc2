import { escapeHtml } from "./escape-html.ts";
import { paragraph } from "./page-parts.ts";
import { pageStyle } from "./page-style.ts";

/** What stands on a page. */
export interface PlainPage {
  readonly language: "en" | "zh" | "es";
  readonly title: string;
  /** What kind of page it is, above the title. */
  readonly kicker: string;
  readonly lead: string;
  /** HTML, one a section. */
  readonly sections: readonly string[];
  readonly footer: string;
}

/** A page's language as HTML names it. */
const pageLanguages: Readonly<Record<PlainPage["language"], string>> = { en: "en", zh: "zh-Hans", es: "es" };

/**
 * An HTML file that needs nothing else and runs no script; light or dark as the reader's system is. Its security policy
 * forbids every request. Same input, same bytes.
 */
export function plainPage({ language, title, kicker, lead, sections, footer }: PlainPage): string {
  return `<!DOCTYPE html>
<html lang="${pageLanguages[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<header class="masthead">
<p class="kicker">${escapeHtml(kicker)}</p>
<h1><bdi>${escapeHtml(title)}</bdi></h1>
${paragraph(lead)}
</header>
<main>
${sections.join("\n")}
</main>
<footer>${paragraph(footer)}</footer>
</body>
</html>
`;
}
