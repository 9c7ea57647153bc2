import { describe, expect, it } from "vitest";
import { parseRecordedReply, recordedReplySchema } from "./recorded-reply.ts";

const whole = {
  itemId: "q",
  model: "m",
  arm: "as-recorded",
  turn: 0,
  repeat: 2,
  text: "B",
  reasoning: "Scurvy",
  finishReason: "unknown",
};

describe("a line of a replies file", () => {
  it.each<[string, unknown]>([
    ["whole", whole],
    ["with fields of its own", { ...whole, note: 1 }],
    ["without a text", { ...whole, text: null, reasoning: null }],
    ["with an address by variant", { ...whole, arm: undefined, variantId: "q~typo", perturbation: "typo" }],
    ["of defaults", { itemId: "q", model: "m", text: "B" }],
    ["with an id that is a number", { ...whole, itemId: 7 }],
    ["with an empty id", { ...whole, itemId: "" }],
  ])("%s is what the schema makes of it", (_what, line) => {
    const { success, data } = parseRecordedReply(line);
    expect(success).toBe(true);
    expect(data).toEqual(recordedReplySchema.parse(line));
  });

  it.each<[string, unknown]>([
    ["nothing", null],
    ["a list", [whole]],
    ["a text", "B"],
    ["without an item", { ...whole, itemId: undefined }],
    ["with a model that is no text", { ...whole, model: 1 }],
    ["with an arm that is no text", { ...whole, arm: null }],
    ["with a broken repeat", { ...whole, repeat: 0.5 }],
    ["with a repeat past counting", { ...whole, repeat: 2 ** 53 }],
    ["with a turn before the first", { ...whole, turn: -1 }],
    ["without a text", { ...whole, text: undefined }],
    ["with reasoning that is no text", { ...whole, reasoning: {} }],
    ["with another finish reason", { ...whole, finishReason: "done" }],
  ])("%s is refused as the schema refuses it", (_what, line) => {
    expect(parseRecordedReply(line)).toEqual(recordedReplySchema.safeParse(line));
    expect(parseRecordedReply(line).success).toBe(false);
  });
});
