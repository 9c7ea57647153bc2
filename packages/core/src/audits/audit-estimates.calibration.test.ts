import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Estimate } from "../records/estimate.ts";
import { allocateSample } from "../sheets/allocate-sample.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { auditedRows, auditRates, type JudgedReply } from "./audit-estimates.ts";
import type { AuditStratum } from "./audit-key.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 300 : 5000;

interface World {
  /** Replies a table, and the chance of a right answer in each of the model's two tables. */
  readonly replies: number;
  readonly accuracy: readonly [number, number];
  /** Chance that a reply is misread, and that a misread one and another is read by the doubtful rule. */
  readonly misread: number;
  readonly doubtful: readonly [number, number];
  readonly audited: number;
}

interface Reply extends JudgedReply {
  readonly table: 0 | 1;
  readonly points: number;
}

/** Misread right answers lose their point, misread wrong ones gain it in one of four cases. */
function drawReplies(world: World, random: ReturnType<typeof randomStream>): Reply[] {
  return ([0, 1] as const).flatMap((table) =>
    Array.from({ length: world.replies }, (_, index): Reply => {
      const right = random.fraction() < world.accuracy[table];
      const misread = random.fraction() < world.misread;
      const lost = misread && right ? 1 : 0;
      const unearned = misread && !right && random.fraction() < 0.25 ? 1 : 0;
      const stratum = random.fraction() < world.doubtful[misread ? 0 : 1] ? 1 : 0;
      const points = (right ? 1 : 0) - lost + unearned;
      return { table, points, stratum, here: true, itemId: String(index), misread: misread ? 1 : 0, lost, unearned };
    }),
  );
}

function accuracyRow(replies: readonly Reply[]): Estimate {
  const right = replies.reduce((sum, { points }) => sum + points, 0);
  const place = { exam: "e", model: "m", arm: "a", perturbation: "none", scorer: "s", extractor: "x", stratum: {} };
  const interval = wilsonInterval(right, replies.length, 0.95) ?? { low: 0, high: 1 };
  const counts = { nItems: replies.length, nClusters: replies.length, nCalls: replies.length, excluded: {} };
  const value = right / replies.length;
  const facts = {
    measure: "accuracy",
    denominator: "posed",
    level: 0.95,
    method: "wilson",
    status: "estimated",
  } as const;
  return { ...place, ...facts, ...counts, value, ...interval };
}

function simulate(world: World) {
  const random = randomStream("audit-calibration", JSON.stringify(world));
  const covered = [0, 0];
  let rateCovered = 0;
  let rateSum = 0;
  for (let sample = 0; sample < samples; sample++) {
    const population = random.shuffled(drawReplies(world, random));
    const members = [0, 1].map((stratum) => population.filter((reply) => reply.stratum === stratum));
    const sizes = members.map(({ length }) => length);
    const counts = allocateSample(sizes, world.audited);
    const strata = sizes.map(
      (size, index): AuditStratum => ({
        model: "m",
        status: "chosen",
        rule: `r${index}`,
        size,
        sampled: counts[index] ?? 0,
      }),
    );
    const judged = members.flatMap((replies, index) => replies.slice(0, counts[index]));
    const rate = auditRates("m", judged, strata, 0.95).misread;
    rateSum += rate?.value ?? Number.NaN;
    rateCovered += rate !== null && rate.low <= world.misread && world.misread <= rate.high ? 1 : 0;
    for (const table of [0, 1] as const) {
      const own = population.filter((reply) => reply.table === table);
      const ownSizes = new Map(
        [0, 1].map((stratum) => [stratum, own.filter((reply) => reply.stratum === stratum).length] as const),
      );
      const here = judged.map((reply) => ({ ...reply, here: reply.table === table }));
      const row = auditedRows(accuracyRow(own), here, strata, new Map([...ownSizes].filter(([, size]) => size > 0)))[0];
      const truth = world.accuracy[table];
      covered[table] = (covered[table] ?? 0) + ((row?.low ?? 2) <= truth && truth <= (row?.high ?? -1) ? 1 : 0);
    }
  }
  return {
    accuracy: covered.map((count) => count / samples),
    rate: rateCovered / samples,
    rateBias: rateSum / samples - world.misread,
  };
}

const world: World = { replies: 200, accuracy: [0.75, 0.75], misread: 0.08, doubtful: [0.5, 0.02], audited: 60 };

describe("an audit of nominal 95 %, drawn and worked out as for a run", () => {
  it.each<{ name: string; world: World }>([
    { name: "as usual", world },
    { name: "tables that differ, the rates borrowed from both", world: { ...world, accuracy: [0.85, 0.6] } },
    { name: "a large audit of large tables", world: { ...world, replies: 600, audited: 400 } },
    { name: "rare errors", world: { ...world, misread: 0.01 } },
    { name: "errors that no rule tells", world: { ...world, doubtful: [0.05, 0.05], misread: 0.15 } },
  ])("recovers rate and accuracy: $name", ({ world: planted }) => {
    const found = simulate(planted);
    expect(Math.abs(found.rateBias)).toBeLessThan(0.006);
    expect(found.rate).toBeGreaterThanOrEqual(0.94);
    expect(Math.min(...found.accuracy)).toBeGreaterThanOrEqual(0.94);
  });
});
