import { describe, expect, it } from "vitest";
import { exampleCalls, type ReasonedReply, reasonAnalyses } from "./reason-analysis.ts";

const reply = (at: number, own: Partial<ReasonedReply>): ReasonedReply => ({
  callId: `call-${at}`,
  exam: "exam",
  arm: "arm",
  model: "one",
  itemId: `item-${at}`,
  cluster: at,
  repeat: 0,
  right: true,
  wrongReason: true,
  recall: 0,
  contradicted: 0,
  againstKey: false,
  ...own,
});

const settings = { level: 0.95, scorers: ["key-point-recall", "option-reasoning"], threshold: 0.2 } as const;

describe("right answers for wrong reasons", () => {
  it("are counted in four cells; shares are over questions, repeats counting once", () => {
    const [analysis] = reasonAnalyses(
      [
        reply(1, { itemId: "a", cluster: 1 }),
        reply(2, { itemId: "a", cluster: 1, repeat: 1, wrongReason: false }),
        reply(3, { itemId: "b", cluster: 2, wrongReason: false }),
        reply(4, { itemId: "c", cluster: 3, right: false, wrongReason: false }),
        reply(5, { itemId: "d", cluster: 4, right: false }),
      ],
      settings,
    );
    expect(analysis?.models).toHaveLength(1);
    expect(analysis?.models[0]).toMatchObject({
      nReplies: 5,
      rightSound: 2,
      rightWrong: 1,
      wrongSound: 1,
      wrongWrong: 1,
      // a: half, b: none, c: none, d: none
      ofAll: { value: 0.125, nItems: 4 },
      // a: half, b: none
      ofRight: { value: 0.25, nItems: 2 },
    });
  });

  it("show what argues against the key first, then what recalls least, five of a model at most", () => {
    const replies = [
      reply(1, { recall: 0.1 }),
      reply(2, { recall: 0.05 }),
      reply(3, { recall: 0.9, againstKey: true }),
      reply(4, { recall: null }),
      reply(5, { recall: 0 }),
      reply(6, { recall: 0.15 }),
      reply(7, { right: false }),
      reply(8, { wrongReason: false }),
    ];
    const [analysis] = reasonAnalyses(replies, settings, new Map([["call-3", "It begins"]]));
    expect(analysis?.examples.map(({ itemId, excerpt }) => [itemId, excerpt])).toEqual([
      ["item-3", "It begins"],
      ["item-5", null],
      ["item-2", null],
      ["item-1", null],
      ["item-6", null],
    ]);
    expect([...exampleCalls(replies)]).toEqual(["call-3", "call-5", "call-2", "call-1", "call-6"]);
  });

  it("stand apart by exam and way of asking; without replies there is nothing", () => {
    expect(reasonAnalyses([], settings)).toEqual([]);
    const both = reasonAnalyses([reply(1, {}), reply(2, { arm: "other" }), reply(3, { exam: "second" })], settings);
    expect(both.map(({ exam, arm }) => [exam, arm])).toEqual([
      ["exam", "arm"],
      ["exam", "other"],
      ["second", "arm"],
    ]);
  });

  it("have no share of right answers where none is right", () => {
    const [analysis] = reasonAnalyses([reply(1, { right: false })], settings);
    expect(analysis?.models[0]?.ofRight).toMatchObject({ value: null, nItems: 0, method: "none" });
  });
});
