import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stillSurroundings } from "../../runs/__fixtures__/study-folder.ts";
import type { ExamSplit, MergeTask, TaskItem } from "../merge-judge.ts";
import { blockGroups } from "../merge-recipe-text.ts";
import type { StudyJudgeOptions } from "../study-judge.ts";

/** Folder of the trained specialists. */
export const specialistsFolder = fileURLToPath(new URL("specialists", import.meta.url));

interface Row {
  readonly id: string;
  readonly question: string;
  readonly options: Readonly<Record<string, string>>;
  readonly split: ExamSplit;
}

const exams = ["zh", "en"] as const;
const examFile = (exam: string): string => join(specialistsFolder, `exam-${exam}.jsonl`);

/** Tasks of the Chinese and the English specialist. Forms of one fact are a group. */
export function specialistTasks(): MergeTask[] {
  return exams.map((name) => {
    const rows = readFileSync(examFile(name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    const of = (split: ExamSplit): TaskItem[] =>
      rows
        .filter((row) => row.split === split)
        .map(({ id, question, options }) => ({
          ...{ id, group: question },
          content: JSON.stringify([question, options]),
        }));
    return { name, items: { validation: of("validation"), test: of("test") } };
  });
}

/** Question and options as the specialists were trained on them; the blank at the end goes to the letter. */
const promptText = `name: as-trained
answerForm: label
choose: one
texts:
  en: { user: "{{stem}}\\n{{options}}\\nAnswer: ", option: "{{label}}. {{text}}" }
  zh: { user: "{{stem}}\\n{{options}}\\n答案： ", option: "{{label}}. {{text}}" }
`;

/** How the specialists are merged and judged in a folder. */
export function specialistOptions(folder: string, write: (file: string, text: string) => void): StudyJudgeOptions {
  const prompt = join(folder, "prompt.yaml");
  write(prompt, promptText);
  const at = (name: string): string => join(specialistsFolder, name);
  return {
    ...{ base: at("base"), models: [at("chinese"), at("english")], folder, chatTemplate: "drop" },
    ...{ groups: blockGroups(4, { hasOutput: false }), tasks: specialistTasks() },
    studyText: (task) => `name: specialists
dataset:
  use: jsonl-file
  name: exam-${exams[task]}
  path: ${examFile(exams[task] ?? "")}
  language: ${exams[task]}
  fields: { id: id, stem: question, options: options, key: answer, split: split, group: question }
prompts: [{ use: file, path: ${prompt} }]
modes: [{ likelihood: label }]
`,
    local: { gpu: "off", threads: 1, contextSize: 256, sequences: 4 },
    ...{ surroundings: stillSurroundings, signal: new AbortController().signal },
  };
}
