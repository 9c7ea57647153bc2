import { describe, expect, it } from "vitest";
import { z } from "zod";
import { methodOf } from "./__fixtures__/run-method.ts";
import { catalog } from "./catalog.ts";
import { checkMergeMethod, type MergeTrial } from "./conformance.ts";
import { defineMergeMethod } from "./define.ts";

/** Settings that a method cannot do without, or with which more of it is tried. */
const trials: Readonly<Record<string, readonly MergeTrial[]>> = {
  linear: [{ modelSettings: { weight: 0.4 } }, { settings: { normalize: false }, modelSettings: { weight: -1.5 } }],
  slerp: [{ settings: { t: 0.3 } }],
  nuslerp: [
    { modelSettings: { weight: 1 } },
    { settings: { nuslerp_flatten: false }, modelSettings: { weight: 1 } },
    { settings: { nuslerp_flatten: false, nuslerp_row_wise: true }, modelSettings: { weight: 1 } },
  ],
  "model-stock": [{}, { settings: { filter_wise: true } }],
  sce: [{}, { settings: { select_topk: 0.3 } }],
  passthrough: [{}, { modelSettings: { scale: 0.5 } }],
  karcher: [{}],
};
const sparse: readonly MergeTrial[] = [
  { modelSettings: { weight: 0.5, density: 0.4 } },
  { settings: { normalize: true, rescale: true, lambda: 0.9 }, modelSettings: { weight: 0.6, density: 0.5 } },
  { settings: { rescale: false }, modelSettings: { weight: 0.6, density: 1 } },
];
const taskArithmetic: readonly MergeTrial[] = [{ modelSettings: { weight: 0.7 } }];

describe.each(Object.keys(catalog))("%s", (name) => {
  const own = trials[name] ?? (name === "task-arithmetic" ? taskArithmetic : sparse);
  it.each(own.map((trial) => [JSON.stringify(trial), trial] as const))(
    "keeps its contract with %s",
    async (_l, trial) => {
      expect(checkMergeMethod(await methodOf(name), trial, name)).toEqual([]);
    },
  );
});

it("sees methods that break it", () => {
  const broken = (merge: Parameters<typeof defineMergeMethod>[0]["merge"]) =>
    checkMergeMethod(
      defineMergeMethod({
        ...{ name: "broken", aliases: [], description: "Breaks its contract", source: "Viva", base: "none" },
        ...{ leastModels: 1, mostModels: null, usesSeed: false },
        ...{ settings: z.strictObject({}), modelSettings: z.strictObject({ weight: z.number().optional() }), merge },
      }),
    ).join("\n");
  expect(broken(() => {})).toContain("it gives 0 of");
  expect(broken((tensor) => tensor.emit("block", (block) => block.base()))).toContain("it throws");
  expect(broken((tensor) => tensor.emit("block", (block) => block.scratch(0).fill(1 / 0)))).toContain("makes others");
  let calls = 0;
  expect(broken((tensor) => tensor.emit("block", (block) => block.scratch(0).fill(calls++)))).toContain("other bits");
  expect(broken((tensor) => tensor.emit("block", (block) => block.model(0)))).toBe(
    'of a model: the setting "weight" has no .describe()',
  );
});
