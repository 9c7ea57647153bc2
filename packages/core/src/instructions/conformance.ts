import { checkPluginFacts } from "../base/conformance.ts";
import type { Prompt, PromptLabel } from "../records/prompt.ts";
import type { ConfiguredInstruction, Instruction } from "./define.ts";

function labelled(labels: readonly string[]): readonly PromptLabel[] {
  return labels.map((label, index) => ({ label, optionId: `option-${index}`, text: `text ${index} of the options` }));
}

/** Labels that prompts show: letters, numbers, Roman numbers that begin one another, many, none. */
const labelSets = [
  labelled(["A", "B", "C", "D", "E"]),
  labelled(["1", "2", "3", "4"]),
  labelled(["I", "II", "III", "IV", "V"]),
  labelled(["①", "②"]),
  labelled(Array.from({ length: 30 }, (_, index) => String(index + 1))),
  labelled(["", "", ""]),
  [],
] as const;

/** Replies made to trip up a check: broken text, half marks, patterns, very much of everything. */
const hostileReplies = [
  "\u0000\uD800\uDC00\uFFFD\uDFFF",
  "<answer><answer></answer>",
  '{"answer": "B',
  '{"answer": "\\ud800"}',
  '{"__proto__": "B"}',
  '{"answer": {"answer": {"answer": ["B"]}}}',
  "$& $1 $` {answer} {{answer}} %s \\",
  "(((((.*)+)+)+)+)+$",
  "B ".repeat(20_000),
  "\n".repeat(20_000),
  "1".repeat(20_000),
  `{"${'\\"'.repeat(20_000)}`,
  "<answer>".repeat(20_000),
  `${"I".repeat(30)}V`,
  "**".repeat(20_000),
  "答".repeat(20_000),
  "the ".repeat(20_000),
  `🅱️ 👩‍⚕️ ${"\u0301".repeat(10_000)}`,
];
const explanation = "A low ferritin shows that the iron stores are empty, which the other findings do not.";

/**
 * The contract of an instruction, executed: returns what is wrong. It says something in each of its languages and for
 * labels of every sort; saying and checking are pure and never throw; the reply it gives as an example keeps to it
 * strictly in each language; an empty reply never keeps to it; what keeps strictly keeps loosely; and what it says does
 * not depend on which options there are, only on their labels.
 */
export function checkInstruction(plugin: Instruction, settings: unknown = {}, fileName?: string): string[] {
  const problems = checkPluginFacts(plugin, fileName);
  if (plugin.languages.length === 0) {
    problems.push("it has words in no language");
  }
  const instruction = plugin.configure(settings);
  for (const language of [...plugin.languages, "fr"]) {
    for (const labels of labelSets) {
      const shown = labels.map(({ label }) => label).join(" ");
      problems.push(
        ...attempt(() => checkLanguage(instruction, language, labels)).map(
          (what) => `${language}, labels "${shown}": ${what}`,
        ),
      );
    }
  }
  const inEnglish = plugin.languages.includes("en") ? "en" : (plugin.languages[0] ?? "en");
  if (instruction.say("fr", labelSets[0]) !== instruction.say(inEnglish, labelSets[0])) {
    problems.push("in a language it has no words in, it does not speak English (or its first language)");
  }
  return problems;
}

function attempt(check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [`it throws ${String(error)}`];
  }
}

function checkLanguage(instruction: ConfiguredInstruction, language: string, labels: readonly PromptLabel[]): string[] {
  const problems: string[] = [];
  const said = instruction.say(language, labels);
  if (said.trim() === "") {
    problems.push("it says nothing");
  }
  if (/\{\w+\}/.test(said)) {
    problems.push(`a place is left open: ${said}`);
  }
  const renamed = labels.map((label) => ({ ...label, optionId: `other ${label.optionId}`, text: "other text" }));
  if (instruction.say(language, renamed) !== said) {
    problems.push("what it says is not the same twice, or depends on the options");
  }
  const prompt: Prompt = {
    messages: [{ role: "user", content: said }],
    labels,
    answerForm: instruction.answerForm,
    choose: "any",
    language,
    hash: "0".repeat(32),
  };
  const shown = labels.filter(({ label }) => label !== "");
  const answers = shown.length === 0 ? [["a low ferritin"]] : answersOf(shown.map(({ label }) => label));
  for (const answer of answers) {
    for (const because of [explanation, ""]) {
      const reply = instruction.example({ language, labels, answer, explanation: because });
      if (!instruction.check(reply, prompt).strict) {
        problems.push(`its own example does not keep to it: ${JSON.stringify(reply)}`);
      }
      if (!instruction.check(` ${reply}\n`, prompt).strict) {
        problems.push(`white space around it matters: ${JSON.stringify(reply)}`);
      }
    }
  }
  for (const reply of ["", " ", "\n\t \u3000"]) {
    const { strict, loose } = instruction.check(reply, prompt);
    if (strict || loose) {
      problems.push(`an empty reply (${JSON.stringify(reply)}) keeps to it`);
    }
  }
  // Every sort of labels would take long and show nothing more.
  const hostile =
    labels.length === 0 || labels.some(({ label }) => label === "A" || label === "IV") ? hostileReplies : [];
  for (const reply of hostile) {
    const found = instruction.check(reply, prompt);
    const start = JSON.stringify(reply.slice(0, 20));
    if (found.strict && !found.loose) {
      problems.push(`${start} keeps to it strictly and not loosely`);
    }
    if (JSON.stringify(instruction.check(reply, prompt)) !== JSON.stringify(found)) {
      problems.push(`${start}: checked twice, it is not the same`);
    }
  }
  return problems;
}

/** One label, the last, and two together. */
function answersOf(labels: readonly string[]): string[][] {
  const [first = ""] = labels;
  const last = labels.at(-1) ?? "";
  return [[first], [last], [first, last]];
}
