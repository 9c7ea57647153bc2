import type { ReportTable } from "../report-table.ts";
import { escapeHtml } from "./escape-html.ts";

/** How a table is drawn. */
export interface HtmlTableSettings {
  /** Text of the caption; default the table's title. */
  readonly caption?: string;
}

/** A report's table as HTML: caption, headings with scope, notes below; wide tables scroll in a focusable region. */
export function htmlTable(table: ReportTable, settings: HtmlTableSettings = {}): string {
  const caption = escapeHtml(settings.caption ?? table.title);
  const head = table.columns
    .map((column) => `<th scope="col" class="${column.align}">${escapeHtml(column.label)}</th>`)
    .join("");
  const rows = table.rows.map((row) => {
    const cells = row.map((cell, index) => {
      const detail =
        cell.detail === undefined || cell.detail === ""
          ? ""
          : ` <span class="detail">${escapeHtml(cell.detail)}</span>`;
      const text = `${escapeHtml(cell.text)}${detail}`;
      const align = table.columns[index]?.align ?? "left";
      return index === 0
        ? `<th scope="row"><bdi>${text}</bdi></th>`
        : `<td class="${align}${cell.small === true ? " small" : ""}">${text}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return [
    `<div class="table" role="region" tabindex="0" aria-label="${caption}">`,
    `<table><caption>${caption}</caption><thead><tr>${head}</tr></thead>`,
    `<tbody>\n${rows.join("\n")}\n</tbody></table></div>`,
    ...table.notes.map((note) => `<p class="note">${escapeHtml(note)}</p>`),
  ].join("\n");
}
