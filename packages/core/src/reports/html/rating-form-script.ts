import { ratingFormDrawing } from "./rating-form-drawing.ts";
import { ratingFormFiles } from "./rating-form-files.ts";
import { ratingFormState } from "./rating-form-state.ts";

/**
 * The only script of a rating form: one case at a time, ratings by button and key, kept in the browser's storage, given
 * out as CSV and JSON. Everything that comes from the data is put on the page with `textContent`, never as markup. It is
 * kept as text because it runs in the rater's browser; the page's security policy names its hash.
 */
export const ratingFormScript = `${ratingFormState}${ratingFormDrawing}${ratingFormFiles}const showLanguage = () => {
  root.lang = language === "zh" ? "zh-Hans" : language;
  for (const one of document.querySelectorAll("[data-text]")) one.textContent = say(one.dataset.text);
  byId("language").value = language;
  document.title = say(sheet.kind === "annotations" ? "annotationTitle" : "title") + " " + sheet.id;
  showRater();
  showCase();
};
byId("language").addEventListener("change", (event) => { language = event.target.value; keep("language", language); showLanguage(); });

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);
const showTheme = () => byId("theme").setAttribute("aria-pressed", String(isDark()));
if (kept("theme") === "dark" || kept("theme") === "light") root.dataset.theme = kept("theme");
byId("theme").addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; keep("theme", root.dataset.theme); showTheme(); });
systemDark.addEventListener("change", showTheme);
showTheme();

byId("start").addEventListener("submit", (event) => {
  event.preventDefault();
  const name = byId("rater").value.trim().slice(0, 80);
  if (name !== "") { byId("rater").blur(); beRater(name); }
});
byId("another").addEventListener("click", () => { byId("start").hidden = false; byId("named").hidden = true; byId("rater").value = ""; byId("rater").focus(); });
byId("comment").addEventListener("input", (event) => {
  const { row } = cases[at];
  const values = ratingOf(row).values;
  ratings[row] = { values, comment: event.target.value.slice(0, 10000) };
  if (Object.keys(values).length === 0 && event.target.value === "") delete ratings[row];
  save();
});
byId("previous").addEventListener("click", () => goTo(at - 1));
byId("next").addEventListener("click", () => goTo(at + 1));
byId("next-open").addEventListener("click", goToOpen);
byId("confirm").addEventListener("click", confirmSuggested);
for (const id of ["previous", "next", "next-open", "confirm", "theme", "another", "csv", "json", "load"]) {
  byId(id).addEventListener("click", (event) => { if (event.detail > 0) byId(id).blur(); });
}
byId("go-to").addEventListener("change", (event) => { const place = Number(event.target.value); if (Number.isInteger(place)) goTo(place - 1); });
byId("csv").addEventListener("click", () => give(csvText(), "text/csv;charset=utf-8", ".csv"));
byId("json").addEventListener("click", () => give(jsonText(), "application/json", ".json"));
byId("load").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", (event) => { const [file] = event.target.files; event.target.value = ""; if (file) void takeOver(file); });
addEventListener("beforeunload", (event) => { if (!storageWorks && Object.keys(ratings).length > 0) event.preventDefault(); });

const rateByDigit = (digit) => {
  const { row } = cases[at];
  const block = blocks[active];
  if (!block || rater === "") return;
  if (block.kind === "labels") {
    if (digit === "0") setNone(row);
    else if (labels[Number(digit) - 1]) setLabel(row, labels[Number(digit) - 1].id);
  } else if (block.kind === "scale") {
    const value = block.criterion.values.find((one) => one.value === digit || (digit === "0" && one.value === "10"))?.value;
    if (value === undefined) return;
    setValue(row, block.criterion.id, value);
    if (ratingOf(row).values[block.criterion.id] !== undefined && active < blocks.length - 1) { active += 1; showRatings(); }
  }
};
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const typing = target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target instanceof HTMLInputElement;
  if (key === "Escape" && typing) { target.blur(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const onButton = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
  const acts = {
    ArrowRight: () => goTo(at + 1),
    ArrowLeft: () => goTo(at - 1),
    n: goToOpen,
    a: () => showPart("key"),
    r: () => showPart("reference"),
    c: () => { if (!byId("comment").disabled) byId("comment").focus(); },
    s: () => { if (!byId("confirm").disabled && !byId("confirm").hidden) confirmSuggested(); },
    Enter: () => { if (isDone(cases[at].row)) goToOpen(); },
  };
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (/^[0-9]$/.test(key)) rateByDigit(key);
  else if (key in moves && blocks.length > 1 && !target.closest?.(".text")) {
    active = Math.max(0, Math.min(blocks.length - 1, active + moves[key]));
    showRatings();
    byId("blocks").children[active]?.scrollIntoView({ block: "nearest" });
  }
  else if (Object.hasOwn(acts, key) && !(key === "Enter" && onButton)) acts[key]();
  else return;
  event.preventDefault();
});

byId("go-to").max = String(cases.length);
byId("app").hidden = false;
const last = kept("rater/" + sheet.id);
showLanguage();
if (last) beRater(last);
})();
`;
