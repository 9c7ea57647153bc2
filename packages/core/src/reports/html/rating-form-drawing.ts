/** Second part of a rating form's script: a case with its texts, the ratings, and how far the rater is. */
export const ratingFormDrawing = `const partBlock = ({ name, text }, tongue) => {
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

`;
