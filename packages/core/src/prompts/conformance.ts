import { checkPluginFacts } from "../base/conformance.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm } from "../records/prompt.ts";
import { originalVariant, type RenderDirectives } from "../records/variant.ts";
import type { AskedForm, PromptDraft, PromptInput, PromptPlugin } from "./define.ts";

/** What a variant or an arm may want of a prompt beside the plain question. */
interface Wish {
  readonly name: string;
  readonly directives: RenderDirectives;
  readonly input?: Partial<PromptInput>;
}

const forms: readonly AnswerForm[] = ["label", "reason-then-label", "json", "text"];
const said = "What was just said is doubted here.";
const opening = "First say what is known of each.";
const reply = "The reply to the turn before.";
const instruction: AskedForm = { say: () => "Put the answer between two stars.", answerForm: "text" };

const wishes: readonly Wish[] = [
  { name: "plain", directives: {} },
  { name: "options unlabelled", directives: { options: "unlabelled" } },
  { name: "options hidden", directives: { options: "hidden" } },
  ...forms.map((answerForm) => ({ name: `answer form ${answerForm}`, directives: { answerForm } })),
  { name: "instruction", directives: {}, input: { askedForm: instruction } },
  { name: "first of two turns", directives: { turns: [{ say: opening }, { say: null }] } },
  {
    name: "last of two turns",
    directives: { turns: [{ say: opening }, { say: null }] },
    input: { replies: [reply] },
  },
  {
    name: "last of three turns",
    directives: { turns: [{ say: null }, { say: null }, { say: said }] },
    input: { replies: [`${reply} 1`, reply] },
  },
  {
    name: "options unlabelled, answered as JSON in the second turn",
    directives: { options: "unlabelled", answerForm: "json", turns: [{ say: opening }, { say: null }] },
    input: { replies: [reply] },
  },
];

/**
 * The contract of a prompt, executed with its default settings over some items: returns what is wrong. Above all
 * the key must not show: the same item with another key, another explanation, gives the same prompt, whatever a variant
 * wants of it. Options are shown as it wants, an instruction from outside is said, and a conversation goes on from the
 * replies it had.
 */
export function checkPrompt(plugin: PromptPlugin, items: readonly Item[], fileName?: string): string[] {
  const problems = checkPluginFacts(plugin, fileName);
  const prompt = plugin.configure({});
  for (const item of items) {
    for (const wish of wishes) {
      const render = (one: Item): PromptDraft =>
        prompt.render({
          variant: { ...originalVariant(one), renderDirectives: wish.directives },
          passages: [],
          exemplars: [],
          ...wish.input,
        });
      const where = wish.name === "plain" ? `item ${item.id}` : `item ${item.id}, ${wish.name}`;
      problems.push(...checkDraft(item, wish, render).map((what) => `${where}: ${what}`));
    }
  }
  return problems;
}

function checkDraft(item: Item, wish: Wish, render: (item: Item) => PromptDraft): string[] {
  const problems: string[] = [];
  const draft = render(item);
  const last = draft.messages.at(-1);
  if (last?.role !== "user") {
    problems.push("the last message is not the user's");
  }
  if (!textOf(draft).includes(item.stem)) {
    problems.push("the stem is not in the prompt");
  }
  problems.push(...checkLabels(item, wish, draft), ...checkTurns(wish, draft));
  if (wish.input?.askedForm !== undefined && !last?.content.includes(instruction.say("", []))) {
    problems.push("the instruction is not said");
  }
  if (JSON.stringify(render(item)) !== JSON.stringify(draft)) {
    problems.push("rendered twice, it is not the same");
  }
  const otherKey = item.options.find(({ id }) => !item.accepted.flat().includes(id))?.id;
  if (otherKey !== undefined) {
    const changed = render({ ...item, accepted: [[otherKey]], references: ["another explanation"] });
    if (JSON.stringify(changed) !== JSON.stringify(draft)) {
      problems.push("the prompt depends on the key or the explanation");
    }
  }
  return problems;
}

function textOf({ messages }: PromptDraft): string {
  return messages.map(({ content }) => content).join("\n");
}

function checkLabels(item: Item, { directives }: Wish, draft: PromptDraft): string[] {
  const problems: string[] = [];
  const { labels } = draft;
  const labelled = directives.options === undefined || directives.options === "labelled";
  const expected = labelled ? item.options.length : Math.min(1, item.options.length);
  const distinct = new Set(labels.map(({ label }) => label));
  if (labels.length !== item.options.length || distinct.size !== expected) {
    problems.push(labelled ? "not one label of its own for each option" : "not every option, or not without a label");
  }
  if (labels.some(({ label }) => (label === "") === labelled)) {
    problems.push("a label is empty where labels are shown, or is not where none is");
  }
  for (const { optionId, text: shown } of labels) {
    if (!item.options.some((option) => option.id === optionId && option.text === shown)) {
      problems.push(`the label for option ${optionId} shows another text`);
    }
  }
  const asked = item.stem + (item.group?.text ?? "") + (item.context ?? "");
  const text = textOf(draft).replaceAll(asked, "");
  for (const option of item.options) {
    if (directives.options === "hidden" && !asked.includes(option.text) && text.includes(option.text)) {
      problems.push(`shows option ${option.id}, which is to be hidden`);
    }
  }
  if (!labelled && (draft.answerForm === "label" || draft.answerForm === "reason-then-label")) {
    problems.push("asks for a label where none is shown");
  }
  return problems;
}

function checkTurns({ directives, input }: Wish, { messages }: PromptDraft): string[] {
  const { turns } = directives;
  if (turns === undefined) {
    return [];
  }
  const problems: string[] = [];
  const replies = input?.replies ?? [];
  const conversation = messages.filter(({ role }) => role !== "system");
  if (conversation.length !== 2 * replies.length + 1) {
    problems.push(`${conversation.length} messages after ${replies.length} replies`);
  }
  replies.forEach((given, turn) => {
    const [answer, next] = conversation.slice(2 * turn + 1);
    const words = turns[turn + 1]?.say;
    if (answer?.role !== "assistant" || answer.content !== given) {
      problems.push(`turn ${turn + 1} does not hold the reply it got`);
    }
    if (next?.role !== "user" || next.content.trim() === "" || (words != null && next.content !== words)) {
      problems.push(`turn ${turn + 2} does not say its words`);
    }
  });
  const first = turns[0]?.say;
  if (first != null && !messages.some(({ role, content }) => role !== "assistant" && content.includes(first))) {
    problems.push("the words the conversation opens with are not said");
  }
  return problems;
}
