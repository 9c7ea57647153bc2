import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import type { Call, PosedCall } from "../records/call.ts";
import type { Item } from "../records/item.ts";
import { posedCall, scurvyItem, testContext } from "./__fixtures__/backend-context.ts";
import constantLabel from "./constant-label.ts";
import type { Backend } from "./define.ts";
import longestOption from "./longest-option.ts";
import openBook from "./open-book.ts";
import randomOption from "./random-option.ts";
import randomSubset from "./random-subset.ts";

function itemWith(texts: readonly string[], part: Partial<Item> = {}): Item {
  const options = texts.map((text, index) => ({ id: "ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(index), text }));
  return { ...scurvyItem, options, ...part };
}

async function textsOf(
  plugin: Backend,
  calls: readonly PosedCall[],
  settings: unknown = {},
  model = "m",
  seed = 1,
): Promise<string[]> {
  const { context } = testContext({ model, seed });
  const backend = await plugin.configure(settings, context).open(context);
  const texts: string[] = [];
  for (const call of calls) {
    const result = await backend.complete(call);
    texts.push(result.status === "completed" ? result.completion.text : result.status);
  }
  await backend.close();
  return texts;
}

function calls(item: Item, count: number, part: (number: number) => Partial<Call>): PosedCall[] {
  return Array.from({ length: count }, (_, number) => posedCall(item, part(number)));
}

const four = itemWith(["a", "b", "c", "d"]);

describe("constant-label", () => {
  it("gives the option in its place, the last one where there are fewer", async () => {
    expect(await textsOf(constantLabel, [posedCall(four)])).toEqual(["A"]);
    expect(await textsOf(constantLabel, [posedCall(four)], { position: 3 })).toEqual(["C"]);
    expect(await textsOf(constantLabel, [posedCall(four)], { position: 26 })).toEqual(["D"]);
    expect(await textsOf(constantLabel, [posedCall(itemWith([]))])).toEqual([""]);
  });

  it("gives the label that is shown, not the option's name", async () => {
    const call = posedCall(four);
    const relabelled = { ...call, prompt: { ...call.prompt, labels: [{ label: "甲", optionId: "A", text: "a" }] } };
    expect(await textsOf(constantLabel, [relabelled])).toEqual(["甲"]);
  });
});

describe("options without labels", () => {
  const texts = ["Low ferritin", "Retinol in excess", "Rash"];
  const unlabelled = (options: "unlabelled" | "hidden", number = 0): PosedCall => {
    const call = posedCall(itemWith(texts, { kind: "multiple", stem: "What is missing in scurvy?" }), {
      variantId: `v${number}`,
    });
    return {
      ...call,
      prompt: { ...call.prompt, labels: call.prompt.labels.map((entry) => ({ ...entry, label: "" })) },
      passages: ["ferritin found", "rash found", "nothing else"],
      variant: { ...call.variant, renderDirectives: { options } },
    };
  };
  const candidates = [
    [constantLabel, { position: 2 }],
    [longestOption, {}],
    [randomOption, {}],
    [randomSubset, {}],
    [openBook, { from: "prompt" }],
  ] as const;

  it("are named by their texts, several joined by a semicolon", async () => {
    expect(await textsOf(constantLabel, [unlabelled("unlabelled")], { position: 2 })).toEqual(["Retinol in excess"]);
    expect(await textsOf(constantLabel, [unlabelled("unlabelled")], { position: 9 })).toEqual(["Rash"]);
    expect(await textsOf(longestOption, [unlabelled("unlabelled")])).toEqual(["Retinol in excess"]);
    const many = Array.from({ length: 60 }, (_, number) => unlabelled("unlabelled", number));
    expect([...new Set(await textsOf(randomOption, many))].sort()).toEqual([...texts].sort());
    const subsets = new Set(await textsOf(randomSubset, many));
    expect(subsets.size).toBe(7);
    expect(subsets).toContain("Answer: Low ferritin; Rash");
    expect(await textsOf(openBook, [unlabelled("unlabelled")], { from: "prompt" })).toEqual([
      "Answer: Low ferritin; Rash",
    ]);
  });

  it("are not chosen among where the prompt hides them", async () => {
    for (const [candidate, settings] of candidates) {
      expect([candidate.name, ...(await textsOf(candidate, [unlabelled("hidden")], settings))]).toEqual([
        candidate.name,
        "",
      ]);
    }
  });
});

describe("longest-option", () => {
  it("gives the longest, the first of equals", async () => {
    const items = [["a", "bbb", "cc"], ["aa", "bb", "c"], ["", "", ""], []].map((texts) => posedCall(itemWith(texts)));
    expect(await textsOf(longestOption, items)).toEqual(["B", "A", "A", ""]);
  });
});

describe("random-option", () => {
  it("gives every option about equally often", async () => {
    const given = await textsOf(
      randomOption,
      calls(four, 4000, (number) => ({ variantId: `v${number}` })),
    );
    const counts = ["A", "B", "C", "D"].map((label) => given.filter((text) => text === label).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(4000);
    // Chi-square with three degrees of freedom stays below 16.3 but once in a thousand; the seed is fixed.
    expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(16.3);
  });

  it("draws by seed, model, variant and repeat, whatever the order", async () => {
    const some = calls(four, 60, (number) => ({ variantId: `v${number}`, repeat: number % 2 }));
    const given = await textsOf(randomOption, some);
    expect((await textsOf(randomOption, some.toReversed())).toReversed()).toEqual(given);
    expect(await textsOf(randomOption, some, {}, "other")).not.toEqual(given);
    expect(await textsOf(randomOption, some, {}, "m", 2)).not.toEqual(given);
    const repeats = calls(four, 60, (repeat) => ({ repeat }));
    expect(new Set(await textsOf(randomOption, repeats)).size).toBe(4);
  });

  it("says nothing where there is nothing to choose", async () => {
    expect(await textsOf(randomOption, [posedCall(itemWith([]))])).toEqual([""]);
    expect(await textsOf(randomSubset, [posedCall(itemWith([]))])).toEqual([""]);
  });
});

describe("random-subset", () => {
  it("gives every non-empty set about equally often", async () => {
    const five = itemWith(["a", "b", "c", "d", "e"]);
    const given = await textsOf(
      randomSubset,
      calls(five, 6200, (number) => ({ variantId: `v${number}` })),
    );
    const counts = new Map<string, number>();
    for (const text of given) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    expect(counts.size).toBe(31);
    expect(counts.has("")).toBe(false);
    // Thirty degrees of freedom: below 59.7 but once in a thousand.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)).toBeLessThan(59.7);
  });

  it("separates labels of more than one character", async () => {
    const call = posedCall(four);
    const labels = ["i", "ii", "iii", "iv"].map((label) => ({ label, optionId: label, text: label }));
    const wide = Array.from({ length: 40 }, (_, number) => ({
      ...call,
      call: { ...call.call, variantId: `v${number}` },
      prompt: { ...call.prompt, labels },
    }));
    const shown = new Set(labels.map(({ label }) => label));
    for (const text of await textsOf(randomSubset, wide)) {
      expect(
        text.split(", ").every((label) => shown.has(label)),
        text,
      ).toBe(true);
    }
  });
});

describe("open-book", () => {
  const corpus = {
    "scurvy.md": "Scurvy is caused by a lack of ascorbate.",
    "beriberi.md": "Beriberi is caused by a lack of thiamine.",
  };
  const write = (folder: string): string => {
    for (const [name, text] of Object.entries(corpus)) {
      writeFileSync(join(folder, name), text);
    }
    return folder;
  };
  const item = itemWith(["retinol", "thiamine", "ascorbate", "calciferol"], {
    stem: "Which substance is missing in scurvy?",
  });

  it("takes the option that its corpus supports beside the stem", async () => {
    await using folder = await temporaryFolder();
    const beriberi = { ...item, stem: "Which substance is missing in beriberi?" };
    expect(await textsOf(openBook, [posedCall(item), posedCall(beriberi)], { corpus: write(folder.path) })).toEqual([
      "C",
      "B",
    ]);
  });

  it("looks only at the passages of its prompt when told to", async () => {
    const blind = posedCall(item);
    const sighted = { ...blind, passages: ["Scurvy is a lack of ascorbate."] };
    expect(await textsOf(openBook, [blind, sighted], { from: "prompt" })).toEqual(["", "C"]);
  });

  it("draws the option at a temperature: by the call's seed, the better supported one more often, none without support", async () => {
    const passages = ["Scurvy is a lack of ascorbate.", "Grain holds thiamine."];
    const calls = Array.from({ length: 300 }, (_, seed) => ({ ...posedCall(item, { seed }), passages }));
    const drawn = async (temperature: number): Promise<string[]> =>
      await textsOf(openBook, calls, { from: "prompt", temperature });
    const share = (texts: readonly string[], label: string): number =>
      texts.filter((text) => text === label).length / texts.length;
    const texts = await drawn(2);
    expect(await drawn(2)).toEqual(texts);
    expect(share(texts, "C")).toBeGreaterThan(share(texts, "A"));
    expect(share(texts, "C")).toBeLessThan(1);
    // Next to no temperature is the best option each time; a very high one draws the four alike.
    expect(share(await drawn(0.001), "C")).toBe(1);
    for (const label of ["A", "B", "C", "D"]) {
      expect(share(await drawn(100), label)).toBeCloseTo(0.25, 1);
    }
    expect(await textsOf(openBook, [posedCall(item)], { from: "prompt", temperature: 2 })).toEqual([""]);
    const parameters = (settings: object) => openBook.configure(settings, testContext().context).parameters;
    expect(parameters({})).toEqual({ from: "corpus" });
    expect(parameters({ temperature: 2 })).toEqual({ from: "corpus", temperature: 2 });
  });

  it("names the files it reads, and none when it reads only prompts", async () => {
    await using folder = await temporaryFolder();
    const { context } = testContext();
    const files = openBook.configure({ corpus: write(folder.path) }, context).files;
    expect([...files].sort()).toEqual([join(folder.path, "beriberi.md"), join(folder.path, "scurvy.md")]);
    expect(openBook.configure({ from: "prompt" }, context).files).toEqual([]);
    expect(openBook.configure({}, context).files.length).toBeGreaterThan(5);
  });
});
