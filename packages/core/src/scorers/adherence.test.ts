import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import { chosen, outcome, unsettled } from "./__fixtures__/readings.ts";
import { decoratedReply, keptReply, replyThat, strayReply } from "./__fixtures__/replies.ts";
import adherenceLoose from "./adherence-loose.ts";
import adherenceStrict from "./adherence-strict.ts";
import type { MarkedReply, Scorer } from "./define.ts";
import joint from "./joint.ts";

const unkeyed: Item = { ...singleItem, accepted: [] };
const point = (points: number) => ({ points, min: 0, max: 1 });
const mark = (scorer: Scorer, reading: Reading, reply?: MarkedReply, item: Item = singleItem) =>
  scorer.configure({}).score(reading, item, reply);

describe.each([
  ["adherence-strict", adherenceStrict, 1, 0, 0],
  ["adherence-loose", adherenceLoose, 1, 1, 0],
] as const)("%s", (_name, scorer, kept, decorated, stray) => {
  it("marks the form whatever is answered, a reply that could not be read and an item without a key too", () => {
    for (const item of [singleItem, multipleItem, unkeyed]) {
      for (const reading of [chosen("B"), chosen("C"), ...unsettled.map(outcome)]) {
        expect(mark(scorer, reading, keptReply, item)).toEqual(point(kept));
        expect(mark(scorer, reading, decoratedReply, item)).toEqual(point(decorated));
        expect(mark(scorer, reading, strayReply, item)).toEqual(point(stray));
      }
    }
  });

  it("gives no mark without an instruction or a reply, and says which", () => {
    expect(mark(scorer, chosen("B"), replyThat(null))).toEqual({ points: null, reason: "no-instruction" });
    expect(mark(scorer, chosen("B"))).toEqual({ points: null, reason: "no-reply" });
  });
});

describe("joint", () => {
  it("is right and strict, nothing else", () => {
    expect(mark(joint, chosen("B"), keptReply)).toEqual(point(1));
    expect(mark(joint, chosen("B"), decoratedReply)).toEqual(point(0));
    expect(mark(joint, chosen("B"), strayReply)).toEqual(point(0));
    expect(mark(joint, chosen("C"), keptReply)).toEqual(point(0));
    expect(mark(joint, chosen("A", "C", "D"), keptReply, multipleItem)).toEqual(point(1));
    expect(mark(joint, chosen("A", "C"), keptReply, multipleItem)).toEqual(point(0));
  });

  it("takes any accepted set", () => {
    const two: Item = { ...singleItem, accepted: [["B"], ["A"]] };
    expect(mark(joint, chosen("A"), keptReply, two)).toEqual(point(1));
    expect(mark(joint, chosen("A", "B"), keptReply, two)).toEqual(point(0));
  });

  it("gives nothing for abstaining in the form asked for", () => {
    expect(mark(joint, outcome("abstained"), keptReply)).toEqual(point(0));
  });

  it("gives no mark without a key, an instruction or a reply, and says which", () => {
    expect(mark(joint, chosen("B"), keptReply, unkeyed)).toEqual({ points: null, reason: "unkeyed" });
    expect(mark(joint, chosen("B"), replyThat(null))).toEqual({ points: null, reason: "no-instruction" });
    expect(mark(joint, chosen("B"))).toEqual({ points: null, reason: "no-reply" });
  });
});
