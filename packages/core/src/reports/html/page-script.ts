/**
 * The page's only script: theme switch, sections opened for printing, and the list of replies. Everything that comes
 * from the data is put on the page with `textContent`, never as markup. It is kept as text because it runs in the
 * reader's browser; the page's security policy names its hash.
 */
export const pageScript = `(() => {
"use strict";
const root = document.documentElement;
const toggle = document.getElementById("theme");
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches);
const showState = () => toggle.setAttribute("aria-pressed", String(isDark()));
toggle.hidden = false;
toggle.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  showState();
});
systemDark.addEventListener("change", showState);
showState();

let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const part of closed) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of closed) part.open = false;
  closed = [];
});

const source = document.getElementById("replies-data");
if (!source) return;
const { items, prompts, replies, perPage, texts } = JSON.parse(source.textContent);
const list = document.getElementById("replies-list");
const matching = document.getElementById("matching");
const search = document.getElementById("search");
const selects = [...document.querySelectorAll("select[data-field]")];
const previous = document.getElementById("previous");
const next = document.getElementById("next");
let page = 0;

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};
const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (whole, name) => (name in values ? values[name] : whole));
const whole = (text) => text.pieces.map((piece) => piece.text ?? piece.mark ?? "").join("");

const textBlock = (text, name, language) => {
  const block = element(name, "text");
  block.dir = "auto";
  if (language) block.lang = language;
  for (const piece of text.pieces) {
    if ("text" in piece) block.append(document.createTextNode(piece.text));
    else if ("mark" in piece) block.append(element("mark", "", piece.mark));
    else block.append(element("span", "gap", piece.gap));
  }
  if (text.cut) block.append(element("span", "cut", text.cut));
  return block;
};
const titled = (title, ...blocks) => {
  const part = element("div", "part");
  part.append(element("h4", "", title), ...blocks);
  return part;
};
const folded = (title, ...blocks) => {
  const part = element("details");
  part.append(element("summary", "", title), ...blocks);
  return part;
};

const optionList = (item, reply) => {
  const labels = new Map(reply.labels.map(({ label, option }) => [option, label]));
  const order = new Map(reply.labels.map(({ option }, place) => [option, place]));
  const rank = (option) => order.get(option.id) ?? order.size;
  const rows = element("ul", "options");
  for (const option of [...item.options].sort((a, b) => rank(a) - rank(b))) {
    const row = element("li", option.key ? "key" : "");
    row.append(element("span", "label", labels.get(option.id) ?? option.id), textBlock(option.text, "span", item.language));
    if (option.key) row.append(element("span", "badge", "✓ " + texts.key));
    if (option.harm) row.append(element("span", "badge", option.harm));
    if (reply.picked.includes(option.id)) row.append(element("span", "badge picked", "→ " + texts.picked));
    rows.append(row);
  }
  return rows;
};

const article = (reply) => {
  const made = element("article", "reply");
  const head = element("header");
  const place = [reply.exam, reply.model, reply.arm, reply.perturbation, reply.repeat].filter(Boolean);
  const title = element("h3");
  title.append(element("bdi", "", fill(texts.item, { id: reply.itemId })));
  head.append(title, element("span", "outcome", reply.outcome));
  const where = element("p", "where");
  for (const part of place) where.append(element("bdi", "", part));
  head.append(where);
  made.append(head);
  const item = items[reply.item];
  if (item) {
    if (item.tags) head.append(element("p", "where", item.tags));
    if (item.case) made.append(titled(texts.case, textBlock(item.case, "div", item.language)));
    if (item.context) made.append(folded(texts.context, textBlock(item.context, "div", item.language)));
    made.append(titled(texts.stem, textBlock(item.stem, "div", item.language)));
    if (item.options.length > 0) made.append(titled(texts.options, optionList(item, reply)));
    if (!item.hasKey) made.append(element("p", "note", texts.noKey));
  }
  if (!reply.reply) made.append(element("p", "note", item ? texts.missing : texts.withheld));
  if (reply.reply) {
    const empty = reply.reply.pieces.length === 0;
    made.append(titled(texts.reply, empty ? element("p", "note", texts.emptyReply) : textBlock(reply.reply, "div")));
  }
  const facts = element("dl", "facts");
  for (const { name, value } of reply.reading) {
    const pair = element("div");
    const definition = element("dd");
    definition.append(element("bdi", "", value));
    pair.append(element("dt", "", name), definition);
    facts.append(pair);
  }
  made.append(facts);
  if (reply.reasoning) made.append(folded(texts.reasoning, textBlock(reply.reasoning, "div")));
  const prompt = prompts[reply.prompt];
  if (prompt) {
    made.append(folded(texts.prompt, ...prompt.map(({ role, text }) => titled(role, textBlock(text, "div")))));
  }
  if (item && item.explanations.length > 0) {
    made.append(folded(texts.explanation, ...item.explanations.map((text) => textBlock(text, "div", item.language))));
  }
  return made;
};

const haystacks = new Map();
const haystack = (reply) => {
  let text = haystacks.get(reply);
  if (text === undefined) {
    const item = items[reply.item];
    const parts = [reply.itemId, reply.model];
    if (item) parts.push(item.tags, whole(item.stem), ...item.options.map((option) => whole(option.text)));
    if (item && item.case) parts.push(whole(item.case));
    if (reply.reply) parts.push(whole(reply.reply));
    text = parts.join("\\n").toLowerCase();
    haystacks.set(reply, text);
  }
  return text;
};
const selected = () => {
  const wanted = selects.filter((select) => select.value !== "").map((select) => [select.dataset.field, select.value]);
  const words = search.value.trim().toLowerCase();
  return replies.filter(
    (reply) => wanted.every(([field, value]) => reply[field] === value) && (words === "" || haystack(reply).includes(words)),
  );
};
const show = () => {
  const found = selected();
  page = Math.max(0, Math.min(page, Math.ceil(found.length / perPage) - 1));
  const from = page * perPage;
  const visible = found.slice(from, from + perPage);
  list.replaceChildren(...visible.map(article));
  matching.textContent =
    found.length === 0
      ? texts.noMatch
      : fill(texts.matching, {
          matching: String(found.length),
          shown: String(replies.length),
          from: String(from + 1),
          to: String(from + visible.length),
        });
  previous.disabled = page === 0;
  next.disabled = from + perPage >= found.length;
};
const turn = (step) => {
  page += step;
  show();
  matching.focus();
  matching.scrollIntoView({ block: "start" });
};
for (const select of selects) select.addEventListener("change", () => { page = 0; show(); });
search.addEventListener("input", () => { page = 0; show(); });
document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
previous.addEventListener("click", () => turn(-1));
next.addEventListener("click", () => turn(1));
show();
})();
`;
