import { describe, expect, it } from "vitest";
import { contentIds } from "./content-id.ts";

describe("contentIds", () => {
  it("gives equal content the same id in every file and numbers exact repeats", () => {
    const first = contentIds("exam");
    const id = first("stem", "options");
    expect(id).toMatch(/^exam-[0-9a-f]{16}$/u);
    expect([first("stem", "options"), first("stem", "options")]).toEqual([`${id}-2`, `${id}-3`]);
    const second = contentIds("exam");
    expect(second("another stem", "options")).not.toBe(id);
    expect(second("stem", "options")).toBe(id);
  });

  it("tells parts apart and does not tell line break styles apart", () => {
    const ids = contentIds("x");
    expect(ids("ab", "c")).not.toBe(ids("a", "bc"));
    expect(contentIds("x")("a\r\nb")).toBe(contentIds("x")("a\nb"));
  });
});
