import { describe, expect, it } from "vitest";
import { hiMergingSettings } from "./hi-merging-settings.ts";
import { classifyLayer } from "./layer-conflicts.ts";
import type { LayerContributions, LayerLoss } from "./layer-contributions.ts";
import { secondShare, treatLayer } from "./second-round.ts";
import { singleRecipe } from "./weights-recipe.ts";

const impact = (contribution: number) => ({ deletion: 0, addition: contribution, contribution, standardError: 0.01 });
const found = (...losses: readonly { loss: number; single?: number; p?: number }[]): LayerContributions => ({
  layer: 0,
  models: losses.map(
    ({ loss, single = 0.1, p = 0 }): LayerLoss => ({
      ...{
        single: impact(single),
        merged: impact(single - loss),
        loss,
        standardError: 0.01,
        p,
        adjustedP: p,
        items: 100,
      },
    }),
  ),
  totalLoss: losses.reduce((sum, { loss }) => sum + loss, 0),
});
const settings = hiMergingSettings.parse({});

describe("classes of layers", () => {
  it("are by the signs of losses that a test finds", () => {
    expect(classifyLayer(found({ loss: 0.1 }, { loss: 0.2 }), settings)).toBe("severe");
    expect(classifyLayer(found({ loss: 0.1 }, { loss: -0.2 }), settings)).toBe("partial");
    expect(classifyLayer(found({ loss: 0.1 }, { loss: 0.2, p: 0.06 }), settings)).toBe("one-sided");
    expect(classifyLayer(found({ loss: -0.1 }, { loss: 0.2, p: 0.06 }), settings)).toBe("mutual");
    expect(classifyLayer(found({ loss: -0.1, p: 1 }, { loss: 0.2, p: 0.06 }), settings)).toBe("none");
  });

  it("are by every sign where that is asked for", () => {
    const signs = { ...settings, classes: "signs" as const };
    expect(classifyLayer(found({ loss: 0.1, p: 1 }, { loss: 0.2, p: 1 }), signs)).toBe("severe");
    expect(classifyLayer(found({ loss: 0 }, { loss: 0.2 }), signs)).toBe("one-sided");
    expect(classifyLayer(found({ loss: 0 }, { loss: 0 }), signs)).toBe("mutual");
  });

  it("of three models are severe when all lose, or two where that is asked for", () => {
    const three = found({ loss: 0.1 }, { loss: 0.2 }, { loss: -0.1 });
    expect(classifyLayer(three, settings)).toBe("partial");
    expect(classifyLayer(three, { ...settings, severeFrom: "two" })).toBe("severe");
  });
});

describe("the second round", () => {
  const share = { density: 0.4, scale: 0.8 };
  const both = [singleRecipe(2, 1, 0, share)[0] ?? [], singleRecipe(2, 1, 1, share)[1] ?? []];
  const context = { shares: [share, share], gains: [0.5, 0.1] };

  it("keeps the best contributor of a severe conflict, by score or by share of the gain", () => {
    const severe = found({ loss: 0.1, single: 0.2 }, { loss: 0.01, single: 0.1 });
    expect(treatLayer(both, severe, settings, context).treatment.dropped).toEqual([1]);
    expect(
      treatLayer(both, severe, { ...settings, contributionUnit: "share-of-gain" }, context).treatment.dropped,
    ).toEqual([0]);
  });

  it("keeps the one that still contributes within the merge, where that is asked for", () => {
    const severe = found({ loss: 0.19, single: 0.2 }, { loss: 0.01, single: 0.1 });
    expect(treatLayer(both, severe, { ...settings, severeKeep: "merged" }, context).treatment.dropped).toEqual([0]);
  });

  it("prunes in a partial conflict the model that did not lose, or the one that did", () => {
    const partial = found({ loss: 0.1 }, { loss: -0.1 });
    expect(treatLayer(both, partial, settings, context).treatment.prunedAgain).toEqual([1]);
    const other = treatLayer(both, partial, { ...settings, partialTarget: "weakened" }, context);
    expect(other.treatment.prunedAgain).toEqual([0]);
    expect(other.recipe[0]?.[0]).toEqual({ density: 0.2, scale: 0.4 });
    expect(other.recipe[1]?.[0]).toEqual(share);
  });

  it("leaves one-sided layers unless told otherwise", () => {
    const oneSided = found({ loss: 0.1 }, { loss: 0, p: 1 });
    expect(treatLayer(both, oneSided, settings, context).recipe).toEqual(both);
    expect(treatLayer(both, oneSided, { ...settings, oneSided: "as-partial" }, context).treatment.prunedAgain).toEqual([
      1,
    ]);
  });

  it("halves density and scale, or multiplies them", () => {
    expect(secondShare(share, share, settings)).toEqual({ density: 0.2, scale: 0.4 });
    const more = secondShare(share, share, { secondDensity: "half-of-kept", secondScale: "multiply" });
    expect(more.density).toBeCloseTo(0.08, 12);
    expect(more.scale).toBeCloseTo(0.32, 12);
  });
});
