import { describe, expect, it } from "vitest";
import { blindTexts } from "./blind-text.ts";
import { replyExcerpt } from "./reply-excerpt.ts";
import { cellCore, shownHash } from "./shown-hash.ts";

describe("blindTexts", () => {
  it("hides names in any case, with and without owner, and nothing that only holds them", () => {
    const blind = blindTexts(["org/Qwen3-8B", "a", "gpt-5.2"]);
    expect(blind("QWEN3-8b of org/qwen3-8b and gpt-5.2, a gpt-5.20, xgpt-5.2.")).toBe(
      "[model] of [model] and [model], a gpt-5.20, xgpt-5.2.",
    );
    expect(blindTexts([])("gpt")).toBe("gpt");
  });

  it("takes names as they are, not as patterns", () => {
    expect(blindTexts(["m.+(x)"])("m.+(x) mabc(x)")).toBe("[model] mabc(x)");
  });
});

describe("replyExcerpt", () => {
  it("keeps a short reply and the end of a long one", () => {
    expect(replyExcerpt("short")).toBe("short");
    const cut = replyExcerpt(`${"x".repeat(20_000)}Answer: C`);
    expect(cut.endsWith("Answer: C")).toBe(true);
    expect(cut).toContain("[… 8009 characters left out …]");
    expect(cut.length).toBeLessThan(12_100);
  });

  it("splits no surrogate pair", () => {
    for (const limit of [9, 10, 11]) {
      expect(replyExcerpt("🩺".repeat(20), limit).isWellFormed()).toBe(true);
    }
  });
});

describe("shownHash", () => {
  it("does not see what a spreadsheet changes, and sees another text", () => {
    expect(shownHash("'=1 + 1\r\nx", "Ａ")).toBe(shownHash("=1 + 1\nx", "A"));
    expect(shownHash("ab", "c")).not.toBe(shownHash("a", "bc"));
    expect(cellCore("A, C")).toBe("ac");
  });
});
