import type { AnomalyRow } from "../../records/anomaly-checks.ts";
import type { CellReplies } from "./cell-replies.ts";
import { type CheckContext, type CheckResult, isYardstick, meanOver, notRun, repliesOf, rowOf } from "./check-input.ts";
import { orderChange } from "./told-apart.ts";

/** More than this share of replies cut off, and a token limit has become part of the exam. */
const mostTruncated = 0.01;
/** More than this share of replies unread or refused, and accuracy tells more than what a model knows. */
const mostUnread = 0.02;

const unreadStatuses = ["ambiguous", "none-of-these", "abstained", "refused", "unreadable"] as const;

/** A count by item as a share of its replies; NaN without one. */
function shares(counts: Int32Array, { replies }: CellReplies): Float64Array {
  return Float64Array.from(counts, (count, item) => {
    const all = replies[item] ?? 0;
    return all === 0 ? Number.NaN : count / all;
  });
}

/**
 * What the token limit does: the share of each model's replies that were cut off, its accuracy over all replies and over
 * those that were not. The second is over other items for every model, and over easier ones where hard questions make
 * long replies: it says how much the limit could matter, not what the accuracy would be.
 */
export function tokenLimitCheck(context: CheckContext): CheckResult {
  const { field, input } = context;
  const level = input.settings.confidence;
  const models = field.models.flatMap(({ name }, place) => {
    const cell = repliesOf(context, place);
    return cell === undefined
      ? []
      : [
          {
            name,
            truncated: meanOver(field, shares(cell.truncated, cell), level),
            all: meanOver(field, field.points[place] ?? new Float64Array(), level),
            whole: meanOver(field, cell.wholePoints, level),
          },
        ];
  });
  if (models.length === 0) {
    return notRun("no-replies");
  }
  const change = orderChange(
    models.map(({ name, all }) => ({ model: name, ...all.value })),
    models.map(({ name, whole }) => ({ model: name, ...whole.value })),
  );
  const rows = models.flatMap(({ name, truncated, all, whole }): AnomalyRow[] => [
    rowOf("truncated", name, truncated.value, truncated.n, { flagged: (truncated.value.value ?? 0) > mostTruncated }),
    rowOf("accuracy", name, all.value, all.n),
    rowOf("accuracy-whole", name, whole.value, whole.n),
  ]);
  const above = rows.filter(({ flagged }) => flagged).length;
  return {
    status: above > 0 ? "warning" : "passed",
    finding: above > 0 ? "cut-off" : "whole",
    counts: { models: above, reversed: change?.reversed ?? 0, swapped: change?.swapped ?? 0 },
    rates: { limit: mostTruncated },
    rows,
  };
}

/** Replies that settled on no option, by model and kind: each counts as wrong in the headline accuracy. */
export function unreadCheck(context: CheckContext): CheckResult {
  const { field, input } = context;
  const rows = field.models.flatMap(({ name }, place): AnomalyRow[] => {
    const cell = repliesOf(context, place);
    return cell === undefined
      ? []
      : unreadStatuses.map((status) => {
          const { value, n } = meanOver(field, shares(cell.statuses[status], cell), input.settings.confidence);
          const flagged = !isYardstick(context, place) && (value.value ?? 0) > mostUnread;
          return rowOf(status, name, value, n, { flagged });
        });
  });
  if (rows.length === 0) {
    return notRun("no-replies");
  }
  const models = new Set(rows.filter(({ flagged }) => flagged).map(({ model }) => model)).size;
  return {
    status: models > 0 ? "warning" : "passed",
    finding: models > 0 ? "unread" : "read",
    counts: { models },
    rates: { limit: mostUnread },
    rows,
  };
}
