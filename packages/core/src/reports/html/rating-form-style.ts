import { pageStyle } from "./page-style.ts";

/** What a rating form adds to the page's style: texts on the left, ratings on the right, below each other where narrow. */
export const ratingFormStyle = `${pageStyle}
[hidden] { display: none !important; }
.bar-top { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--rule); }
.bar-top > div { max-width: 84rem; margin-inline: auto; padding: 0.5rem 1.5rem; display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; font-size: 0.875rem; }
.bar-top h1 { font-size: 1.1rem; margin: 0; }
.bar-top form, .bar-top .named { display: flex; align-items: center; gap: 0.5rem; }
.bar-top .space { flex: 1; }
#bar { height: 3px; padding: 0; max-width: none; background: linear-gradient(to right, var(--accent) calc(var(--done, 0) * 100%), transparent 0); }
main { max-width: 84rem; }
.case-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; margin: 1.25rem 0 0.5rem; }
.case-head h2 { font-size: 1.25rem; margin: 0; }
.case-head .row { color: var(--muted); font-size: 0.8rem; font-variant-numeric: tabular-nums; }
#state { border: 1px solid var(--strong-rule); border-radius: 3px; padding: 0 0.45rem; font-size: 0.8rem; color: var(--muted); }
#state.done { color: var(--key); border-color: var(--key); }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(20rem, 26rem); gap: 2rem; align-items: start; }
.case-part { padding: 0; margin: 0 0 1.1rem; border: 0; }
section.case-part + section.case-part { border: 0; margin-top: 0; }
.part-head { display: flex; align-items: baseline; gap: 0.75rem; }
.part-head h2 { font: 600 0.8rem/1.6 system-ui, sans-serif; color: var(--muted); margin: 0 0 0.25rem; }
.part-reply .text { background: var(--raised); border-left: 3px solid var(--accent); padding: 0.75rem 1rem; }
div.text { max-height: 24rem; }
.toggle { font-size: 0.8rem; padding: 0 0.5rem; border-color: var(--rule); color: var(--muted); }
.ratings { position: sticky; top: 4.5rem; max-height: calc(100vh - 5.5rem); overflow-y: auto; border: 1px solid var(--rule); border-radius: 4px; padding: 1rem 1.15rem; }
.ratings > h2 { font-size: 1.1rem; margin: 0 0 0.5rem; }
.block { padding: 0.4rem 0.6rem; margin: 0 -0.6rem; border-left: 3px solid transparent; }
section.block + section.block { border-top: 1px solid var(--rule); margin-top: 0.5rem; }
.block.active { border-left-color: var(--accent); }
.block h3 { margin: 0.1rem 0; font-size: 0.95rem; }
.hint { color: var(--muted); font-size: 0.8rem; margin: 0.1rem 0 0.3rem; }
.hint.differs { color: var(--ink); font-weight: 600; }
.choices { display: grid; gap: 0.3rem; }
.choice { display: grid; grid-template-columns: 1.6rem 1fr; gap: 0 0.5rem; text-align: left; align-items: baseline; padding: 0.25rem 0.6rem; line-height: 1.35; font-size: 0.925rem; }
.choice small { grid-column: 2; color: var(--muted); font-size: 0.8rem; line-height: 1.3; }
.choice.on { background: var(--accent); border-color: var(--accent); color: var(--paper); }
.choice.on small, .choice.on kbd { color: inherit; }
kbd { font: 0.8rem ui-monospace, monospace; color: var(--muted); }
.block select { width: 100%; }
.block select.on { border-color: var(--accent); border-width: 2px; }
#comment { width: 100%; min-height: 4.5rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong-rule); border-radius: 3px; padding: 0.4rem 0.6rem; }
.ratings label { display: block; font-size: 0.8rem; color: var(--muted); margin-top: 0.75rem; }
.confirm { width: 100%; margin-top: 0.5rem; }
.steps { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 0.9rem; }
.steps button { flex: 1; white-space: nowrap; }
.give { border-top: 1px solid var(--rule); padding-top: 1rem; margin-top: 1.5rem; display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; font-size: 0.875rem; }
.give p { margin: 0; color: var(--muted); }
#go-to { width: 4.5rem; }
.keys dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; font-size: 0.85rem; margin: 0.5rem 0; }
.keys dd { margin: 0; color: var(--muted); }
.banner { margin-top: 1rem; }
@media (max-width: 56rem) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  .ratings { position: static; max-height: none; }
  .bar-top { position: static; }
}
`;
