import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitReasoning } from "./split-reasoning.ts";

describe("splitReasoning", () => {
  it.each([
    ["<think>A or B</think>\n\nB", "B", "A or B", false],
    ["it is A</think>B", "B", "it is A", false],
    ["<think>it could be A", "", "it could be A", true],
    ["B <thinking>hm</thinking> C", "B  C", "hm", false],
    ["<think>one</think>A<think>two</think>B", "AB", "one\ntwo", false],
    ["◁think▷思考◁/think▷答案：C", "答案：C", "思考", false],
    ["I think it is B", "I think it is B", null, false],
    ["", "", null, false],
    ["<think></think>B", "B", "", false],
  ])("%s", (reply, text, reasoning, unclosed) => {
    expect(splitReasoning(reply)).toEqual({ text, reasoning, unclosed });
  });

  it("never lets a word of a paired block through", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, inside, after) => {
        const free = [before, inside, after].map((part) => part.replace(/[<>◁▷]/g, ""));
        const split = splitReasoning(`${free[0]}<think>${free[1]}</think>${free[2]}`);
        expect(split.text).toBe(`${free[0]}${free[2]}`.trim());
        expect(split.reasoning).toBe(free[1]?.trim());
      }),
    );
  });

  it("takes linear time on a hostile reply", () => {
    const hostile = "<think>".repeat(20_000);
    expect(splitReasoning(hostile).unclosed).toBe(true);
  });
});
