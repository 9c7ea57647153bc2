import { describe, expect, it } from "vitest";
import { answerStatuses } from "../records/answer.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { contextOf, type TestRow, viewOf } from "./__fixtures__/table-for-tests.ts";
import outcomeRates from "./outcome-rates.ts";

const estimate = (rows: readonly TestRow[]) =>
  new Map(
    outcomeRates
      .configure({})
      .estimate(viewOf(rows), contextOf())
      .map((row) => [row.measure, row]),
  );

const rows: readonly TestRow[] = [
  { status: "chosen" },
  { status: "chosen", truncated: true },
  { status: "refused", filtered: true },
  { status: "unreadable", truncated: true, empty: true },
  { status: "unreadable", points: Number.NaN },
];

describe("outcome-rates", () => {
  it("gives the share of each status and of each flag", () => {
    const values = Object.fromEntries([...estimate(rows)].map(([measure, { value }]) => [measure, value]));
    expect(values).toEqual({
      "rate:chosen": 0.4,
      "rate:ambiguous": 0,
      "rate:none-of-these": 0,
      "rate:abstained": 0,
      "rate:refused": 0.2,
      "rate:unreadable": 0.4,
      "rate:truncated": 0.4,
      "rate:content-filter": 0.2,
      "rate:empty": 0.2,
    });
  });

  it("gives Wilson's interval, and the clustered one for repeats", () => {
    expect(estimate(rows).get("rate:refused")).toMatchObject({ ...wilsonInterval(1, 5, 0.95), method: "wilson" });
    const repeats = estimate(rows.map((row) => ({ ...row, cluster: 0 })));
    expect(repeats.get("rate:refused")).toMatchObject({ value: 0.2, method: "clustered-wilson" });
  });

  it("counts each status once", () => {
    const rates = estimate(rows);
    const total = answerStatuses.reduce((sum, status) => sum + (rates.get(`rate:${status}`)?.value ?? Number.NaN), 0);
    expect(total).toBeCloseTo(1, 12);
  });

  it("is not estimable without calls", () => {
    const none = estimate([]);
    expect(none.size).toBe(9);
    expect([...none.values()].every(({ value, why }) => value === null && why !== undefined)).toBe(true);
  });
});
