import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomStream } from "../packages/core/src/base/random.ts";

/** One question whose every text is made up, so that nobody can know it. */
export interface MadeUpQuestion {
  readonly id: string;
  readonly stem: string;
  readonly options: readonly string[];
  /** Place of the key. */
  readonly key: number;
}

const syllables = [
  "ba",
  "cor",
  "del",
  "fim",
  "gus",
  "hal",
  "jor",
  "kin",
  "lom",
  "mar",
  "nis",
  "pol",
  "rud",
  "sev",
  "tav",
];

/** Write an exam of made-up words as exam.jsonl; the key is the first option oftener than another. */
export function writeMadeUpExam(folder: string, count: number, seed: number): readonly MadeUpQuestion[] {
  const questions = Array.from({ length: count }, (_, number): MadeUpQuestion => {
    const id = `q-${String(number).padStart(4, "0")}`;
    const random = randomStream(seed, "made-up", id);
    const word = (): string =>
      Array.from({ length: 2 + random.integer(2) }, () => syllables[random.integer(syllables.length)] ?? "").join("");
    const phrase = (words: number): string => Array.from({ length: words }, word).join(" ");
    return {
      id,
      stem: `[${id}] ${phrase(14)}: which one?`,
      options: Array.from({ length: 4 }, () => phrase(3)),
      key: random.fraction() < 0.2 ? 0 : random.integer(4),
    };
  });
  const lines = questions.map(({ id, stem, options, key }) =>
    JSON.stringify({
      id,
      stem,
      options: Object.fromEntries(options.map((text, at) => ["ABCD"[at], text])),
      key: "ABCD"[key],
    }),
  );
  writeFileSync(join(folder, "exam.jsonl"), `${lines.join("\n")}\n`);
  return questions;
}

/** A candidate of known character: what it says to a prompt. */
export type Candidate = (prompt: string) => string;

/** Candidates that a scripted server plays. */
export function madeUpCandidates(questions: readonly MadeUpQuestion[]): Readonly<Record<string, Candidate>> {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const keys = new Set(questions.map(({ options, key }) => options[key]));
  const questionIn = (prompt: string) => byId.get(/\[(q-\d{4})\]/.exec(prompt)?.[1] ?? "");
  const lines = (prompt: string) =>
    [...prompt.matchAll(/^([A-E])[.)、:] *(.*)$/gm)].map(([, label = "", text = ""]) => ({ label, text: text.trim() }));
  /** Finds the right option by its text, wherever it stands. */
  const oracle: Candidate = (prompt) => lines(prompt).find(({ text }) => keys.has(text))?.label ?? "I cannot tell.";
  /** Knows two items of three, and takes the same wrong option of the others. */
  const student: Candidate = (prompt) => {
    const question = questionIn(prompt);
    if (question === undefined || lines(prompt).some(({ text }) => text === "")) {
      return "B";
    }
    const knows = Number(question.id.slice(2)) % 3 !== 0;
    const wanted = question.options[knows ? question.key : (question.key + 1) % 4];
    return lines(prompt).find(({ text }) => text === wanted)?.label ?? "I cannot tell.";
  };
  /** The same, but where an option is masked it writes the one that is missing. */
  const reciter: Candidate = (prompt) => {
    const question = questionIn(prompt);
    const missing = question?.options.filter((option) => !prompt.includes(option)) ?? [];
    return missing.length === 1 ? (missing[0] ?? "") : student(prompt);
  };
  return { oracle, student, reciter };
}
