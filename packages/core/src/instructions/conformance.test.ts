import { describe, expect, it } from "vitest";
import { catalog } from "./catalog.ts";
import { checkInstruction } from "./conformance.ts";
import type { Instruction } from "./define.ts";

async function shipped(name: string): Promise<Instruction> {
  const plugin = (await catalog[name]?.())?.default;
  if (plugin === undefined) {
    throw new Error(`no instruction ${name}`);
  }
  return plugin;
}

/** Settings other than the default, where a plugin has any. */
const otherSettings: Readonly<Record<string, object>> = {
  "json-with-key": { key: "respuesta_final" },
  "fixed-last-line": { prefix: "####" },
  "at-most-words": { words: 15, characters: 15 },
  "explain-then-answer": { least: 60 },
  "answer-in-other-language": { target: "zh" },
  "tagged-answer": { tag: "final-answer" },
  "abstain-token-allowed": { token: "I don't know" },
  "negative-marking-announced": { token: "n/a" },
};

describe("every instruction keeps the contract", () => {
  it.each(Object.keys(catalog))("%s", async (name) => {
    const plugin = await shipped(name);
    expect(checkInstruction(plugin, {}, name)).toEqual([]);
    expect(plugin.languages).toEqual(["zh", "en", "es", "pt"]);
  });

  it.each(Object.entries(otherSettings))("%s with other settings", async (name, settings) => {
    const plugin = await shipped(name);
    expect(checkInstruction(plugin, settings, name)).toEqual([]);
    expect(plugin.configure(settings).armName).toContain(`${name}/`);
  });

  it("all ten, with arms of different names", async () => {
    const names = await Promise.all(
      Object.keys(catalog).map(async (name) => (await shipped(name)).configure({}).armName ?? name),
    );
    expect(new Set(names).size).toBe(10);
    for (const [index, name] of Object.keys(catalog).entries()) {
      expect(names[index]?.split("/")[0]).toBe(name);
    }
  });

  it("none tells how many options are correct, nor which", async () => {
    for (const name of Object.keys(catalog)) {
      const instruction = (await shipped(name)).configure({});
      for (const language of ["zh", "en", "es", "pt"]) {
        const labels = ["A", "B", "C", "D"].map((label) => ({ label, optionId: label, text: `text of ${label}` }));
        const said = instruction.say(language, labels);
        expect(said).not.toMatch(/\b(?:exactly one|single correct|only one|solo una opción|uma única alternativa)\b/i);
        expect(said).not.toMatch(/一个正确选项|两个|多个正确|(?<!\p{L})[B-D](?!\p{L})/u);
      }
    }
  });
});

describe("the contract", () => {
  const broken = async (change: Partial<ReturnType<Instruction["configure"]>>): Promise<string[]> => {
    const plugin = await shipped("only-letter");
    return checkInstruction({ ...plugin, configure: (settings) => ({ ...plugin.configure(settings), ...change }) });
  };

  it.each([
    ["an empty sentence", { say: () => "" }, "it says nothing"],
    ["a place left open", { say: () => "Reply with {answer}" }, "a place is left open"],
    ["an example of its own making", { example: () => "Bb" }, "its own example does not keep to it"],
    ["a check that takes anything", { check: () => ({ strict: true, loose: true }) }, "an empty reply"],
    ["strict without loose", { check: () => ({ strict: true, loose: false }) }, "strictly and not loosely"],
    [
      "a check that throws",
      {
        check: () => {
          throw new Error("no");
        },
      },
      "it throws Error: no",
    ],
  ])("finds %s", async (_name, change, what) => {
    expect((await broken(change)).join("\n")).toContain(what);
  });
});
