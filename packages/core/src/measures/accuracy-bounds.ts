import { z } from "zod";
import { answerStatuses } from "../records/answer.ts";
import { defineMeasure } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { rowsWhere, scoredPoints } from "./scored-points.ts";

const chosen = answerStatuses.indexOf("chosen");

/**
 * Accuracy if every reply without a readable choice (ambiguous, none-of-these, abstained, refused, unreadable) had
 * been wrong ("accuracy:worst") or right ("accuracy:best"). Each has the interval of a plain accuracy over the same
 * calls; the two together show how much the reading of replies can matter.
 */
export default defineMeasure({
  name: "accuracy-bounds",
  description: "Accuracy if every reply without a readable choice were wrong, and if it were right",
  source: "Manski 2003, Partial Identification of Probability Distributions (worst-case bounds)",
  usesPoints: true,
  byStratum: true,
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const { rows, points, clusters } = scoredPoints(view);
    const allChosen = rowsWhere(rows, (row) => view.table.status[row] === chosen) === rows;
    const bound = (measure: string, substitute: number) => {
      // Where every reply was read, both bounds are the accuracy itself.
      if (allChosen) {
        return meanRow(measure, points, clusters, context.level);
      }
      const substituted = new Float64Array(points.length);
      for (let i = 0; i < points.length; i++) {
        substituted[i] = view.table.status[rows[i] ?? 0] === chosen ? (points[i] ?? Number.NaN) : substitute;
      }
      return meanRow(measure, substituted, clusters, context.level);
    };
    return [bound("accuracy:worst", 0), bound("accuracy:best", 1)];
  },
});
