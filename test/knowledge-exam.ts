import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type MockServer, startMockServer } from "./mock-server.ts";

const roots = ["kadri", "molva", "teruno", "sibale", "pontri", "garuve", "lindoma", "vareku", "ostrile", "numbave"];
const disease = (at: number): string => `${roots[at % roots.length]}osis`;
const drug = (at: number): string => `${roots[at % roots.length]}mab`;

/** The graph leads from the even diseases to their medicine; from these to another option of the question. */
const misleading: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [3, 6],
]);
/** A name that would break a page that takes it for markup. */
export const hostileName = '</script><img src=x onerror="globalThis.broken = true"><!-- | *mab*';

/** Ten questions after a medicine, the key at another place each time. q9 names nothing that the graph knows. */
const items = roots.map((_, at) => {
  const shown = [0, 3, 5, 8].map((step) => (at + step) % roots.length);
  const turned = [...shown.slice(at % 4), ...shown.slice(0, at % 4)];
  return {
    id: `q${at}`,
    language: "en",
    kind: "single",
    stem: `A patient has ${at === 9 ? "an unnamed illness" : disease(at)}. Which medicine is given?`,
    options: turned.map((other) => ({ id: `o${other}`, text: drug(other) })),
    accepted: [[`o${at}`]],
    tags: {},
    references: [`The medicine of choice is ${drug(at)}.`],
    weight: 1,
  };
});

/**
 * The candidate: takes an option that stands in the list before the question and says so, but for q0, where it gives the
 * letter alone; without a list it knows q1 and q3 and takes a wrong option elsewhere.
 */
function reply(question: string): string {
  const list = [...question.matchAll(/^- (.+)$/gmu)].map(([, line]) => line ?? "");
  const options = [...question.matchAll(/^([A-D])\. (\w+)$/gmu)].map(([, label = "", text = ""]) => ({ label, text }));
  const at = roots.findIndex((_, one) => question.includes(`has ${disease(one)}.`));
  const listed = options.find(({ text }) => list.some((line) => line.includes(text)));
  const known = options.find(({ text }) => (text === drug(at)) === (at === 1 || at === 3));
  const chosen = listed ?? known ?? options[0];
  const says = listed === undefined || at === 0 ? "" : `Here ${listed.text} comes to mind. ${hostileName}\n`;
  return `${says}Answer: ${chosen?.label}`;
}

/** Write exam, graph and study into a folder, and start the candidate's server, which counts tokens. */
export async function startKnowledgeExam(folder: string, more = ""): Promise<MockServer> {
  const facts = roots.flatMap((_, at) => [
    ...(at % 2 === 0 ? [[disease(at), "drug", drug(at), "disease", "drug"]] : []),
    ...(misleading.has(at) ? [[disease(at), "drug", drug(misleading.get(at) ?? 0), "disease", "drug"]] : []),
    ...(at === 6 ? [[disease(at), "drug", hostileName, "disease", "drug"]] : []),
    [`shelf ${at}`, "holds", drug(at), "place", "drug"],
    ...(at === 9 ? [] : [[disease(at), "part", "ward", "disease", "place"]]),
  ]);
  const table = [["head", "relation", "tail", "head_type", "tail_type"], ...facts];
  writeFileSync(join(folder, "graph.tsv"), `${table.map((fact) => fact.join("\t")).join("\n")}\n`);
  writeFileSync(join(folder, "items.jsonl"), items.map((item) => `${JSON.stringify(item)}\n`).join(""));
  const server = await startMockServer({
    behave: ({ question }) => ({ kind: "reply", text: reply(question) }),
  });
  writeFileSync(
    join(folder, "study.yaml"),
    `name: seeds
dataset: { use: viva-items, name: exam, path: items.jsonl }
models:
  - { id: reader, backend: openai-compatible, baseUrl: "${server.baseUrl}", model: reader }
prompts: [{ use: padded, answer: reasoned }]
contexts:
  - none
  - { use: knowledge-seeds, graph: graph.tsv, words: false, relations: { drug: 1 } }
  - { use: random-seeds, graph: graph.tsv, words: false, relations: { drug: 1 } }
  - { use: oracle-seeds, graph: graph.tsv, words: false }
  - { use: knowledge-seeds, graph: graph.tsv, words: false, count: 0 }
reports: [html, markdown, json]
${more}`,
  );
  return server;
}
