import { describe, expect, it } from "vitest";
import { type Completion, plainCompletion, type Usage } from "../../records/completion.ts";
import { cutCompletion, replyTokens } from "./cut-completion.ts";

const usage = (completionTokens: number | null, reasoningTokens: number | null = null): Usage => ({
  promptTokens: null,
  completionTokens,
  reasoningTokens,
  cachedTokens: null,
});
const reply = (text: string, more: Partial<Completion> = {}): Completion => ({
  ...plainCompletion(text),
  usage: usage(10),
  ...more,
});

describe("replyTokens", () => {
  it("takes the server's counts, and shares one count by characters where reasoning is inside it", () => {
    expect(replyTokens(reply("0123456789"))).toEqual({ reasoning: 0, answer: 10 });
    expect(replyTokens(reply("ab", { usage: usage(10, 7) }))).toEqual({ reasoning: 7, answer: 3 });
    expect(replyTokens(reply("ab", { reasoning: { text: "abcdef", tokens: null }, usage: usage(16) }))).toEqual({
      reasoning: 12,
      answer: 4,
    });
    // Counted on top of the reply, as some servers do.
    expect(replyTokens(reply("ab", { usage: usage(10, 90) }))).toEqual({ reasoning: 90, answer: 10 });
  });

  it("does not guess", () => {
    expect(replyTokens(plainCompletion("abc"))).toBeNull();
    expect(replyTokens(reply("abc", { usage: usage(null, 5) }))).toBeNull();
    expect(replyTokens(reply("abc", { reasoning: { text: null, tokens: null } }))).toBeNull();
  });
});

describe("cutCompletion", () => {
  it("leaves a reply that is no longer as it is", () => {
    const whole = reply("0123456789");
    expect(cutCompletion(whole, 10)).toBe(whole);
    expect(cutCompletion(whole, 11)).toBe(whole);
    expect(cutCompletion(plainCompletion("abc"), 1)).toBeNull();
  });

  it("keeps the part of the text that the limit is of the tokens", () => {
    expect(cutCompletion(reply("01234567890123456789"), 3)).toMatchObject({
      text: "012345",
      finishReason: "length",
      cutIn: "answer",
    });
  });

  it("spends the limit on reasoning first", () => {
    const thinking = reply("0123456789", { reasoning: { text: "abcdefghij", tokens: 10 }, usage: usage(20, 10) });
    expect(cutCompletion(thinking, 15)).toMatchObject({ text: "01234", cutIn: "answer", reasoning: { tokens: 10 } });
    expect(cutCompletion(thinking, 10)).toMatchObject({ text: "", cutIn: "reasoning" });
    expect(cutCompletion(thinking, 4)).toMatchObject({
      text: "",
      cutIn: "reasoning",
      reasoning: { text: "abcd", tokens: 4 },
    });
    const hidden = reply("0123456789", { reasoning: { text: null, tokens: 10 }, usage: usage(20, 10) });
    expect(cutCompletion(hidden, 4)).toMatchObject({ text: "", reasoning: { text: null, tokens: 10 } });
  });

  it("leaves no half character, and stands an empty text", () => {
    const faces = reply("😀😀😀😀😀", { usage: usage(10) });
    for (let limit = 1; limit < 10; limit++) {
      expect(cutCompletion(faces, limit)?.text.isWellFormed()).toBe(true);
    }
    expect(cutCompletion(reply(""), 1)).toMatchObject({ text: "", finishReason: "length" });
  });
});
