/** Third part of a rating form's script: who rates, ratings as files, and going on from one. */
export const ratingFormFiles = `const showRater = () => {
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

`;
