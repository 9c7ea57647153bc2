import { describe, expect, it } from "vitest";
import { answerReading, labelsOfString, unreadable } from "./script-reading.ts";

const shown = ["1", "2", "12"].map((label, index) => ({ label, optionId: `o${index + 1}`, text: "" }));

describe("the reading of a script's answer", () => {
  it("is chosen when a key could equal it", () => {
    expect(answerReading(["1", "12"], shown, "found", [3, 6])).toEqual({
      status: "chosen",
      optionIds: ["o1", "o3"],
      labels: ["1", "12"],
      rule: "found",
      span: [3, 6],
    });
  });

  it.each([
    [[], "no-answer"],
    [["1", "3"], "not-shown-labels"],
    [["2", "2"], "repeated-label"],
    [["12", "2"], "out-of-order"],
  ])("is unreadable otherwise: %j, %s", (answer, rule) => {
    expect(answerReading(answer, shown, "found", [0, 1])).toEqual(unreadable(rule, [0, 1]));
  });
});

describe("the labels of an answer string", () => {
  it.each([
    ["", []],
    ["12", ["12"]],
    ["21", ["2", "1"]],
    ["1 2", null],
    ["1.", null],
  ])("of %j are %j", (answer, labels) => {
    expect(labelsOfString(answer, shown)).toEqual(labels);
  });

  it("are none where a label is empty", () => {
    expect(labelsOfString("x", [{ label: "", optionId: "o1", text: "" }])).toBeNull();
  });
});
