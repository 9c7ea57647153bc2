import { describe, expect, it } from "vitest";
import { instructionFamilies, promptFamilies, type RecordedArm } from "./recorded-arms.ts";

const arm = (name: string, prompt: string, instruction?: string, retriever: unknown = null): RecordedArm => ({
  name,
  prompt: { use: prompt },
  retriever,
  ...(instruction === undefined ? {} : { instruction: { use: instruction } }),
});

const notes = { use: "notes", k: 3 };
const arms = [
  arm("terse+2-shot", "terse"),
  arm("terse+told+2-shot", "terse", "told"),
  arm("terse+asked/x+2-shot", "terse", "asked"),
  arm("plain+2-shot", "plain"),
  arm("plain+told+2-shot", "plain", "told"),
  arm("plain+notes+2-shot", "plain", undefined, notes),
];

describe("promptFamilies", () => {
  it("puts together what differs in the prompt alone, and names what is shared", () => {
    const found = promptFamilies(arms).map(({ condition, members }) => [condition, members.map(({ name }) => name)]);
    expect(found).toEqual([
      ["2-shot", ["terse", "plain"]],
      ["told+2-shot", ["terse", "plain"]],
    ]);
  });

  it("leaves something of every name", () => {
    const alike = [arm("a", "a"), arm("a", "b")];
    expect(promptFamilies(alike)[0]?.members.map(({ name }) => name)).toEqual(["a", "a"]);
    expect(promptFamilies([])).toEqual([]);
  });
});

describe("instructionFamilies", () => {
  it("puts together what differs in the instruction alone, with the way of asking without one", () => {
    const found = instructionFamilies(arms).map(({ condition, control, members }) => ({
      condition,
      control: control?.name,
      names: members.map(({ name }) => name),
    }));
    expect(found).toEqual([
      { condition: "terse+2-shot", control: "terse+2-shot", names: ["told", "asked/x"] },
      { condition: "plain+2-shot", control: "plain+2-shot", names: ["told"] },
    ]);
  });

  it("names a single instruction without a way of asking to hold it against", () => {
    const [family] = instructionFamilies([arm("plain+told", "plain", "told")]);
    expect(family).toMatchObject({ condition: "plain", control: null, members: [{ name: "told" }] });
  });
});
