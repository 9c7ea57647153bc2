/** A number (or switch or word), the same for every tensor. */
export type PlainValue = number | boolean | string;

/** One value for tensors whose name holds `filter`; without a filter, or with "*", for all. */
export interface FilteredValue {
  readonly filter?: string | null | undefined;
  readonly value: PlainValue | readonly number[];
}

/** A parameter as a recipe gives it: one value, a gradient over the layers, or values by filter. */
export type ParameterValue = PlainValue | readonly number[] | readonly FilteredValue[];

/** Parameters of one level of a recipe. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** Where a tensor stands. */
export interface ParameterPlace {
  readonly tensor: string;
  /** 0 for the first layer of its slice to 1 for the last; 0 for tensors outside layers. */
  readonly depth: number;
}

/**
 * A gradient's value at a depth: straight lines between its numbers, which are spaced evenly from 0 to 1. One number is
 * the same everywhere; as many numbers as layers set every layer.
 */
export function gradientAt(anchors: readonly number[], depth: number): number {
  const place = Math.min(1, Math.max(0, depth)) * (anchors.length - 1);
  const below = Math.floor(place);
  const first = anchors[below] ?? Number.NaN;
  const second = anchors[below + 1] ?? first;
  const share = place - below;
  return share === 0 ? first : (1 - share) * first + share * second;
}

const isGradient = (value: ParameterValue): value is readonly number[] =>
  Array.isArray(value) && value.every((part) => typeof part === "number");

/** A parameter's value for a tensor; undefined where only filters are given and none fits. */
export function valueAt(parameter: ParameterValue, { tensor, depth }: ParameterPlace): PlainValue | undefined {
  if (isGradient(parameter)) {
    return gradientAt(parameter, depth);
  }
  if (typeof parameter !== "object") {
    return parameter;
  }
  const fitting = parameter.find(
    ({ filter }) => filter === undefined || filter === null || filter === "*" || tensor.includes(filter),
  );
  if (fitting === undefined) {
    return undefined;
  }
  const { value } = fitting;
  return typeof value === "object" ? gradientAt(value, depth) : value;
}

/** The first of several levels, the strongest first, that gives a parameter a value for a tensor. */
export function resolveParameter(
  name: string,
  levels: readonly (Parameters | undefined)[],
  place: ParameterPlace,
): PlainValue | undefined {
  for (const level of levels) {
    const parameter = level !== undefined && Object.hasOwn(level, name) ? level[name] : undefined;
    const value = parameter === undefined ? undefined : valueAt(parameter, place);
    if (value !== undefined) {
      return value;
    }
  }
  return undefined;
}
