import { describe, expect, it } from "vitest";
import { fieldAt, textOf, textsOf } from "./record-field.ts";

describe("fieldAt", () => {
  it("steps into objects and lists, and finds a name with dots first", () => {
    const record = { meta: { year: 2021, "exam.part": "II" }, choices: ["x", "y"], "a.b": 1, a: { b: 2 } };
    expect(fieldAt(record, "meta.year")).toEqual({ present: true, value: 2021 });
    expect(fieldAt(record, "meta.exam.part")).toEqual({ present: true, value: "II" });
    expect(fieldAt(record, "choices.1")).toEqual({ present: true, value: "y" });
    expect(fieldAt(record, "a.b")).toEqual({ present: true, value: 1 });
  });

  it("tells a field with null from a field that is not there", () => {
    expect(fieldAt({ a: null }, "a")).toEqual({ present: true, value: null });
    for (const path of ["b", "a.b", "toString", "__proto__"]) {
      expect(fieldAt({ a: null }, path)).toEqual({ present: false, value: undefined });
    }
  });
});

describe("textOf", () => {
  it("gives scalars as text and nothing for the rest", () => {
    expect([textOf("x"), textOf(0), textOf(false)]).toEqual(["x", "0", "false"]);
    expect(
      [textOf(""), textOf(null), textOf(undefined), textOf({}), textOf([])].every((text) => text === undefined),
    ).toBe(true);
    expect(textsOf(["x", null, 2, ""])).toEqual(["x", "2"]);
    expect(textsOf("x")).toEqual(["x"]);
    expect(textsOf(null)).toEqual([]);
  });
});
