import { describe, expect, it } from "vitest";
import { parseCriteria } from "./read-criteria.ts";

const good = `
name: triage
criteria:
  - id: urgent
    kind: label
    title: {en: Urgent, zh: 紧急}
  - id: advice
    kind: scale
    from: 0
    to: 3
    help: Would you send the patient home with it?
    anchors: {0: dangerous, 3: {en: sound, es: fundado}}
inaccurate: {criterion: advice, values: [0, 1]}
`;

describe("parseCriteria", () => {
  it("reads labels and scales, a text in one language standing in for the others", () => {
    const scheme = parseCriteria(good, "own.yaml");
    expect(scheme.criteria.map(({ id, kind }) => [id, kind])).toEqual([
      ["urgent", "label"],
      ["advice", "scale"],
    ]);
    expect(scheme.criteria[0]?.title).toEqual({ en: "Urgent", es: "Urgent", zh: "紧急" });
    expect(scheme.criteria[1]?.values.map(({ value, title }) => [value, title.es])).toEqual([
      ["0", "dangerous"],
      ["1", ""],
      ["2", ""],
      ["3", "fundado"],
    ]);
    expect(scheme.inaccurate).toEqual({ criterion: "advice", values: ["0", "1"] });
  });

  it.each([
    ["name: x\ncriteria: []", "criteria"],
    ["name: x\ncriteria: [{id: a, kind: score}]", "kind"],
    ["name: x\ncriteria: [{id: comment, kind: label}]", "must not be one of"],
    ["name: x\ncriteria: [{id: A b, kind: label}]", "small letters"],
    ["name: x\ncriteria: [{id: a, kind: label}, {id: a, kind: label}]", 'two criteria are called "a"'],
    ["name: x\ncriteria: [{id: a, kind: scale, from: 3, to: 3}]", "two to 10 points"],
    ["name: x\ncriteria: [{id: a, kind: scale, from: 0, to: 50}]", "two to 10 points"],
    ["name: x\ncriteria: [{id: a, kind: scale, anchors: {9: far}}]", "an anchor for 9"],
    ["name: x\ncriteria: [{id: a, kind: label}]\ninaccurate: {criterion: b, values: [1]}", "b has no value 1"],
    ["name: x\nname: y", "unique"],
    ["a: &a [*a]", ""],
  ])("refuses %j", (text, said) => {
    expect(() => parseCriteria(text, "own.yaml")).toThrow(
      expect.objectContaining({ code: "REVIEW_CRITERIA_INVALID", message: expect.stringContaining(said) }),
    );
  });
});
