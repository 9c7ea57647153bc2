import { expect, it } from "vitest";
import { parseHiMergingFile } from "./hi-merging-file.ts";

const text = `# A search
base: models/base
tasks:
  - name: zh
    model: models/chinese
    validation:
      dataset: { use: cmexam, path: val.csv }
      prompts: [letter-only]
    test: zh-test.yaml
  - { name: en, model: models/english+lora, validation: { dataset: { use: medqa, path: dev.jsonl } }, test: en.yaml }
`;

const refused = (changed: string): string => {
  try {
    parseHiMergingFile(changed, "search.yaml");
  } catch (error) {
    expect(error).toMatchObject({ code: "MERGE_RECIPE_INVALID" });
    return (error as Error).message;
  }
  throw new Error("nothing is wrong with it");
};

it("fills in every setting and keeps studies where they stand", () => {
  const { base, tasks, settings, judge, folder } = parseHiMergingFile(text, "/searches/search.yaml");
  expect([base, folder]).toEqual(["models/base", "/searches"]);
  expect(settings).toMatchObject({ gridTies: "least-change", classes: "tested", alpha: 0.05 });
  expect(settings.densities).toHaveLength(10);
  expect(judge).toMatchObject({ use: "local", chatTemplate: "keep", gguf: "F32", contextSize: 4096 });
  const [zh, en] = tasks;
  expect(zh?.test).toEqual({ kind: "file", file: "/searches/zh-test.yaml" });
  const lines = zh?.validation.kind === "fields" ? zh.validation.text.split("\n") : [];
  // Line for line and column for column as in the file.
  expect(lines.slice(0, 6)).toEqual(["", "", "", "", "", ""]);
  expect(lines.slice(6, 8)).toEqual(text.split("\n").slice(6, 8));
  expect(en?.validation.kind === "fields" ? en.validation.text.trim() : "").toBe(
    "{ dataset: { use: medqa, path: dev.jsonl } }",
  );
});

it("takes a server's command with both placeholders only", () => {
  const judge = (command: string): string => `${text}judge: { use: server-command, command: "${command}" }\n`;
  expect(parseHiMergingFile(judge("vllm serve {model} --port {port}"), "search.yaml").judge).toMatchObject({
    ...{ use: "server-command", health: "/health", startSeconds: 900, servedModel: "{model}", path: "/v1" },
  });
  expect(refused(judge("vllm serve {model} --port 8000"))).toMatch(/^search.yaml:11: judge.command: .*\{port\}/u);
});

it("says each mistake with its line", () => {
  expect(refused(text.replace("base:", "bases:"))).toContain("search.yaml:2: bases: unknown field; known here: base");
  expect(refused(text.replace("    test: zh-test.yaml\n", ""))).toMatch(/search.yaml:4: tasks\[0\].test: a study/u);
  expect(refused(`${text}settings: { alpha: 2 }\n`)).toMatch(/^search.yaml:11: settings.alpha: /u);
  expect(refused(text.replace("name: en", "name: zh"))).toBe(
    'search.yaml:10: tasks[1].name: two tasks are called "zh"',
  );
  expect(refused(text.slice(0, text.indexOf("  - { name")))).toContain("two tasks or more are wanted");
  expect(refused("base: [")).toContain("search.yaml");
});
