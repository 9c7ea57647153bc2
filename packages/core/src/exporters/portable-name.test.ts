import { describe, expect, it } from "vitest";
import { distinctNames, portableName } from "./portable-name.ts";

describe("portableName", () => {
  it("makes one part of a path out of any text", () => {
    expect(portableName("Qwen/Qwen3-8B: base")).toBe("Qwen_Qwen3-8B_base");
    expect(portableName("执业医师 2024")).toBe("执业医师_2024");
    expect(["", "..", ".", "a.", "con", "NUL.txt", "../../x", "a\u0000b"].map(portableName)).toEqual([
      "_",
      "_",
      "_",
      "a",
      "_con",
      "_NUL.txt",
      ".._.._x",
      "a_b",
    ]);
  });

  it("cuts long names apart", () => {
    const long = "x".repeat(300);
    expect(portableName(`${long}a`)).toHaveLength(60);
    expect(portableName(`${long}a`)).not.toBe(portableName(`${long}b`));
  });
});

describe("distinctNames", () => {
  it("keeps names that differ and parts those that would meet, whatever their case", () => {
    const names = distinctNames(["a/b", "a:b", "c", "C", "d", "d"]);
    expect(names.size).toBe(5);
    expect(new Set([...names.values()].map((name) => name.toLowerCase())).size).toBe(5);
    expect(names.get("d")).toBe("d");
    expect(names.get("a/b")).toMatch(/^a_b_[0-9a-f]{8}$/);
  });
});
