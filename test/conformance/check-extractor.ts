import { checkPluginFacts } from "../../packages/core/src/base/conformance.ts";
import type { Extractor } from "../../packages/core/src/extractors/define.ts";
import { answerStatuses, type Reading } from "../../packages/core/src/records/answer.ts";
import { plainCompletion } from "../../packages/core/src/records/completion.ts";
import type { Likelihoods } from "../../packages/core/src/records/likelihood.ts";
import type { Prompt } from "../../packages/core/src/records/prompt.ts";

const prompt: Prompt = {
  messages: [{ role: "user", content: "Which finding is most typical?" }],
  labels: ["High ferritin", "Low ferritin", "High haptoglobin", "Low vitamin B12"].map((text, index) => {
    const label = "ABCD".charAt(index);
    return { label, optionId: `option-${index}`, text };
  }),
  answerForm: "label",
  choose: "any",
  language: "en",
  hash: "0".repeat(32),
};

/** What models really send, and worse: nothing, several answers, markup, broken text, very much text. */
const replies = [
  "",
  " \n\t",
  "B",
  "答案：B，解释：略",
  "The answer is B.",
  "A, C",
  "Either A or B.",
  "Z",
  "I cannot answer this.",
  "答案：B",
  '{"answer": "B"}',
  '{"answer": ["A", ',
  "**B**\n\n$\\boxed{B}$",
  "\u0000\uD800\uFFFD",
  "<script>alert(1)</script>",
  "B ".repeat(20_000),
  `${"(".repeat(5_000)}B${")".repeat(5_000)}`,
];

/** Likelihoods that prefer the option the text names by its label, or none where it names none. */
function likeliest(text: string): Likelihoods {
  return {
    kind: "sequence",
    of: "label",
    options: prompt.labels.map(({ optionId, label }) => ({
      optionId,
      logprob: label === text ? -0.1 : -3,
      tokens: 1,
      characters: 1,
    })),
  };
}

/**
 * The contract of an extractor, executed over replies of every sort: returns what is wrong. It never throws, reads
 * the same reply the same way, and chooses only options the prompt showed, each once and in display order.
 */
export function checkExtractor(plugin: Extractor, settings: unknown): string[] {
  const problems = checkPluginFacts(plugin);
  if (!Number.isInteger(plugin.version) || plugin.version < 1) {
    problems.push(`the version is ${plugin.version}, not a whole number from 1`);
  }
  const extractor = plugin.configure(settings);
  const chosen: string[] = [];
  for (const text of replies) {
    for (const shown of [prompt, { ...prompt, labels: [], answerForm: "text" as const }]) {
      const completion = {
        ...plainCompletion(text),
        ...(plugin.reads === "likelihoods" ? { likelihoods: likeliest(text) } : {}),
      };
      const read = (): Reading => extractor.extract(completion, shown);
      try {
        const reading = read();
        problems.push(
          ...checkReading(reading, shown, text).map((what) => `${JSON.stringify(text.slice(0, 30))}: ${what}`),
        );
        if (JSON.stringify(read()) !== JSON.stringify(reading)) {
          problems.push(`${JSON.stringify(text.slice(0, 30))}: read twice, it is not the same`);
        }
        chosen.push(...reading.optionIds);
      } catch (error) {
        problems.push(`${JSON.stringify(text.slice(0, 30))}: it throws ${String(error)}`);
      }
    }
  }
  if (!chosen.includes("option-1")) {
    problems.push('no reply is read as B, not even "B"');
  }
  return problems;
}

function checkReading(reading: Reading, shown: Prompt, text: string): string[] {
  const problems: string[] = [];
  if (!answerStatuses.includes(reading.status)) {
    problems.push(`unknown status "${reading.status}"`);
  }
  if ((reading.status === "chosen") !== reading.optionIds.length > 0) {
    problems.push(`status "${reading.status}" with ${reading.optionIds.length} options`);
  }
  const inOrder = shown.labels.filter(({ optionId }) => reading.optionIds.includes(optionId));
  if (inOrder.map(({ optionId }) => optionId).join() !== reading.optionIds.join()) {
    problems.push("the options are not those shown, each once and in display order");
  }
  if (inOrder.map(({ label }) => label).join() !== reading.labels.join()) {
    problems.push("the labels are not those of the options");
  }
  if (reading.span !== null) {
    const [start, end] = reading.span;
    if (!(start >= 0 && start <= end && end <= text.length)) {
      problems.push(`the span ${start}–${end} lies outside the reply`);
    }
  }
  return problems;
}
