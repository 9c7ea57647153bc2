import type { ReportInput } from "../../records/report-input.ts";
import type { ReportWords } from "../report-words.ts";
import type { TextKey } from "../texts.en.ts";
import { embeddedReplies } from "./embedded-replies.ts";
import { embeddedJson, escapeHtml } from "./escape-html.ts";
import { paragraph } from "./page-parts.ts";

/** Replies on one page of the list. */
export const repliesPerPage = 10;

/** Texts the list itself needs; everything else is printed into the embedded data already. */
const listTexts = [
  "replies.matching",
  "replies.noMatch",
  "replies.item",
  "replies.stem",
  "replies.context",
  "replies.case",
  "replies.options",
  "replies.key",
  "replies.picked",
  "replies.prompt",
  "replies.reply",
  "replies.emptyReply",
  "replies.missing",
  "replies.reasoning",
  "replies.explanation",
  "replies.withheld",
  "replies.noKey",
] as const satisfies readonly TextKey[];

/** Filters of the list: the field of a reply, its label and the choice that filters nothing. */
const filters = [
  { field: "exam", label: "place.exam", any: "replies.anyExam" },
  { field: "model", label: "column.model", any: "replies.anyModel" },
  { field: "arm", label: "place.arm", any: "replies.anyArm" },
  { field: "perturbation", label: "place.perturbation", any: "replies.anyPerturbation" },
  { field: "outcome", label: "replies.outcome", any: "replies.anyOutcome" },
] as const;

/** The list of sampled replies with its filters, and the data it is built from in the browser. */
export function repliesSection(input: ReportInput, words: ReportWords): string {
  if (input.samples.length === 0) {
    return paragraph(words.text("replies.none"));
  }
  const { shownItems, totalItems, seed } = input.sampleRule;
  const counts = { shown: words.count(shownItems), total: words.count(totalItems), seed: String(seed) };
  const embedded = embeddedReplies(input, words);
  const controls = filters.flatMap(({ field, label, any }) => {
    const values = [...new Set(embedded.replies.map((reply) => reply[field]))];
    if (values.length < 2) {
      return [];
    }
    const choices = values.map((value) => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`);
    return [
      `<div><label for="filter-${field}">${escapeHtml(words.text(label))}</label><select id="filter-${field}" data-field="${field}"><option value="">${escapeHtml(words.text(any))}</option>${choices.join("")}</select></div>`,
    ];
  });
  const data = {
    ...embedded,
    perPage: repliesPerPage,
    texts: Object.fromEntries(listTexts.map((key) => [key.slice("replies.".length), words.text(key)])),
  };
  return [
    paragraph(words.text(shownItems === totalItems ? "replies.all" : "replies.some", counts)),
    paragraph(words.text("replies.print"), "print-only"),
    `<noscript>${paragraph(words.text("replies.script"))}</noscript>`,
    `<form id="filters" class="filters" aria-label="${escapeHtml(words.text("replies.filters"))}">`,
    ...controls,
    `<div><label for="search">${escapeHtml(words.text("replies.search"))}</label><input type="search" id="search" autocomplete="off"></div>`,
    "</form>",
    '<p id="matching" class="note" role="status" tabindex="-1"></p>',
    '<div id="replies-list"></div>',
    `<div class="pages"><button type="button" id="previous">${escapeHtml(words.text("replies.previous"))}</button> <button type="button" id="next">${escapeHtml(words.text("replies.next"))}</button></div>`,
    `<script type="application/json" id="replies-data">${embeddedJson(data)}</script>`,
  ].join("\n");
}
