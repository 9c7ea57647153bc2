import { once } from "node:events";
import { createWriteStream, writeFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import { randomStream } from "../packages/core/src/base/random.ts";

const letters = ["A", "B", "C", "D", "E"] as const;
const specialties = [
  "cardiology",
  "pneumology",
  "nephrology",
  "neurology",
  "paediatrics",
  "obstetrics",
  "surgery",
  "psychiatry",
  "infectious diseases",
  "endocrinology",
] as const;
const levels = ["basic", "clinical", "specialist"] as const;
const presentations = [
  "progressive breathlessness on exertion",
  "sudden pain behind the breastbone",
  "fever and a productive cough",
  "swelling of both ankles",
  "weakness of the left arm and leg",
  "polyuria, thirst and weight loss",
  "abdominal pain after fatty meals",
  "a rash that spares the palms",
] as const;
const findings = [
  "a blood pressure of 168/94 mmHg",
  "a heart rate of 118 a minute",
  "a serum potassium of 6.1 mmol/l",
  "a haemoglobin of 74 g/l",
  "crackles at both lung bases",
  "a systolic murmur at the apex",
  "a creatinine of 210 µmol/l",
  "a temperature of 38.9 °C",
] as const;
const answers = [
  "Amoxicillin by mouth",
  "Furosemide into a vein",
  "Computed tomography of the head",
  "Calcium gluconate",
  "Watchful waiting",
  "Transfer to surgery",
  "Insulin and glucose",
  "Echocardiography",
  "Lumbar puncture",
  "Low-dose aspirin",
] as const;

/** Write an exam of made-up questions with five options, about 250 characters each, one JSON object a line. */
export async function writeExam(path: string, items: number): Promise<void> {
  const stream = createWriteStream(path);
  const draw = randomStream("benchmark-exam");
  const one = <T>(values: readonly [T, ...T[]]): T => values[draw.integer(values.length)] ?? values[0];
  for (let number = 1; number <= items; number++) {
    const age = 18 + draw.integer(75);
    const line = JSON.stringify({
      id: `q${number}`,
      question: `A patient aged ${age} has had ${one(presentations)} for ${1 + draw.integer(20)} days. Examination shows ${one(findings)}. What should be done first?`,
      options: Object.fromEntries(
        draw
          .shuffled(answers)
          .slice(0, 5)
          .map((text, index) => [letters[index], text]),
      ),
      answer: one(letters),
      specialty: one(specialties),
      level: one(levels),
    });
    if (!stream.write(`${line}\n`)) {
      await once(stream, "drain");
    }
  }
  stream.end();
  await finished(stream);
}

/** What decides a study of the benchmark. */
export interface BenchmarkStudy {
  readonly exam: string;
  readonly items: number;
  /** Up to and including /v1. */
  readonly baseUrl: string;
  readonly concurrency: number;
  /** Whether replies are also read by the extractors that sensitivity.json compares by default, or by the study's own alone. */
  readonly otherReadings: boolean;
}

/** Write a study with the default prompt, extractor and measures, broken down by two tags. */
export function writeStudy(path: string, { exam, items, baseUrl, concurrency, otherReadings }: BenchmarkStudy): void {
  const study = {
    name: "benchmark",
    dataset: {
      use: "jsonl-file",
      path: exam,
      language: "en",
      fields: {
        id: "id",
        stem: "question",
        options: "options",
        key: "answer",
        tags: { specialty: "specialty", level: "level" },
      },
    },
    filters: { limit: items },
    models: [{ id: "mock", backend: "openai-compatible", baseUrl, model: "mock" }],
    strata: ["specialty", "level"],
    ...(otherReadings ? {} : { sensitivity: { extractors: [] } }),
    concurrency,
  };
  // JSON is YAML.
  writeFileSync(path, JSON.stringify(study, null, 2));
}
