import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomStream } from "../packages/core/src/base/random.ts";
import type { MockBehaviour } from "./mock-server.ts";
import type { PlantedExam } from "./planted-exam.ts";

/** Chance of being right at a confidence: of candidates that say what is so, too much, and too little. */
export const candidates = {
  calibrated: (confidence: number): number => confidence,
  overconfident: (confidence: number): number => 0.5 * confidence,
  underconfident: (confidence: number): number => 0.5 + 0.5 * confidence,
} as const;
export type CandidateName = keyof typeof candidates;
export const candidateNames = Object.keys(candidates) as readonly CandidateName[];

/** What a candidate says to a question, and how sure of it it is. */
export interface SureAnswer {
  readonly id: string;
  readonly label: string;
  readonly confidence: number;
  readonly right: boolean;
}

const labels = ["A", "B", "C", "D", "E"];

/**
 * What a candidate of known truth says to every question of an exam.
 *
 * @param confidenceOf From an even share, 0–1, to a confidence.
 */
export function sureAnswers(
  { questions }: PlantedExam,
  name: CandidateName,
  confidenceOf: (share: number) => number,
): readonly SureAnswer[] {
  return questions.map(({ id, key }) => {
    const random = randomStream(11, "candidate", name, id);
    const confidence = confidenceOf(random.fraction());
    const right = random.fraction() < candidates[name](confidence);
    const wrong = labels.filter((label) => label !== key)[random.integer(labels.length - 1)] ?? "";
    return { id, label: right ? key : wrong, confidence, right };
  });
}

/** A server's reply of one token whose alternatives give the answer its confidence, and the other labels the rest. */
export function firstTokenReply(model: string, { label, confidence }: SureAnswer): MockBehaviour {
  const top = labels.map((one) => ({
    token: one,
    logprob: Math.log(one === label ? confidence : (1 - confidence) / (labels.length - 1)),
  }));
  const token = { token: label, logprob: Math.log(confidence), top_logprobs: top };
  const message = { role: "assistant", content: label };
  const choices = [{ index: 0, message, finish_reason: "length", logprobs: { content: [token] } }];
  return { kind: "malformed", body: JSON.stringify({ model, choices }) };
}

/** Write a replies file for the backend `replay`: each candidate's replies by repeat. */
export function writeReplies(
  folder: string,
  said: ReadonlyMap<CandidateName, readonly SureAnswer[]>,
  repliesOf: (answer: SureAnswer) => readonly string[],
): void {
  const lines = [...said].flatMap(([model, answers]) =>
    answers.flatMap((answer) =>
      repliesOf(answer).map((text, repeat) => JSON.stringify({ itemId: answer.id, model, repeat, text })),
    ),
  );
  writeFileSync(join(folder, "replies.jsonl"), `${lines.join("\n")}\n`);
}

/** Repeats of which a share of at least two fifths gives the answer, and the rest each another one. */
export function repeatedReplies({ label, confidence }: SureAnswer, repeats: number): readonly string[] {
  const others = labels.filter((one) => one !== label);
  const agreeing = Math.round(confidence * repeats);
  // The others come first: what counts is how many agree, not which was said first.
  return Array.from({ length: repeats }, (_, at) =>
    at < repeats - agreeing ? (others[at % others.length] ?? label) : label,
  );
}
