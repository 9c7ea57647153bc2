import { figureColourDeclarations } from "../../figures/palette.ts";

const light = `color-scheme: light;
--paper: #ffffff; --raised: #f8f7f4; --ink: #1d2329; --muted: #56616b; --faint: #69737c; --rule: #d9dce0; --strong-rule: #8b949c;
--accent: #14507a; --warning-paper: #fdf3e1; --warning-rule: #c77700; --mark: #ffe58a; --mark-ink: #1d2329; --key: #00694c;
${figureColourDeclarations("light")}`;

const dark = `color-scheme: dark;
--paper: #15191d; --raised: #1c2126; --ink: #e8e6e1; --muted: #aab3bb; --faint: #929ca5; --rule: #343b42; --strong-rule: #6d7780;
--accent: #8cc4ec; --warning-paper: #33270f; --warning-rule: #d99a32; --mark: #6b5610; --mark-ink: #fff6d6; --key: #4cd0a6;
${figureColourDeclarations("dark")}`;

/** The page's style sheet: light and dark, wide and narrow, screen and paper. Sizes in rem follow the reader's setting. */
export const pageStyle = `:root { ${light} }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${dark} } }
:root[data-theme="dark"] { ${dark} }
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; overflow-wrap: break-word; }
main, .masthead, footer > p, nav > div { max-width: 68rem; margin-inline: auto; padding-inline: 1.5rem; }
h1, h2 { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, "Noto Serif SC", "Songti SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", serif; font-weight: 600; line-height: 1.2; letter-spacing: -0.005em; text-wrap: balance; }
h1 { font-size: 2.25rem; margin: 0.2rem 0 1.5rem; }
h2 { font-size: 1.6rem; margin: 0 0 1rem; }
h3 { font-size: 1.05rem; font-weight: 650; margin: 2.25rem 0 0.5rem; }
h4 { font-size: 0.8rem; font-weight: 600; color: var(--muted); margin: 0 0 0.25rem; }
p, li { max-width: 44rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; background: var(--paper); padding: 0.5rem 1rem; z-index: 3; }
.skip:focus { left: 0; top: 0; }
.masthead { padding-block: 2.75rem 0.5rem; }
.kicker { margin: 0; color: var(--muted); font-size: 0.95rem; }
nav { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--rule); font-size: 0.875rem; }
nav > div { display: flex; align-items: center; gap: 1rem; }
nav ul { display: flex; gap: 1.25rem; list-style: none; margin: 0; padding: 0.65rem 0; overflow-x: auto; flex: 1; scrollbar-width: none; }
nav li { white-space: nowrap; }
nav a { color: var(--muted); text-decoration: none; }
nav a:hover { color: var(--ink); text-decoration: underline; text-underline-offset: 0.25em; }
button, select, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong-rule); border-radius: 3px; padding: 0.3rem 0.6rem; }
button { cursor: pointer; }
button:disabled { color: var(--faint); border-color: var(--rule); cursor: default; }
#theme { font-size: 0.8rem; white-space: nowrap; padding: 0.15rem 0.5rem; border-color: var(--rule); color: var(--muted); }
section { padding-block: 2.75rem 1rem; }
section + section { border-top: 1px solid var(--rule); margin-top: 1.5rem; }
.banner { background: var(--warning-paper); border-left: 4px solid var(--warning-rule); padding: 0.9rem 1.25rem; margin: 1.5rem 0 0; }
.banner p { margin: 0; }
.notes { border-left: 2px solid var(--strong-rule); padding-left: 1.25rem; margin: 2.5rem 0 0; }
.notes h3 { margin-top: 0; }
.notes ul { margin: 0; padding-left: 1.1rem; }
.note { color: var(--muted); font-size: 0.875rem; margin: 0.5rem 0; }
.table { overflow-x: auto; margin: 1rem 0 0.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.925rem; font-variant-numeric: tabular-nums lining-nums; border-bottom: 1.5px solid var(--strong-rule); }
caption { max-width: min(44rem, calc(100vw - 2rem)); text-align: left; color: var(--muted); font-size: 0.875rem; padding-bottom: 0.5rem; }
th, td { padding: 0.45rem 0.9rem 0.45rem 0; text-align: left; vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
thead th { border-top: 1.5px solid var(--strong-rule); border-bottom: 1px solid var(--strong-rule); font-weight: 600; font-size: 0.85rem; vertical-align: bottom; line-height: 1.3; text-wrap: balance; }
tbody th { font-weight: 500; min-width: 7rem; }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
td.left { min-width: 7rem; }
.right { text-align: right; }
.right + .left { padding-left: 1rem; }
thead th:first-child::first-letter, .facts dt::first-letter { text-transform: uppercase; }
td.right { white-space: nowrap; }
td.right .detail { display: block; line-height: 1.25; }
.detail { color: var(--muted); font-size: 0.8rem; }
td.small, td.small .detail { color: var(--faint); font-style: italic; }
:lang(zh) td.small, :lang(zh) td.small .detail { font-style: normal; }
figure { margin: 1.75rem 0; }
figcaption { color: var(--muted); font-size: 0.875rem; max-width: 44rem; }
figure svg { display: block; width: 100%; height: auto; }
.wide { max-width: 760px; }
.narrow { display: none; }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.75rem 2rem; margin: 1rem 0; }
.panels.pairs { grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); max-width: 56rem; }
.panel { margin: 0; max-width: 26rem; }
.panel figcaption { color: var(--ink); font-weight: 600; margin-bottom: 0.25rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; list-style: none; padding: 0; margin: 0.75rem 0; max-width: none; font-size: 0.85rem; color: var(--muted); }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
.swatch { display: inline-block; width: 1.35rem; height: 0.9rem; border: 1px solid var(--rule); text-align: center; line-height: 0.8rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.swatch.missing { background: var(--figure-missing); border-style: dashed; border-color: var(--strong-rule); }
.swatch.right { background: var(--figure-right); }
.swatch.wrong { background: repeating-linear-gradient(45deg, var(--figure-pattern) 0 1px, transparent 1px 5px), var(--figure-wrong); }
.swatch.ambiguous { background: repeating-linear-gradient(-45deg, var(--figure-pattern) 0 1px, transparent 1px 5px), var(--figure-ambiguous); }
.swatch.none-of-these { background: radial-gradient(var(--figure-pattern) 1.2px, transparent 1.5px) 0 0 / 5px 5px, var(--figure-none-of-these); }
.swatch.abstained { background: repeating-linear-gradient(0deg, var(--figure-pattern) 0 1px, transparent 1px 5px), var(--figure-abstained); }
.swatch.refused { background: repeating-linear-gradient(90deg, var(--figure-pattern) 0 1px, transparent 1px 5px), var(--figure-refused); }
.swatch.unreadable { background: var(--figure-unreadable); }
details { margin: 0.75rem 0; }
summary { cursor: pointer; font-weight: 600; font-size: 0.925rem; padding: 0.25rem 0; }
section > details { border-top: 1px solid var(--rule); padding-top: 0.5rem; }
.filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 0.75rem 1rem; margin: 1.25rem 0 0.75rem; }
.filters label { display: block; margin-bottom: 0.2rem; font-size: 0.8rem; color: var(--muted); }
.filters select, .filters input { font-size: 0.925rem; color: var(--ink); width: 100%; min-width: 0; height: 2.25rem; }
.pages { display: flex; gap: 0.75rem; margin: 1.25rem 0; }
.reply { border: 1px solid var(--rule); border-radius: 4px; padding: 1.1rem 1.35rem; margin: 1rem 0; }
.reply header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.75rem; margin-bottom: 0.9rem; }
.reply h3 { margin: 0; }
.reply .outcome { font-size: 0.85rem; border: 1px solid var(--strong-rule); border-radius: 3px; padding: 0 0.45rem; }
.where { flex-basis: 100%; max-width: none; margin: 0; color: var(--muted); font-size: 0.85rem; }
.where bdi + bdi::before { content: " · "; }
.part { margin: 0.9rem 0; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; max-width: 50rem; }
div.text { max-height: 26rem; overflow-y: auto; }
.reply details .text, .part .text { font-size: 0.95rem; }
mark { background: var(--mark); color: var(--mark-ink); padding: 0 0.1em; border-bottom: 2px solid currentColor; }
.gap, .cut { display: block; color: var(--muted); font-size: 0.85rem; margin: 0.35rem 0; }
.options { list-style: none; margin: 0; padding: 0; }
.options li { display: flex; flex-wrap: wrap; gap: 0.15rem 0.6rem; padding: 0.15rem 0; max-width: none; align-items: baseline; }
.options .text { flex: 0 1 auto; max-width: calc(100% - 2.5rem); }
.options .label { min-width: 1.4rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.options .key .text { font-weight: 600; }
.badge { font-size: 0.8rem; color: var(--key); white-space: nowrap; }
.badge.picked { color: var(--accent); }
.facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 0.9rem 0; font-size: 0.875rem; }
.facts div { display: flex; gap: 0.4rem; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; }
.print-only { display: none; }
footer { border-top: 1px solid var(--rule); margin-top: 2rem; padding-block: 0.25rem 2rem; color: var(--muted); font-size: 0.8rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  main, .masthead, footer > p, nav > div { padding-inline: 1rem; }
  h1 { font-size: 1.75rem; }
  .masthead { padding-top: 1.5rem; }
  .wide { display: none; }
  .narrow { display: block; max-width: 26rem; }
  .reply { padding: 0.9rem 1rem; }
  tbody th, thead th:first-child { position: sticky; left: 0; background: var(--paper); max-width: 9rem; }
}
@media print {
  :root:root, :root:root[data-theme], :root:root:not([data-theme="light"]) { ${light} }
  @page { margin: 16mm; }
  html { font-size: 9.5pt; }
  nav, .filters, .pages, #matching, .skip { display: none; }
  .print-only { display: block; }
  main, .masthead, footer > p { max-width: none; padding-inline: 0; }
  .wide { display: block; }
  .narrow { display: none; }
  .table, div.text { overflow: visible; max-height: none; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  tr, .panel, figure, .options li { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
  section { padding-block: 1rem 0; }
  svg, mark, .banner { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
