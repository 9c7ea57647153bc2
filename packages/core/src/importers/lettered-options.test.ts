import { describe, expect, it } from "vitest";
import { letteredOptions } from "./lettered-options.ts";

const read = (prompt: string): string | undefined => {
  const found = letteredOptions(prompt);
  return found === undefined
    ? undefined
    : `${found.stem} | ${found.options.map(({ id, text }) => `${id}=${text}`).join("; ")}`;
};

describe("letteredOptions", () => {
  it.each([
    ["Which?\nA. one\nB. two\nAnswer:", "Which? | A=one; B=two"],
    ["Which?\r\n(A) one\r\n(B) two\r\n", "Which? | A=one; B=two"],
    ["哪个？\nA、胃\nB、肠\n答案：", "哪个？ | A=胃; B=肠"],
    ["¿Cuál?\n1) uno\n2) dos\n3) tres", "¿Cuál? | 1=uno; 2=dos; 3=tres"],
    ["Which?\na. one\nb. two", "Which? | a=one; b=two"],
    ["Which?\nA. one\n  and more\nB. two", "Which? | A=one and more; B=two"],
    ["Q1\nA. x\nB. y\nAnswer: A\n\nQ2\nA. p\nB. q\nAnswer:", "Q2 | A=p; B=q"],
  ])("reads %j", (prompt, expected) => {
    expect(read(prompt)).toBe(expected);
  });

  it.each(["", "No options here.", "A. only one", "Vitamin B. is one\nC. two", "B. two\nC. three"])(
    "finds none in %j",
    (prompt) => {
      expect(read(prompt)).toBeUndefined();
    },
  );
});
