import { singleLine } from "../../figures/printable-text.ts";
import type { KnowledgeExample } from "../../records/knowledge-analysis.ts";
import { answerChange, type KnowledgeStems, pointsChange, seedText } from "../knowledge-item-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { escapeHtml } from "./escape-html.ts";
import { paragraph } from "./page-parts.ts";

const kinds = ["gain", "harm", "same"] as const;

/** Examples of a model as cards, by what seeds did: question, seeds with the facts that lead to them, answers and reply. */
export function knowledgeGallery(
  model: string,
  examples: readonly KnowledgeExample[],
  words: ReportWords,
  stems: KnowledgeStems,
): string {
  return [
    `<h3><bdi>${escapeHtml(words.text("knowledge.examples", { model: singleLine(model) }))}</bdi></h3>`,
    paragraph(words.text("knowledge.examples.note"), "note"),
    ...kinds.flatMap((kind) => {
      const own = examples.filter((example) => example.kind === kind);
      const title = `${words.text(`knowledge.${kind}`)} (${words.count(own.length)})`;
      return own.length === 0
        ? []
        : [
            `<details><summary>${escapeHtml(title)}</summary>\n${own.map((one) => card(one, words, stems)).join("\n")}\n</details>`,
          ];
    }),
  ].join("\n");
}

function card(example: KnowledgeExample, words: ReportWords, stems: KnowledgeStems): string {
  const stem = stems.get(example.itemId) ?? "";
  const fact = (name: string, value: string): string =>
    `<div><dt>${escapeHtml(name)}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd></div>`;
  return [
    '<article class="reply">',
    `<header><h4><bdi>${escapeHtml(singleLine(example.itemId))}</bdi></h4><span class="outcome">${escapeHtml(words.text(`knowledge.change.${example.kind}`))}</span><p class="where"><bdi>${escapeHtml(singleLine(example.arm))}</bdi></p></header>`,
    ...(stem === "" ? [] : [`<div class="text">${escapeHtml(singleLine(stem))}</div>`]),
    `<dl class="facts">${fact(words.text("knowledge.answer"), answerChange(example, words))}${fact(words.text("knowledge.points"), pointsChange(example, words))}</dl>`,
    titled(words.text("knowledge.seeds"), seedsList(example, words)),
    titled(
      words.text("knowledge.reply"),
      example.excerpt === null
        ? paragraph(words.text("knowledge.withheld"), "note")
        : `<div class="text">${escapeHtml(singleLine(example.excerpt) || "–")}</div>`,
    ),
    "</article>",
  ].join("\n");
}

function titled(title: string, body: string): string {
  return `<div class="part"><h4>${escapeHtml(title)}</h4>${body}</div>`;
}

function seedsList({ seeds }: KnowledgeExample, words: ReportWords): string {
  if (seeds === null) {
    return paragraph(words.text("knowledge.withheld"), "note");
  }
  const entries = seeds.map((seed) => {
    const way = seed.way === "" ? words.text("knowledge.way.none") : singleLine(seed.way);
    return `<li><span class="text">${escapeHtml(seedText(seed))}</span> <span class="detail"><bdi>${escapeHtml(way)}</bdi></span></li>`;
  });
  return `<ul class="options">${entries.join("")}</ul>`;
}
