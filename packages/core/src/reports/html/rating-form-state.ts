/**
 * First part of a rating form's script: the sheet, what is kept in the browser, what was rated so far, and how a rating
 * changes. Part of one function with the parts behind it.
 */
export const ratingFormState = `(() => {
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

`;
