import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "./clean-text.ts";
import { visibleSegments } from "./visible-text.ts";

function clean(reply: string): string {
  return cleanText(reply, [[0, reply.length]]).text;
}

describe("cleanText", () => {
  it.each([
    ["**答案**：`Ｃ`", "答案:C"],
    ["* bullet\n *emphasis*", "* bullet\n emphasis"],
    ["~~B~~ C", " C"],
    ["snake_case _C_", "snake_case C"],
    ["$\\text{C}$ \\(x\\)", "C} x"],
    ["<b>C</b><br>D", "C\nD"],
    ["C<|im_end|>", "C\n"],
    ["Ⓒ③🅱️𝐃", "C3BD"],
    ["正確選項", "正确选项"],
    ["a\r\nb\u200bc\u3000d", "a\nbc d"],
  ])("%j → %j", (reply, expected) => {
    expect(clean(reply)).toBe(expected);
  });

  it("knows where every stretch stood in the reply", () => {
    const reply = "**思考**……\r\n**答案**：**Ｃ**。🅱️";
    const cleaned = cleanText(reply, [[0, reply.length]]);
    const at = cleaned.text.indexOf("C");
    expect(reply.slice(...cleaned.toReply(at, at + 1))).toBe("Ｃ");
    const square = cleaned.text.indexOf("B");
    expect(reply.slice(...cleaned.toReply(square, square + 1))).toBe("🅱");
  });

  it("keeps plain text and its places as they are", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9 .,;:()\n二三四五]{0,80}$/),
        fc.nat(80),
        fc.nat(80),
        (text, one, two) => {
          const cleaned = cleanText(text, [[0, text.length]]);
          expect(cleaned.text).toBe(text);
          const [start, end] = [Math.min(one, two, text.length), Math.min(Math.max(one, two), text.length)];
          if (end > start) {
            expect(cleaned.toReply(start, end)).toEqual([start, end]);
          }
        },
      ),
    );
  });
});

describe("visibleSegments", () => {
  const visible = (reply: string): string =>
    visibleSegments(reply)
      .map(([start, end]) => reply.slice(start, end))
      .join("|");
  it.each([
    ["C", "C"],
    ["<think>a</think>C", "C"],
    ["C<think>a</think>D", "C|D"],
    ["a</think>C", "C"],
    ["C<think>a", "C"],
    ["<think>a<think>b</think>c</think>C", "C"],
    ["<Thinking>a</Thinking>C", "C"],
    ["[THINK]a[/THINK]C", "C"],
    ["a<|begin_of_thought|>b<|end_of_thought|>C", "a|C"],
    ["<|channel|>analysis<|message|>a<|end|><|start|>assistant<|channel|>final<|message|>C<|return|>", "C"],
    ["analysisWe look.assistantfinalC", "C"],
    ["The assistant finally says C", "The assistant finally says C"],
    ["p < 0.05 and [1]", "p < 0.05 and [1]"],
  ])("%j → %j", (reply, expected) => {
    expect(visible(reply)).toBe(expected);
  });
});
