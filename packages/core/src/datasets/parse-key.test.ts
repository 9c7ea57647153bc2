import { describe, expect, it } from "vitest";
import { parseKey } from "./parse-key.ts";
import type { SourceOption } from "./parse-options.ts";

const lettered: SourceOption[] = [
  { id: "A", text: "Aspirin", aliases: ["opa"] },
  { id: "B", text: "Heparin", aliases: ["opb"] },
  { id: "C", text: "4", aliases: ["opc"] },
  { id: "D", text: "Warfarin", aliases: ["opd"] },
];
const numbered = lettered.map((option, index) => ({ ...option, id: String(index + 1), text: `t${index}` }));

describe("parseKey", () => {
  it.each<[unknown, readonly (readonly string[])[]]>([
    ["B", [["B"]]],
    [" b ", [["B"]]],
    ["opd", [["D"]]],
    ["Heparin", [["B"]]],
    ["heparin", [["B"]]],
    ["4", [["C"]]],
    ["ABD", [["A", "B", "D"]]],
    ["dba", [["A", "B", "D"]]],
    ["A, C；D", [["A", "C", "D"]]],
    [["D", "A", "D"], [["A", "D"]]],
    ['["D", "A"]', [["A", "D"]]],
    [
      [["A"], ["B", "C"]],
      [["A"], ["B", "C"]],
    ],
    [null, []],
    [undefined, []],
    ["", []],
    [-1, []],
    [[], []],
  ])("reads %j against letters", (value, accepted) => {
    expect(parseKey(value, lettered, undefined)).toEqual({ status: "read", accepted });
  });

  it("takes a number for a label before a place, unless keyBase says what places count from", () => {
    expect(parseKey(2, numbered, undefined)).toEqual({ status: "read", accepted: [["2"]] });
    expect(parseKey("1,3", numbered, undefined)).toEqual({ status: "read", accepted: [["1", "3"]] });
    expect(parseKey(2, numbered, 0)).toEqual({ status: "read", accepted: [["3"]] });
    expect(parseKey(0, lettered, 0)).toEqual({ status: "read", accepted: [["A"]] });
    expect(parseKey("4", lettered, 1)).toEqual({ status: "read", accepted: [["D"]] });
    expect(parseKey([1, 4], lettered, 1)).toEqual({ status: "read", accepted: [["A", "D"]] });
  });

  it("does not guess what a number counts from", () => {
    expect(parseKey(0, lettered, undefined)).toEqual({ status: "needs-base", value: "0" });
    expect(parseKey([1, 2], lettered, undefined)).toEqual({ status: "needs-base", value: "1" });
  });

  it("keeps what names no option", () => {
    expect(parseKey("E", lettered, undefined)).toEqual({ status: "outside", accepted: [["E"]] });
    expect(parseKey("Insulin", lettered, undefined)).toEqual({ status: "outside", accepted: [["Insulin"]] });
    expect(parseKey(5, lettered, 1)).toEqual({ status: "outside", accepted: [["5"]] });
    expect(parseKey(0, lettered, 1)).toEqual({ status: "outside", accepted: [["0"]] });
    expect(parseKey(["A", "X"], lettered, undefined)).toEqual({ status: "outside", accepted: [["A", "X"]] });
    expect(parseKey([["A"], ["X"]], lettered, undefined)).toEqual({ status: "outside", accepted: [["A"], ["X"]] });
  });

  it("does not choose between two options of the same text", () => {
    const twins = [...lettered, { id: "E", text: "Heparin", aliases: [] }];
    expect(parseKey("Heparin", twins, undefined).status).toBe("outside");
  });

  it("cannot read an object", () => {
    expect(parseKey({ answer: "A" }, lettered, undefined).status).toBe("unreadable");
  });

  it("reads true and false against options of those words", () => {
    const words: SourceOption[] = [
      { id: "A", text: "True", aliases: [] },
      { id: "B", text: "False", aliases: [] },
    ];
    expect(parseKey(false, words, undefined)).toEqual({ status: "read", accepted: [["B"]] });
  });
});
