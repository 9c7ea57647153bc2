/** Where a clause ends. */
const clauseEnd = /[。！？；，,.!?;\n\r]/;

/** Words of a clause that only announces the answer, in English, Spanish and Portuguese. */
const announcingWords = new Set(
  (
    "so therefore thus hence then the final correct best right my answer answers option options choice choices letter letters " +
    "is are would should be i choose select boxed text " +
    "por lo tanto entonces así que la las el los mi respuesta respuestas opción opciones letra letras correcta correctas mejor es " +
    "son sería elijo portanto então logo a as o os minha resposta respostas alternativa alternativas correta corretas é são seria " +
    "escolho"
  ).split(" "),
);

/** The same in Chinese, longest first where one begins with another. */
const announcingCharacters =
  "综上所述 综上 所以 因此 因而 故此 故 最终 最后 正确 最佳 最合适的 最合适 本题 该题 此题 标准 参考 我的 我 的 答案 选项 选择 应选 应当选 应该选 选 应为 应当 应该 是 为".split(
    " ",
  );

/** A heading before the explanation. */
const heading =
  /^[\s*_#>\-—–、,.;:：，。；!?！？]*(?:(?:解释|解析|理由|分析|说明|答案解析|explanation|rationale|reasoning|reason|explicación|justificación|razonamiento|explicação|justificativa)[\s*_]*[:：][\s*_]*)?/iu;

/** Members of a JSON reply that say why. */
const reasonMember =
  /^(?:解释|解析|理由|分析|explanation|rationale|reasoning|reason|analysis|explicaci[oó]n|justificaci[oó]n|explica[cç][aã]o)$/iu;

/**
 * A reply without its declared final answer: what is left to compare with a reference explanation. The clause that the answer
 * stands in goes where it says nothing else ("因此答案是B。", "The answer is **B**."), with a heading such as "解释：" before the
 * rest; an answer that is part of an argument ("A错，B对") stays, so that no sentence is broken. Of a reply in JSON the members
 * that say why are taken. A reply that is nothing but its answer leaves "". Linear in the length.
 *
 * @param span Start and end of the answer in the reply, UTF-16 units; null where none was read: only a heading goes.
 * @example explanationOf("答案：B\n解释：铁蛋白反映铁储备。", [3, 4]) // "铁蛋白反映铁储备。"
 */
export function explanationOf(reply: string, span: readonly [number, number] | null): string {
  const members = membersOf(reply);
  if (members !== null) {
    return members;
  }
  return withoutDeclaration(reply, span).replace(heading, "").trim();
}

function withoutDeclaration(reply: string, span: readonly [number, number] | null): string {
  if (span === null) {
    return reply;
  }
  const [from, to] = span;
  let start = from;
  while (start > 0 && !clauseEnd.test(reply[start - 1] ?? "")) {
    start -= 1;
  }
  let end = to;
  while (end < reply.length && !clauseEnd.test(reply[end] ?? "")) {
    end += 1;
  }
  // An announcement is short: what is longer argues.
  if (from - start + (end - to) > mostAnnounced || !announces(reply.slice(start, from) + reply.slice(to, end))) {
    return reply;
  }
  const before = reply.slice(0, start);
  const after = reply.slice(end).replace(/^[。！？；，,.!?;]/, "");
  return `${before}${after}`;
}

const mostAnnounced = 120;

function announces(clause: string): boolean {
  for (const [piece] of clause.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!announcingWords.has(piece) && withoutAnnouncing(piece) !== "") {
      return false;
    }
  }
  return true;
}

function withoutAnnouncing(characters: string): string {
  let rest = characters;
  for (;;) {
    const found = announcingCharacters.find((word) => rest.startsWith(word));
    if (found === undefined) {
      return rest;
    }
    rest = rest.slice(found.length);
  }
}

/** What the members that say why say, of a reply that is one JSON object; null for another reply. */
function membersOf(reply: string): string | null {
  const whole = reply.trim();
  const fenced = whole.startsWith("```") && whole.endsWith("```") && whole.length > 6;
  const text = fenced ? whole.slice(3, -3).replace(/^json/i, "").trim() : whole;
  if (!text.startsWith("{") || !text.endsWith("}")) {
    return null;
  }
  try {
    const members = Object.entries(JSON.parse(text) as object);
    const said = members.filter(([name, value]) => reasonMember.test(name) && typeof value === "string");
    return said.map(([, value]) => String(value)).join("\n");
  } catch {
    // Not JSON after all: a text in braces.
    return null;
  }
}
