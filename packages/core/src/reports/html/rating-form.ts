import { createHash } from "node:crypto";
import { printableText } from "../../figures/printable-text.ts";
import type { ReviewSheet } from "../../records/review.ts";
import { textsReviewForm } from "../texts-review-form.ts";
import { embeddedJson, escapeHtml } from "./escape-html.ts";
import { ratingFormScript } from "./rating-form-script.ts";
import { ratingFormStyle } from "./rating-form-style.ts";

/** Languages a form can be switched to, with their own names. */
const languages = { en: "English", es: "Español", zh: "中文" } as const;
const prefix = "review.form.";

/** Keys and what they do, in the order of the help. */
const shortcuts: readonly (readonly [keys: string, text: string])[] = [
  ["← →", "key.move"],
  ["N", "key.open"],
  ["1–9", "key.digits"],
  ["0", "key.zero"],
  ["↑ ↓", "key.criterion"],
  ["Enter", "key.enter"],
  ["S", "key.confirm"],
  ["A", "key.answer"],
  ["R", "key.reference"],
  ["C", "key.comment"],
];

/**
 * A sheet as one HTML file for a rater: it opens from disk, asks no server for anything (its security policy forbids every
 * request and every script but the one whose hash it names), keeps the ratings in the browser and gives them out as CSV and
 * JSON. In English, Spanish or Chinese, light or dark, by pointer or by keys. Replies are put on the page as text, control
 * characters made visible. Same input, same bytes.
 *
 * @param language The language it opens in.
 */
export function ratingForm(sheet: ReviewSheet, language: "en" | "es" | "zh"): string {
  const texts = Object.fromEntries(
    Object.entries(textsReviewForm).map(([code, all]) => [
      code,
      Object.fromEntries(
        Object.entries(all).flatMap(([key, text]) =>
          key.startsWith(prefix) ? [[key.slice(prefix.length), text]] : [],
        ),
      ),
    ]),
  );
  const words = textsReviewForm[language];
  const title = words[sheet.kind === "annotations" ? "review.form.annotationTitle" : "review.form.title"];
  const cases = sheet.cases.map((one) => ({
    ...one,
    language: /^[A-Za-z0-9-]{2,35}$/u.test(one.language) ? one.language : "",
    parts: one.parts.map(({ name, text }) => ({ name, text: printableText(text) })),
  }));
  const choices = Object.entries(languages).map(([code, name]) => `<option value="${code}">${name}</option>`);
  const help = shortcuts.map(([keys, text]) => `<dt><kbd>${keys}</kbd></dt><dd data-text="${text}"></dd>`);
  const titleKey = sheet.kind === "annotations" ? "annotationTitle" : "title";
  const data = { sheet: { ...sheet, cases }, texts, languages: Object.keys(languages), language };
  return `<!DOCTYPE html>
<html lang="${language === "zh" ? "zh-Hans" : language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(`${title} ${sheet.id}`)}</title>
<style>${ratingFormStyle}</style>
</head>
<body>
<noscript><p>${escapeHtml(words["review.form.script"])}</p></noscript>
<div id="app" hidden>
<header class="bar-top"><div>
<h1><span data-text="${titleKey}"></span> ${escapeHtml(sheet.id)}</h1>
<form id="start"><label for="rater" data-text="rater"></label><input id="rater" maxlength="80" autocomplete="off" required><button data-text="start"></button></form>
<span class="named" id="named" hidden><span id="rater-is"></span><button type="button" id="another" data-text="another"></button></span>
<span class="space"></span>
<span id="progress" role="status"></span>
<label for="language" data-text="language"></label><select id="language">${choices.join("")}</select>
<button type="button" id="theme" data-text="theme"></button>
</div><div id="bar"></div></header>
<main>
<p class="banner" id="all-done" hidden data-text="allDone"></p>
<div class="case-head"><h2 id="place"></h2><span id="state"></span><span class="row" id="row"></span></div>
<div class="columns">
<div id="case"></div>
<div class="ratings">
<h2 data-text="ratings"></h2>
<p class="hint" id="name-first" data-text="nameFirst"></p>
<div id="blocks"></div>
<button type="button" class="confirm" id="confirm" data-text="confirm"></button>
<label for="comment" data-text="comment"></label><textarea id="comment" maxlength="10000"></textarea>
<div class="steps"><button type="button" id="previous" data-text="previous"></button><button type="button" id="next" data-text="next"></button><button type="button" id="next-open" data-text="nextOpen"></button></div>
</div>
</div>
<div class="give">
<button type="button" id="csv" data-text="downloadCsv"></button>
<button type="button" id="json" data-text="downloadJson"></button>
<button type="button" id="load" data-text="load"></button><input type="file" id="file" accept=".json,application/json" hidden>
<label for="go-to" data-text="goTo"></label><input id="go-to" type="number" min="1" step="1">
<p id="kept"></p><p id="message" role="status"></p>
</div>
<details class="keys"><summary data-text="keys"></summary><dl>${help.join("")}</dl></details>
</main>
</div>
<script type="application/json" id="sheet-data">${embeddedJson(data)}</script>
<script>${ratingFormScript}</script>
</body>
</html>
`;
}

function securityPolicy(): string {
  const hash = (text: string): string => createHash("sha256").update(text).digest("base64");
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash(ratingFormStyle)}'`,
    `script-src 'sha256-${hash(ratingFormScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
