import type { Figure } from "../../figures/figure.ts";
import { renderSvg } from "../../figures/render-svg.ts";
import { escapeHtml } from "./escape-html.ts";

/** Gives each figure of one page its own prefix of ids: "f1", "f2", … */
export type NextFigureId = () => string;

/** Start counting figures; one counter a page, so that the same page gives the same ids. */
export function createFigureIds(): NextFigureId {
  let count = 0;
  return () => {
    count += 1;
    return `f${count}`;
  };
}

/** A figure drawn once for wide and once for narrow screens, with one text alternative and a visible caption. */
export function htmlFigure(
  draw: (widthPx: number) => Figure,
  caption: string,
  nextId: NextFigureId,
  widths: { readonly widePx: number; readonly narrowPx: number } = { widePx: 760, narrowPx: 340 },
): string {
  const alternative = escapeHtml(caption);
  const svg = (className: string, widthPx: number) =>
    `<div class="${className}">${renderSvg(draw(widthPx), { idPrefix: nextId() })}</div>`;
  return [
    `<figure><div role="img" aria-label="${alternative}">`,
    svg("wide", widths.widePx),
    svg("narrow", widths.narrowPx),
    `</div><figcaption>${alternative}</figcaption></figure>`,
  ].join("");
}

/** A small figure of one size, for panels side by side; its heading is the panel's title. */
export function htmlPanel(figure: Figure, title: string, alternative: string, nextId: NextFigureId): string {
  const drawing = renderSvg(figure, { idPrefix: nextId() });
  return `<figure class="panel"><figcaption><bdi>${escapeHtml(title)}</bdi></figcaption><div role="img" aria-label="${escapeHtml(alternative)}">${drawing}</div></figure>`;
}
