import { describe, expect, it } from "vitest";
import { optionsFromColumns, optionsFromField } from "./parse-options.ts";

function read(value: unknown, numbered = false): string[] | string {
  const parsed = optionsFromField(value, numbered);
  return parsed.status === "read" ? parsed.options.map(({ id, text }) => `${id}=${text}`) : parsed.message;
}

describe("optionsFromField", () => {
  it("reads an object, leaving out entries with null", () => {
    expect(read({ A: "x", B: 2, C: null, D: "" })).toEqual(["A=x", "B=2", "D="]);
  });

  it("reads a list of texts as letters, or as numbers where the key is a place", () => {
    expect(read(["x", 3, true])).toEqual(["A=x", "B=3", "C=true"]);
    expect(read(["x", "y"], true)).toEqual(["1=x", "2=y"]);
  });

  it("reads a list of objects with their own labels", () => {
    expect(read([{ id: "i", text: "x" }, { label: "ii", text: "y" }, { key: 3, value: "z" }, { text: 4 }])).toEqual([
      "i=x",
      "ii=y",
      "3=z",
      "D=4",
    ]);
  });

  it("reads a cell of text: JSON, or an option a line", () => {
    expect(read('{"A": "x", "B": "y"}')).toEqual(["A=x", "B=y"]);
    expect(read('["x", "y"]')).toEqual(["A=x", "B=y"]);
    expect(read("A x\nB y")).toEqual(["A=x", "B=y"]);
    expect(optionsFromField("A x\nmore\nB y", false)).toMatchObject({
      warnings: ['the line "more" has no label of its own and was joined to the option before it'],
    });
  });

  it.each([null, undefined, 3, { A: { text: "x" } }, [["x"]], [{ id: "A" }], "no labels here"])(
    "cannot read %j",
    (value) => {
      expect(read(value)).toContain("cannot read options from");
    },
  );
});

describe("optionsFromColumns", () => {
  const at = (record: Record<string, unknown>) => (name: string) => record[name];
  const ids = (record: Record<string, unknown>, columns: string[]) => {
    const parsed = optionsFromColumns(at(record), columns);
    return parsed.status === "read" ? parsed.options : [];
  };

  it("letters the columns and keeps their names, and keeps the letters when a cell is empty", () => {
    expect(ids({ opa: "x", opb: "", opc: "z" }, ["opa", "opb", "opc"])).toEqual([
      { id: "A", text: "x", aliases: ["opa"] },
      { id: "C", text: "z", aliases: ["opc"] },
    ]);
  });

  it("takes columns named by a label at their word", () => {
    expect(ids({ D: "x", B: "y" }, ["D", "B"]).map(({ id }) => id)).toEqual(["D", "B"]);
  });
});
