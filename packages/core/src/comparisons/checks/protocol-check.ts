import type { Estimate } from "../../records/estimate.ts";
import { type CheckContext, type CheckResult, notRun, rowOf } from "./check-input.ts";
import { orderChange, type ProtocolValue } from "./told-apart.ts";

/** The protocol of an estimate: what read the replies, and which of them count. */
function protocolOf({ extractor, denominator }: Estimate): string {
  return `${extractor} · ${denominator}`;
}

/**
 * Whether the ranking is the same under every extractor and denominator that the run has: a warning where the sets of
 * models that are not told apart change, or where two that are told apart stand the other way round. Models so close
 * that only chance orders them may swap without a warning; that they do is counted.
 */
export function protocolCheck({ field, input }: CheckContext): CheckResult {
  const isOwn = (row: Estimate): boolean =>
    row.measure === "accuracy" &&
    row.exam === field.exam &&
    row.arm === field.arm &&
    row.perturbation === field.perturbation &&
    row.scorer === field.scorer &&
    Object.keys(row.stratum).length === 0;
  const headline = input.estimates.filter((row) => isOwn(row) && row.denominator === "posed");
  const protocols = Map.groupBy([...headline, ...input.sensitivity.filter(isOwn)], protocolOf);
  const [own, ...others] = [...protocols];
  if (own === undefined || own[1].length < 2) {
    return notRun("one-model");
  }
  if (others.length === 0) {
    return notRun("one-protocol");
  }
  const valuesOf = (rows: readonly Estimate[]): ProtocolValue[] =>
    rows.map(({ model, value, low, high }) => ({ model, value, low, high }));
  const reference = valuesOf(own[1]);
  const changes = others.flatMap(([name, rows]) => {
    const change = orderChange(reference, valuesOf(rows));
    return change === null ? [] : [{ name, rows, change }];
  });
  const isOther = ({ change }: (typeof changes)[number]): boolean => change.otherSets || change.reversed > 0;
  const warns = changes.some(isOther);
  const rows = [{ name: own[0], rows: own[1], change: null }, ...changes].flatMap(({ name, rows, change }) =>
    rows.map((row) =>
      rowOf("accuracy", row.model, valueOfRow(row), row.nItems, {
        of: name,
        flagged: change !== null && (change.otherSets || change.reversed > 0) && change.moved.has(row.model),
      }),
    ),
  );
  return {
    status: warns ? "warning" : "passed",
    finding: warns ? "other-order" : "same-order",
    counts: {
      protocols: changes.length + 1,
      changed: changes.filter(isOther).length,
      reversed: Math.max(0, ...changes.map(({ change }) => change.reversed)),
      swapped: Math.max(0, ...changes.map(({ change }) => change.swapped)),
    },
    rates: {},
    rows,
  };
}

function valueOfRow({ value, low, high, why }: Estimate) {
  return { value, low, high, ...(why === undefined ? {} : { why }) };
}
