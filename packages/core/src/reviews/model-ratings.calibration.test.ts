import { describe, expect, it } from "vitest";
import { type RandomStream, randomStream } from "../base/random.ts";
import { allocateSample } from "../sheets/allocate-sample.ts";
import { answersAgainstExplanations, modelRatings } from "./model-ratings.ts";
import { raterRecordFormat } from "./rater-records.ts";
import type { ReviewKey } from "./review-key.ts";
import { reviewSchemes } from "./review-schemes.ts";
import { sheetRatings } from "./sheet-ratings.ts";

const worlds = process.env["VIVA_SLOW"] === undefined ? 300 : 4000;
const level = 0.95;
const sizes = { right: 600, wrong: 200 } as const;
const perModel = 50;

interface Reply {
  readonly outcome: "right" | "wrong";
  readonly inaccurate: boolean;
}

/** A model's replies: explanations are wrong beside a share of the right answers and of the wrong ones. */
function drawWorld(random: RandomStream, shares: Readonly<Record<Reply["outcome"], number>>): Reply[] {
  return (["right", "wrong"] as const).flatMap((outcome) =>
    Array.from({ length: sizes[outcome] }, () => ({ outcome, inaccurate: random.fraction() < shares[outcome] })),
  );
}

/** The sheet of a world and one rater's true labels. */
function rateWorld(world: readonly Reply[], random: RandomStream) {
  const outcomes = ["right", "wrong"] as const;
  const counts = allocateSample(
    outcomes.map((outcome) => sizes[outcome]),
    perModel,
  );
  const drawn = outcomes.flatMap((outcome, place) =>
    random
      .shuffled(world.filter((reply) => reply.outcome === outcome))
      .slice(0, counts[place])
      .map((reply) => ({ reply, stratum: place })),
  );
  const key: Pick<ReviewKey, "models" | "strata" | "rows"> = {
    models: ["m"],
    strata: outcomes.map((outcome, place) => ({
      model: "m",
      outcome,
      size: sizes[outcome],
      sampled: counts[place] ?? 0,
    })),
    rows: drawn.map(({ stratum }, place) => ({
      row: `r0-${place}`,
      callId: String(place),
      exam: "e",
      itemId: String(place),
      model: "m",
      stratum,
      shown: "",
    })),
  };
  const ratings = drawn.map(({ reply }, place) => ({
    row: `r0-${place}`,
    values: {
      reasonable: reply.inaccurate ? "0" : "1",
      irrelevant: "0",
      repeated: "0",
      inaccurate: reply.inaccurate ? "1" : "0",
    },
    comment: "",
  }));
  return { key, ratings: sheetRatings(key, [{ format: raterRecordFormat, sheet: "0", rater: "anna", ratings }]) };
}

describe("what raters found of a model", () => {
  it.each([
    { right: 0.1, wrong: 0.6 },
    { right: 0.02, wrong: 0.3 },
    { right: 0.5, wrong: 0.5 },
  ])("covers the true shares where explanations are wrong in $right and $wrong", (shares) => {
    let label = 0;
    let reason = 0;
    let among = 0;
    let mean = 0;
    for (let number = 0; number < worlds; number++) {
      const random = randomStream("review-shares", shares.right, number);
      const world = drawWorld(random, shares);
      const { key, ratings } = rateWorld(world, random);
      const share = (wanted: (reply: Reply) => boolean, of: readonly Reply[] = world): number =>
        of.filter(wanted).length / of.length;
      const found = modelRatings(key, reviewSchemes.labels, ratings, level).find(
        ({ criterion }) => criterion === "inaccurate",
      )?.estimate;
      const [table] = answersAgainstExplanations(key, reviewSchemes.labels, ratings, level);
      const holds = (estimate: typeof found, truth: number): number =>
        estimate?.status === "estimated" && estimate.low <= truth && truth <= estimate.high ? 1 : 0;
      const truth = share(({ inaccurate }) => inaccurate);
      label += holds(found, truth);
      mean += found?.status === "estimated" ? (found.value - truth) / worlds : Number.NaN;
      reason += holds(
        table?.rightForWrongReason,
        share(({ outcome, inaccurate }) => outcome === "right" && inaccurate),
      );
      const right = world.filter(({ outcome }) => outcome === "right");
      among += holds(
        table?.inaccurateAmongRight,
        share(({ inaccurate }) => inaccurate, right),
      );
    }
    const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / worlds);
    expect(label / worlds).toBeGreaterThan(least);
    expect(reason / worlds).toBeGreaterThan(least);
    expect(among / worlds).toBeGreaterThan(least);
    expect(Math.abs(mean)).toBeLessThan(0.02);
  });
});
