/**
 * The only script of a rating form: one case at a time, ratings by button and key, kept in the browser's storage, given
 * out as CSV and JSON. Everything that comes from the data is put on the page with `textContent`, never as markup. It is
 * kept as text because it runs in the rater's browser; the page's security policy names its hash.
 */
export const ratingFormScript = `(() => {
"use strict";
const { sheet, texts, languages, language: usual } = JSON.parse(document.getElementById("sheet-data").textContent);
const { criteria } = sheet.scheme;
const cases = sheet.cases;
const byId = (id) => document.getElementById(id);
const root = document.documentElement;

let storageWorks = true;
const kept = (name) => {
  try { return localStorage.getItem("viva-review/" + name); } catch { storageWorks = false; return null; }
};
const keep = (name, value) => {
  try { localStorage.setItem("viva-review/" + name, value); } catch { storageWorks = false; }
};

let language = languages.includes(kept("language")) ? kept("language") : usual;
let rater = "";
let ratings = {};
let at = 0;
let active = 0;
const shown = { key: kept("show-key") === "yes", reference: kept("show-reference") === "yes" };

const fill = (text, values = {}) => text.replace(/\\{(\\w+)\\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
const say = (key, values) => fill(texts[language][key] ?? key, values);
const inWords = (text) => text[language] || text.en || text.zh || text.es || "";
const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};
const button = (className, text, action) => {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", (event) => {
    // After a click by pointer the keys belong to the page again: Enter must not press the same button twice.
    if (event.detail > 0) made.blur();
    action();
  });
  return made;
};

const labels = criteria.filter(({ kind }) => kind === "label");
// What the digits rate: the labels together, every other criterion alone, in the order of the sheet.
const blocks = [];
for (const criterion of criteria) {
  if (criterion.kind !== "label") blocks.push({ kind: criterion.kind, criterion });
  else if (!blocks.some(({ kind }) => kind === "labels")) blocks.push({ kind: "labels" });
}

const ratingOf = (row) => ratings[row] ?? { values: {}, comment: "" };
const isDone = (row) => criteria.every(({ id }) => ratingOf(row).values[id] !== undefined);
const doneCount = () => cases.filter(({ row }) => isDone(row)).length;
const titleOf = (criterion, value) => {
  const found = criterion.values.find((one) => one.value === value);
  const name = found ? inWords(found.title) : "";
  return name === "" ? value : criterion.kind === "choice" ? value + " · " + name : name;
};

const save = () => {
  if (rater === "") return;
  keep("rater/" + sheet.id, rater);
  keep("ratings/" + sheet.id + "/" + rater, JSON.stringify({ at, ratings }));
};
const change = (row, values) => {
  const before = ratingOf(row);
  const after = { ...before.values, ...values };
  for (const id of Object.keys(after)) if (after[id] === null) delete after[id];
  ratings[row] = { values: after, comment: before.comment };
  save();
  showRatings();
  showProgress();
};

const setLabel = (row, id) => {
  const values = ratingOf(row).values;
  const next = {};
  for (const label of labels) next[label.id] = values[label.id] === "1" ? "1" : "0";
  next[id] = next[id] === "1" ? "0" : "1";
  const none = labels.every((label) => next[label.id] === "0");
  // The last label taken away leaves the case open; that none applies is said with a button of its own.
  change(row, none ? Object.fromEntries(labels.map((label) => [label.id, null])) : next);
};
const setNone = (row) => {
  const values = ratingOf(row).values;
  const isNone = labels.every(({ id }) => values[id] === "0");
  change(row, Object.fromEntries(labels.map(({ id }) => [id, isNone ? null : "0"])));
};
const setValue = (row, id, value) => {
  change(row, { [id]: ratingOf(row).values[id] === value ? null : value });
};
const confirmSuggested = () => {
  const { row, suggested } = cases[at];
  const open = Object.fromEntries(Object.entries(suggested).filter(([id]) => ratingOf(row).values[id] === undefined));
  change(row, open);
};

const partBlock = ({ name, text }, tongue) => {
  const block = element("section", "case-part part-" + name);
  const head = element("div", "part-head");
  head.append(element("h2", "", say("part." + name)));
  const body = element("div", "text");
  body.textContent = text;
  body.dir = "auto";
  body.tabIndex = 0;
  if (tongue) body.lang = tongue;
  if (name in shown) {
    const toggle = button("toggle", say(shown[name] ? "hide" : "show"), () => showPart(name));
    toggle.setAttribute("aria-expanded", String(shown[name]));
    toggle.setAttribute("aria-label", say(shown[name] ? "hide" : "show") + ": " + say("part." + name));
    head.append(toggle);
    body.hidden = !shown[name];
  }
  block.append(head, body);
  return block;
};
const showPart = (name) => {
  shown[name] = !shown[name];
  keep("show-" + name, shown[name] ? "yes" : "no");
  showCase();
};

const numbered = (digit, text, isOn, action) => {
  const made = button("choice", undefined, action);
  made.append(element("kbd", "", digit), element("span", "", text));
  made.classList.toggle("on", isOn);
  made.disabled = rater === "";
  return made;
};
const labelBlock = (row) => {
  const group = element("div", "choices");
  group.setAttribute("role", "group");
  const values = ratingOf(row).values;
  for (const [place, { id, title, help }] of labels.entries()) {
    const isOn = values[id] === "1";
    const one = numbered(String(place + 1), inWords(title), isOn, () => setLabel(row, id));
    one.setAttribute("aria-pressed", String(isOn));
    one.dataset.criterion = id;
    if (inWords(help) !== "") one.append(element("small", "", inWords(help)));
    group.append(one);
  }
  const isNone = labels.every(({ id }) => values[id] === "0");
  const none = numbered("0", say("none"), isNone, () => setNone(row));
  none.setAttribute("aria-pressed", String(isNone));
  none.dataset.criterion = "none";
  group.append(none);
  return [element("p", "hint", say("severalApply")), group];
};
const scaleBlock = (row, criterion) => {
  const group = element("div", "choices");
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-label", inWords(criterion.title));
  const given = ratingOf(row).values[criterion.id];
  for (const { value, title } of criterion.values) {
    const isOn = given === value;
    const one = numbered(value, inWords(title), isOn, () => setValue(row, criterion.id, value));
    one.setAttribute("role", "radio");
    one.setAttribute("aria-checked", String(isOn));
    one.dataset.criterion = criterion.id;
    one.dataset.value = value;
    group.append(one);
  }
  return [group];
};
const choiceBlock = (row, criterion, suggested) => {
  const select = element("select");
  select.id = "choice-" + criterion.id;
  select.disabled = rater === "";
  select.setAttribute("aria-label", inWords(criterion.title));
  const empty = element("option", "", say("choose"));
  empty.value = "";
  select.append(empty);
  for (const { value } of criterion.values) {
    const option = element("option", "", titleOf(criterion, value));
    option.value = value;
    select.append(option);
  }
  const given = ratingOf(row).values[criterion.id];
  select.value = given ?? "";
  select.classList.toggle("on", given !== undefined);
  select.addEventListener("change", () => {
    const id = select.id;
    change(row, { [criterion.id]: select.value === "" ? null : select.value });
    byId(id)?.focus();
  });
  const note = suggested === undefined ? say("noSuggestion") : say("suggested", { value: titleOf(criterion, suggested) });
  const hint = element("p", "hint", note);
  hint.classList.toggle("differs", given !== undefined && suggested !== undefined && given !== suggested);
  return [select, hint];
};

const showRatings = () => {
  const { row, suggested } = cases[at];
  const parts = blocks.map((block, place) => {
    const made = element("section", "block" + (place === active && blocks.length > 1 ? " active" : ""));
    const heading = block.kind === "labels" ? "" : inWords(block.criterion.title);
    if (heading !== "") made.append(element("h3", "", heading));
    if (block.kind !== "labels" && inWords(block.criterion.help) !== "") made.append(element("p", "hint", inWords(block.criterion.help)));
    if (block.kind === "labels") made.append(...labelBlock(row));
    else if (block.kind === "scale") made.append(...scaleBlock(row, block.criterion));
    else made.append(...choiceBlock(row, block.criterion, suggested[block.criterion.id]));
    return made;
  });
  const focused = document.activeElement;
  const mark = focused?.dataset?.criterion;
  const value = focused?.dataset?.value;
  byId("blocks").replaceChildren(...parts);
  if (mark) [...byId("blocks").querySelectorAll("button")].find((one) => one.dataset.criterion === mark && one.dataset.value === value)?.focus();
  const canConfirm = Object.keys(suggested).some((id) => ratingOf(row).values[id] === undefined);
  byId("confirm").hidden = Object.keys(suggested).length === 0;
  byId("confirm").disabled = rater === "" || !canConfirm;
};
const showProgress = () => {
  const done = doneCount();
  byId("progress").textContent = say("progress", { done, total: cases.length });
  byId("bar").style.setProperty("--done", String(cases.length === 0 ? 0 : done / cases.length));
  byId("state").textContent = isDone(cases[at].row) ? say("done") : say("open");
  byId("state").classList.toggle("done", isDone(cases[at].row));
  byId("all-done").hidden = rater === "" || done < cases.length;
  byId("next-open").disabled = done === cases.length || (done === cases.length - 1 && !isDone(cases[at].row));
};
const showCase = () => {
  const one = cases[at];
  byId("place").textContent = say("case", { place: at + 1, total: cases.length });
  byId("go-to").value = String(at + 1);
  byId("row").textContent = one.row;
  byId("case").replaceChildren(...one.parts.map((part) => partBlock(part, one.language)));
  const comment = byId("comment");
  comment.value = ratingOf(one.row).comment;
  comment.disabled = rater === "";
  byId("previous").disabled = at === 0;
  byId("next").disabled = at === cases.length - 1;
  showRatings();
  showProgress();
};
const goTo = (place) => {
  at = Math.max(0, Math.min(cases.length - 1, place));
  active = 0;
  save();
  showCase();
  byId("case").scrollTop = 0;
  scrollTo(0, 0);
};
const goToOpen = () => {
  for (let step = 1; step <= cases.length; step++) {
    const place = (at + step) % cases.length;
    if (!isDone(cases[place].row)) return goTo(place);
  }
};

const showRater = () => {
  const named = rater !== "";
  byId("start").hidden = named;
  byId("named").hidden = !named;
  byId("name-first").hidden = named;
  byId("rater-is").textContent = say("raterIs", { rater });
  for (const id of ["csv", "json", "load"]) byId(id).disabled = !named;
  byId("kept").textContent = storageWorks ? say("kept") : say("notKept");
};
const beRater = (name) => {
  const carried = Object.keys(ratings).length > 0 && rater !== "" ? ratings : null;
  const before = kept("ratings/" + sheet.id + "/" + name);
  rater = name;
  if (before !== null) {
    try {
      const found = JSON.parse(before);
      ratings = found.ratings ?? {};
      at = Number.isInteger(found.at) && found.at >= 0 && found.at < cases.length ? found.at : 0;
    } catch { ratings = {}; }
  } else {
    ratings = carried !== null && confirm(say("rename")) ? carried : {};
  }
  save();
  showRater();
  showCase();
};

const guarded = (text) => (/^[\\s\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ufffd]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]/u.test(text) ? "'" + text : text);
const csvCell = (text) => {
  const clean = guarded(text.replace(/[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]/g, "\\ufffd"));
  return /[",;\\r\\n\\t']/.test(clean) ? '"' + clean.replaceAll('"', '""') + '"' : clean;
};
const rated = () => cases.map(({ row }) => ({ row, ...ratingOf(row) })).filter(({ values, comment }) => Object.keys(values).length > 0 || comment !== "");
const csvText = () => {
  const ids = criteria.map(({ id }) => id);
  const rows = rated().map(({ row, values, comment }) => [row, rater, ...ids.map((id) => values[id] ?? ""), comment]);
  return "\\ufeff" + [["row", "rater", ...ids, "comment"], ...rows].map((cells) => cells.map(csvCell).join(",") + "\\r\\n").join("");
};
const jsonText = () => JSON.stringify({ format: "viva-ratings", formatVersion: 1, sheet: sheet.id, rater, ratings: rated() }, null, 1) + "\\n";
const give = (text, type, ending) => {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([text], { type }));
  link.href = address;
  link.download = "ratings-" + sheet.id + "-" + rater.replace(/[^\\p{L}\\p{N}_-]+/gu, "-") + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};
const takeOver = async (file) => {
  const tell = (text) => { byId("message").textContent = text; };
  let found;
  try { found = JSON.parse(await file.text()); } catch { return tell(say("loadWrong")); }
  if (found?.format !== "viva-ratings" || found.sheet !== sheet.id || !Array.isArray(found.ratings)) return tell(say("loadWrong"));
  if (Object.keys(ratings).length > 0 && !confirm(say("loadReplaces"))) return;
  const known = new Map(cases.map(({ row }) => [row, true]));
  const next = {};
  for (const one of found.ratings) {
    if (!known.has(one?.row)) continue;
    const values = {};
    for (const { id, values: allowed } of criteria) {
      const value = String(one.values?.[id] ?? "");
      if (allowed.some((each) => each.value === value)) values[id] = value;
    }
    next[one.row] = { values, comment: typeof one.comment === "string" ? one.comment : "" };
  }
  ratings = next;
  save();
  showCase();
  tell(say("loaded", { count: Object.keys(next).length }));
};

const showLanguage = () => {
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
