import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { execPath } from "node:process";
import { stringify } from "yaml";
import { specialistsFolder } from "../packages/core/src/campaigns/__fixtures__/specialists-judge.ts";

/** Question and options as the specialists were trained on them; the blank at the end goes to the letter. */
const promptText = `name: as-trained
answerForm: label
choose: one
texts:
  en: { user: "{{stem}}\\n{{options}}\\nAnswer: ", option: "{{label}}. {{text}}" }
  zh: { user: "{{stem}}\\n{{options}}\\n答案： ", option: "{{label}}. {{text}}" }
`;

/** A server that answers by its model's weights and the question, and notes that it was started. */
const serverText = `import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
const [, , model, port] = process.argv;
const weights = createHash("sha256").update(readFileSync(join(model, "model.safetensors"))).digest("hex");
const log = join(dirname(model), "..", "started.jsonl");
appendFileSync(log, JSON.stringify({ pid: process.pid, weights }) + "\\n");
createServer((asked, reply) => {
  let body = "";
  asked.on("data", (part) => { body += part; });
  asked.on("end", () => {
    if (asked.url === "/ready") { reply.end("ready"); return; }
    const { messages } = JSON.parse(body);
    const draw = createHash("sha256").update(weights + JSON.stringify(messages)).digest()[0];
    reply.setHeader("content-type", "application/json");
    reply.end(JSON.stringify({
      id: "x", object: "chat.completion", created: 0, model: JSON.parse(body).model,
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "ABCD"[draw % 4] } }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    }));
  });
}).listen(Number(port), () => console.error("listening"));
`;

/** Fields of a search's file, as an object. */
export type SearchFile = Record<string, unknown>;

/** Writes the files of a search over the specialists into a folder and returns its fields, to be changed or written. */
export function plantSearch(
  folder: string,
  { limit, modes }: { limit: number; modes: readonly unknown[] },
): SearchFile {
  writeFileSync(join(folder, "prompt.yaml"), promptText);
  writeFileSync(join(folder, "server.mjs"), serverText);
  const study = (exam: string, split: string): object => ({
    dataset: {
      ...{ use: "jsonl-file", path: join(specialistsFolder, `exam-${exam}.jsonl`), language: exam },
      fields: { id: "id", stem: "question", options: "options", key: "answer", split: "split", group: "question" },
    },
    ...{ filters: { split, limit }, prompts: [{ use: "file", path: "prompt.yaml" }], modes },
  });
  const ofFile = { name: "zh-test", models: [{ id: "any", backend: "random-option" }], ...study("zh", "test") };
  writeFileSync(join(folder, "zh-test.yaml"), stringify(ofFile, { aliasDuplicateObjects: false }));
  return {
    base: join(specialistsFolder, "base"),
    tasks: [
      {
        ...{ name: "zh", model: join(specialistsFolder, "chinese") },
        ...{ validation: study("zh", "validation"), test: "zh-test.yaml" },
      },
      {
        ...{ name: "en", model: join(specialistsFolder, "english") },
        ...{ validation: study("en", "validation"), test: study("en", "test") },
      },
    ],
    settings: { densities: [1], scales: [0.5, 1] },
  };
}

/** The judge that asks in this process. */
export const localJudge = { use: "local", chatTemplate: "drop", gpu: "off", threads: 1, contextSize: 256 };

/** The judge that starts the planted server for each model. */
export function serverJudge(folder: string): Record<string, unknown> & { readonly command: string } {
  const command = `'${execPath}' '${join(folder, "server.mjs")}' {model} {port}`;
  return { use: "server-command", chatTemplate: "keep", command, health: "/ready", startSeconds: 60, stopSeconds: 5 };
}
