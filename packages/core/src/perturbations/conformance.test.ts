import { describe, expect, it } from "vitest";
import { z } from "zod";
import { itemsForContracts, multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { catalog } from "./catalog.ts";
import { checkPerturbation } from "./conformance.ts";
import { definePerturbation, type Perturbation, type TouchedPart, type VariantDraft } from "./define.ts";

describe("every perturbation keeps the contract", () => {
  it.each(Object.keys(catalog))("%s", async (name) => {
    const plugin = (await catalog[name]?.())?.default;
    expect(plugin).toBeDefined();
    if (plugin !== undefined) {
      expect(checkPerturbation(plugin, itemsForContracts, name)).toEqual([]);
    }
  });

  it("finds an operator that loses the key", () => {
    const wrong = definePerturbation({
      name: "reversed",
      description: "Reverses ids",
      source: "test",
      group: "key-keeping",
      touches: ["key"],
      keepsKey: true,
      languages: "any",
      settings: z.strictObject({}),
      perturb: (item) => [
        {
          item: { ...item, accepted: item.accepted.map((set) => set.map(() => "A")) },
          answerMap: Object.fromEntries(item.options.map(({ id }) => [id, id])),
          validity: { status: "sound", reason: "test", by: "test" },
        },
      ],
    });
    expect(checkPerturbation(wrong, itemsForContracts).join("\n")).toContain("the key does not lead back");
  });

  const identity = (item: Item) => Object.fromEntries(item.options.map(({ id }) => [id, id]));
  const disturbing = (change: (item: Item) => Partial<VariantDraft>, touches: readonly TouchedPart[] = []) =>
    definePerturbation({
      name: "test",
      description: "Changes more than it says",
      source: "test",
      group: "key-keeping",
      touches,
      keepsKey: true,
      languages: "any",
      settings: z.strictObject({}),
      perturb: (item) => [
        { item, answerMap: identity(item), validity: { status: "sound", reason: "test", by: "test" }, ...change(item) },
      ],
    });

  it.each<[TouchedPart | "weight", (item: Item) => Partial<VariantDraft>]>([
    ["stem", (item) => ({ item: { ...item, stem: `${item.stem} ` } })],
    ["stem", (item) => ({ item: { ...item, context: "Read this." } })],
    ["option-texts", (item) => ({ item: { ...item, options: item.options.map(({ id }) => ({ id, text: "" })) } })],
    ["option-order", (item) => ({ item: { ...item, options: item.options.toReversed() } })],
    ["option-set", (item) => ({ item: { ...item, options: [...item.options, { id: "new", text: "None" }] } })],
    ["key", (item) => ({ item: { ...item, kind: item.kind === "single" ? "multiple" : "single" } })],
    ["prompt", () => ({ renderDirectives: { labels: ["p", "q", "r", "s", "t"] } })],
  ])("finds a change of %s by an operator that does not say it touches it, and lets one that does", (part, change) => {
    expect(checkPerturbation(disturbing(change), [singleItem]).join("\n")).toContain(`changes the ${part}`);
    const declared = checkPerturbation(disturbing(change, [part as TouchedPart]), [multipleItem]).join("\n");
    expect(declared).not.toContain("without saying so");
  });

  it("finds a directive that is not declared, and directives that cannot be", () => {
    const labelled = disturbing(() => ({ renderDirectives: { labels: ["p", "q", "r", "s"] } }), ["prompt"]);
    const problemsOf = (part: Partial<Perturbation>) => checkPerturbation({ ...labelled, ...part }, [singleItem]);
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ directives: ["labels"] })).toEqual([]);
    expect(problemsOf({ directives: ["turns"] }).join("\n")).toContain(
      "sets the prompt's labels and declares only turns",
    );
    expect(problemsOf({ directives: [] }).join("\n")).toContain("none at all");
    expect(problemsOf({ directives: ["labels", "labels"] }).join("\n")).toContain("one twice");
    expect(problemsOf({ directives: ["labels"], touches: ["stem"] }).join("\n")).toContain(
      "without touching the prompt",
    );
  });

  it("finds a changed weight, whatever is touched", () => {
    const all: readonly TouchedPart[] = ["stem", "option-texts", "option-order", "option-set", "key", "prompt"];
    const wrong = disturbing((item) => ({ item: { ...item, weight: item.weight + 1 } }), all);
    expect(checkPerturbation(wrong, [singleItem]).join("\n")).toContain("changes the weight");
  });

  it("finds an id given to two options, labels that do not fit, and a map to an option that is not there", () => {
    const twice = disturbing(
      (item) => ({ item: { ...item, options: [...item.options, ...item.options] } }),
      ["option-set"],
    );
    expect(checkPerturbation(twice, [singleItem]).join("\n")).toContain("two options have one id");
    const same = disturbing(() => ({ renderDirectives: { labels: ["1", "1", "2", "3"] } }), ["prompt"]);
    expect(checkPerturbation(same, [singleItem]).join("\n")).toContain("labels");
    const astray = disturbing((item) => ({ answerMap: { ...identity(item), Z: "A" } }));
    expect(checkPerturbation(astray, [singleItem]).join("\n")).toContain("maps Z");
  });
});
