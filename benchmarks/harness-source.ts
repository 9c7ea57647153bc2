import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createLineWriter, writeWhole } from "../packages/core/src/base/lines.ts";
import { type RandomStream, randomStream } from "../packages/core/src/base/random.ts";

/** How large the recorded work is. */
export interface SourceSize {
  readonly models: number;
  readonly tasks: number;
  /** Items of each task. */
  readonly items: number;
}

/** What was written. */
export interface HarnessSource {
  readonly replies: number;
  /** One samples file a model and task. */
  readonly files: readonly string[];
}

const letters = ["A", "B", "C", "D", "E"] as const;
const date = "2026-01-15T09-30-00.000000";

const complaints = [
  "progressive breathlessness on exertion",
  "sudden pain behind the breastbone",
  "fever and a productive cough",
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
  "a creatinine of 210 µmol/l",
] as const;
const measures = [
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
const thoughts = [
  "The duration speaks against an acute event, although it cannot rule one out.",
  "With these findings the cause has to be treated before anything else is done.",
  "The first option would be reasonable if there were signs of infection.",
  "Waiting would be wrong in a patient of this age.",
  "Guidelines give the last option a weak recommendation.",
] as const;

interface Question {
  readonly stem: string;
  readonly options: readonly string[];
  readonly key: (typeof letters)[number];
}

function oneOf<T>(draw: RandomStream, values: readonly [T, ...T[]]): T {
  return values[draw.integer(values.length)] ?? values[0];
}

/** The same question whichever model is asked. */
function questionOf(task: string, number: number): Question {
  const draw = randomStream("imported-replies", task, number);
  return {
    stem: `A patient aged ${18 + draw.integer(75)} has had ${oneOf(draw, complaints)} for ${1 + draw.integer(20)} days. Examination shows ${oneOf(draw, findings)}. What should be done first?`,
    options: draw.shuffled(measures).slice(0, letters.length),
    key: oneOf(draw, letters),
  };
}

/** As models answer: a letter in a sentence, a verdict after some reasons, reasoning of its own before it, nothing to read. */
function replyTo({ key, options }: Question, skill: number, draw: RandomStream): { text: string; letter: string } {
  const letter = draw.fraction() < skill ? key : oneOf(draw, letters);
  const chosen = options[letters.indexOf(letter)] ?? "";
  const reasons = (count: number): string => Array.from({ length: count }, () => oneOf(draw, thoughts)).join(" ");
  const kind = draw.integer(100);
  if (kind < 35) {
    return { text: `The correct answer is (${letter}).`, letter };
  }
  if (kind < 60) {
    return { text: `**${letter}. ${chosen}**\n\n${reasons(1 + draw.integer(3))}`, letter };
  }
  if (kind < 83) {
    return { text: `${reasons(1 + draw.integer(4))}\n\nTherefore, the answer is (${letter}) ${chosen}.`, letter };
  }
  if (kind < 97) {
    return { text: `<think>\n${reasons(1 + draw.integer(3))}\n</think>\n\nAnswer: ${letter}`, letter };
  }
  return { text: reasons(2), letter: "" };
}

/**
 * Write made-up samples as lm-evaluation-harness leaves them with --log_samples: a folder a model with its results and
 * one samples file a task, each line with question, prompt, reply and score (some 1.5 kB). Replies have 20 to 400
 * characters. Equal sizes give equal bytes.
 */
export function writeHarnessSource(folder: string, { models, tasks, items }: SourceSize): HarnessSource {
  const files: string[] = [];
  const names = Array.from({ length: tasks }, (_, index) => `made_up_${index + 1}`);
  for (let model = 1; model <= models; model++) {
    const modelFolder = join(folder, `org__model-${model}`);
    mkdirSync(modelFolder, { recursive: true });
    for (const task of names) {
      const file = join(modelFolder, `samples_${task}_${date}.jsonl`);
      files.push(file);
      const writer = createLineWriter(file);
      for (let number = 0; number < items; number++) {
        const draw = randomStream("imported-replies", task, number, model);
        writer.write(sampleLine(number, questionOf(task, number), (model / models) * 0.8, draw));
      }
      writer.finish();
    }
    const results = {
      results: Object.fromEntries(names.map((task) => [task, { alias: task }])),
      configs: Object.fromEntries(names.map((task) => [task, { task, output_type: "generate_until" }])),
      "n-shot": Object.fromEntries(names.map((task) => [task, 0])),
      "n-samples": Object.fromEntries(names.map((task) => [task, { original: items, effective: items }])),
      model_name: `org/model-${model}`,
      lm_eval_version: "0.4.9",
    };
    writeWhole(join(modelFolder, `results_${date}.json`), JSON.stringify(results, null, 2));
  }
  return { replies: models * tasks * items, files };
}

function sampleLine(number: number, question: Question, skill: number, draw: RandomStream): string {
  const { text, letter } = replyTo(question, skill, draw);
  const { stem, options, key } = question;
  const lines = options.map((option, index) => `${letters[index]}. ${option}`);
  const prompt = `The following is a multiple choice question about medicine. Finish with "the answer is (X)".\n\nQuestion: ${stem}\n${lines.join("\n")}\nAnswer:`;
  return JSON.stringify({
    doc_id: number,
    doc: { question_id: number, question: stem, options, answer: key, answer_index: letters.indexOf(key) },
    target: key,
    arguments: {
      gen_args_0: {
        arg_0: prompt,
        arg_1: { until: ["</s>", "Question:"], do_sample: false, temperature: 0, max_gen_toks: 1024 },
      },
    },
    resps: [[text]],
    filtered_resps: [letter === "" ? "[invalid]" : letter],
    filter: "custom-extract",
    metrics: ["exact_match"],
    doc_hash: "7c8a1b0f5f7f3a8b2f4f0b6d9a3c5e7f1a2b3c4d5e6f708192a3b4c5d6e7f809",
    prompt_hash: "1f0e9d8c7b6a594837261504f3e2d1c0b9a8978685746352413029180716253f",
    target_hash: "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd",
    exact_match: letter === key ? 1 : 0,
  });
}
