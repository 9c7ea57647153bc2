import { z } from "zod";
import { answerStatuses } from "../records/answer.ts";
import { defineMeasure, type MeasuredValue } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { clustersOf } from "./scored-points.ts";

/**
 * Share of the calls with each answer status ("rate:refused", …; the six add up to 1) and with each flag of the reply
 * ("rate:truncated", "rate:content-filter", "rate:empty"; these overlap with the statuses and with each other). Where what
 * replies say is marked, no answer is looked for: of the statuses only "rate:refused" is given.
 */
export default defineMeasure({
  name: "outcome-rates",
  description: "Share of replies chosen, ambiguous, refused, unreadable, …, cut off, filtered and empty",
  source: "Viva",
  usesPoints: false,
  byStratum: true,
  marks: "any",
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const { table, rows } = view;
    const clusters = clustersOf(view, rows);
    const indicator = new Float64Array(rows.length);
    const rate = (name: string, column: Uint8Array, code: number): MeasuredValue => {
      for (let i = 0; i < rows.length; i++) {
        indicator[i] = column[rows[i] ?? 0] === code ? 1 : 0;
      }
      return meanRow(`rate:${name}`, indicator, clusters, context.level);
    };
    const statuses = table.texts?.has(view.scorer) === true ? (["refused"] as const) : answerStatuses;
    return [
      ...statuses.map((status) => rate(status, table.status, answerStatuses.indexOf(status))),
      rate("truncated", table.truncated, 1),
      rate("content-filter", table.filtered, 1),
      rate("empty", table.empty, 1),
    ];
  },
});
