import { describe, expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import type { Message } from "../records/prompt.ts";
import { originalVariant, type RenderDirectives } from "../records/variant.ts";
import { catalog } from "./catalog.ts";
import type { PromptInput } from "./define.ts";
import { withDialogue } from "./with-dialogue.ts";

const dialogue: readonly Message[] = [
  { role: "user", content: "My father has chest pain." },
  { role: "assistant", content: "Since when?" },
];
const asked: Item = { ...singleItem, kind: "free-text", stem: "For an hour.", options: [], accepted: [] };

function input(item: Item, directives: RenderDirectives = {}, more: Partial<PromptInput> = {}): PromptInput {
  return { variant: { ...originalVariant(item), renderDirectives: directives }, passages: [], exemplars: [], ...more };
}

describe("a question that is the last message of a conversation", () => {
  it.each(Object.keys(catalog))(
    "is put by %s as that conversation, and is the same question without it",
    async (name) => {
      const prompt = (await catalog[name]?.())?.default.configure({});
      if (prompt === undefined) {
        throw new Error(`no prompt ${name}`);
      }
      const plain = prompt.render(input(asked));
      const { messages } = prompt.render(input({ ...asked, dialogue }));
      const system = plain.messages.filter(({ role }) => role === "system");
      expect(messages).toEqual([...system, ...dialogue, ...plain.messages.slice(system.length)]);
      expect(prompt.render(input({ ...asked, dialogue: [] })).messages).toEqual(plain.messages);
    },
  );

  it("stands after worked examples and before the turns that follow", async () => {
    const prompt = (await catalog["letter-only"]?.())?.default.configure({});
    const turns = { turns: [{ say: null }, { say: "Are you sure?" }] };
    const draft = prompt?.render(
      input({ ...singleItem, dialogue }, turns, { exemplars: [singleItem], replies: ["B"] }),
    );
    expect(draft?.messages.map(({ role }) => role)).toEqual([
      "user",
      "assistant",
      "user",
      "assistant",
      "user",
      "assistant",
      "user",
    ]);
    expect(draft?.messages.slice(2, 4)).toEqual(dialogue);
    expect(draft?.messages.slice(5)).toEqual([
      { role: "assistant", content: "B" },
      { role: "user", content: "Are you sure?" },
    ]);
  });
});

describe("withDialogue", () => {
  it("makes one system message of two, and puts it first", () => {
    const messages: Message[] = [
      { role: "system", content: "Answer briefly." },
      { role: "user", content: "And now?" },
    ];
    expect(withDialogue(messages, [{ role: "system", content: "You are a nurse." }, ...dialogue], 0)).toEqual([
      { role: "system", content: "You are a nurse.\n\nAnswer briefly." },
      ...dialogue,
      { role: "user", content: "And now?" },
    ]);
  });
});
