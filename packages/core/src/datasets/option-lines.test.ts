import { describe, expect, it } from "vitest";
import { optionLines } from "./option-lines.ts";

const read = (cell: string) => optionLines(cell).options.map(({ id, text }) => `${id}=${text}`);

describe("optionLines", () => {
  it("keeps everything after the label and one space", () => {
    expect(read("A 维生素 C\nB  两个空格\nC 无\nD 1.5 mg ")).toEqual([
      "A=维生素 C",
      "B= 两个空格",
      "C=无",
      "D=1.5 mg ",
    ]);
  });

  it("reads labels with punctuation, in brackets, and numbers", () => {
    expect(read("A. one\r\nB、two\r\n\r\n(C) three\n（D）four\nE：five")).toEqual([
      "A=one",
      "B=two",
      "C=three",
      "D=four",
      "E=five",
    ]);
    expect(read("1. one\n2) two\n10 ten")).toEqual(["1=one", "2=two", "10=ten"]);
  });

  it("takes labels that begin late or have gaps", () => {
    expect(read("B x\nC y\nE z")).toEqual(["B=x", "C=y", "E=z"]);
  });

  it("joins a line without a rising label to the option before it", () => {
    expect(optionLines("A x\nmore\nB y\nA 型\nC z")).toEqual({
      options: [
        { id: "A", text: "x\nmore" },
        { id: "B", text: "y\nA 型" },
        { id: "C", text: "z" },
      ],
      joined: ["more", "A 型"],
      unread: [],
    });
  });

  it("does not take a number line for an option among letters", () => {
    expect(read("A x\n2 y\nB z")).toEqual(["A=x\n2 y", "B=z"]);
  });

  it("keeps an option without text and reports lines before the first label", () => {
    expect(optionLines("题干\nA\nB y")).toEqual({
      options: [
        { id: "A", text: "" },
        { id: "B", text: "y" },
      ],
      joined: [],
      unread: ["题干"],
    });
    expect(optionLines(" \n")).toEqual({ options: [], joined: [], unread: [] });
  });
});
