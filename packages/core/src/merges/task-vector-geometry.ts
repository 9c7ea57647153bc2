import type { MeasuredTensor } from "./measure-task-vectors.ts";
import { addTaskVectorSums, noTaskVectorSums, type TaskVectorSums } from "./task-vector-sums.ts";
import { layerPlace } from "./tensor-layers.ts";

/** One model's task vector within some tensors. Shares are 0–1; null where there is nothing to divide by. */
export interface VectorShares {
  readonly model: string;
  /** Euclidean length. */
  readonly norm: number | null;
  /** Share of the squared length of the model's whole task vector. */
  readonly normShare: number | null;
  /** Share of elements in which the model is as the base. */
  readonly unchanged: number | null;
  /** Of the elements that it changes: changed the same way by the merge, as the base in it, and changed the other way. */
  readonly kept: number | null;
  readonly left: number | null;
  readonly reversed: number | null;
  /** The share of elements that the recipe asks to be kept, over the elements; null where it asks for none. */
  readonly density: number | null;
  /** How much of the task vector lies in the merge's: ⟨merge, model⟩ / ⟨model, model⟩; 1: all of it. */
  readonly projection: number | null;
  readonly cosineWithMerge: number | null;
}

/** Some tensors of a merged model: all of them, a layer's, those of one kind, or a single one. */
export interface GeometryRow {
  /** Of the main stack of layers; null outside it, and for rows over several layers. */
  readonly layer: number | null;
  /** What the tensors have in common: what follows the layer in their names, or a layer of another stack; outside, the name. */
  readonly kind: string | null;
  readonly tensors: number;
  readonly elements: number;
  readonly models: readonly VectorShares[];
  readonly merged: {
    readonly norm: number | null;
    readonly normShare: number | null;
    readonly unchanged: number | null;
  };
  /** Of each pair of models, in their order. */
  readonly cosines: readonly { readonly first: string; readonly second: string; readonly cosine: number | null }[];
}

/** Lengths, angles and fates of task vectors in a merged model. */
export interface MergeGeometry {
  /** The model that task vectors start from; null: zero, so that they are the weights themselves. */
  readonly base: string | null;
  readonly models: readonly string[];
  readonly whole: GeometryRow;
  /** By layer, tensors outside layers by themselves, in the order of the model. */
  readonly layers: readonly GeometryRow[];
  /** By kind of tensor, over all layers. */
  readonly kinds: readonly GeometryRow[];
  readonly tensors: readonly (GeometryRow & { readonly name: string })[];
}

/** A tensor with its sums widened to all models; one that has no part in it changes nothing. */
interface PlacedTensor {
  readonly name: string;
  readonly layer: number | null;
  /** Its layer's name, or its own outside layers. */
  readonly group: string;
  readonly kind: string;
  readonly sums: TaskVectorSums;
  /** Elements times density, and the elements for which there is one. */
  readonly asked: readonly (readonly [weighted: number, elements: number])[];
  /** Elements that each model has a part in. */
  readonly present: readonly number[];
}

/**
 * Put measured tensors together by layer and by kind.
 *
 * @param models Names in the order of the plan, to which `MeasuredTensor.models` points; those without a part are left out.
 * @param stack What stands before the number in names of the main stack's tensors, e.g. "model.layers.".
 */
export function taskVectorGeometry(
  measured: readonly MeasuredTensor[],
  {
    base,
    models,
    stack,
  }: { readonly base: string | null; readonly models: readonly string[]; readonly stack: string | null },
): MergeGeometry {
  const used = [...new Set(measured.flatMap((tensor) => tensor.models))].sort((a, b) => a - b);
  const names = used.map((place) => models[place] ?? String(place));
  const placed = measured.map((tensor): PlacedTensor => {
    return { name: tensor.name, ...placeOf(tensor.name, stack), ...widened(tensor, used) };
  });
  const whole = totalOf(placed, used.length);
  const rowOf = (tensors: readonly PlacedTensor[], layer: number | null, kind: string | null): GeometryRow =>
    geometryRow(tensors, { layer, kind, names, whole });
  const groupsBy = (keyOf: (tensor: PlacedTensor) => string) => [...Map.groupBy(placed, keyOf).values()];
  return {
    ...{ base, models: names },
    whole: rowOf(placed, null, null),
    layers: groupsBy(({ group }) => group).map((tensors) => {
      const [{ layer = null, group = null } = {}] = tensors;
      return rowOf(tensors, layer, layer === null ? group : null);
    }),
    kinds: groupsBy(({ kind }) => kind).map((tensors) => rowOf(tensors, null, tensors[0]?.kind ?? null)),
    tensors: placed.map((tensor) => ({ name: tensor.name, ...rowOf([tensor], tensor.layer, tensor.kind) })),
  };
}

/** Layers of another stack, such as a vision tower's, have names in place of numbers. */
function placeOf(name: string, stack: string | null): Pick<PlacedTensor, "layer" | "group" | "kind"> {
  const place = layerPlace(name);
  if (place === null) {
    return { layer: null, group: name, kind: name };
  }
  const { before, layer, after } = place;
  return before === stack
    ? { layer, group: `${before}${layer}`, kind: after.slice(1) }
    : { layer: null, group: `${before}${layer}`, kind: `${before}*${after}` };
}

function widened(
  { models, sums, densities }: MeasuredTensor,
  used: readonly number[],
): Pick<PlacedTensor, "sums" | "asked" | "present"> {
  const wide = noTaskVectorSums(used.length);
  wide.elements = sums.elements;
  // The merge's vector stands last in both.
  const at = [...models.map((model) => used.indexOf(model)), used.length];
  for (const [from, to] of at.entries()) {
    wide.unchanged[to] = sums.unchanged[from] ?? 0;
    for (const [other, otherTo] of at.entries()) {
      wide.products[to * (used.length + 1) + otherTo] = sums.products[from * at.length + other] ?? 0;
    }
  }
  for (const field of ["kept", "left", "reversed"] as const) {
    for (const [from, to] of at.slice(0, -1).entries()) {
      wide[field][to] = sums[field][from] ?? 0;
    }
  }
  const partOf = (model: number): number => at.slice(0, -1).indexOf(model);
  return {
    sums: wide,
    asked: used.map((_, model) => {
      const density = densities[partOf(model)] ?? null;
      return density === null ? ([0, 0] as const) : ([density * sums.elements, sums.elements] as const);
    }),
    present: used.map((_, model) => (partOf(model) < 0 ? 0 : sums.elements)),
  };
}

function totalOf(tensors: readonly PlacedTensor[], models: number): TaskVectorSums {
  const total = noTaskVectorSums(models);
  for (const { sums } of tensors) {
    addTaskVectorSums(total, sums);
  }
  return total;
}

/** A quotient, or null where it is none. */
function ratio(part: number, whole: number): number | null {
  const value = part / whole;
  return Number.isFinite(value) ? value : null;
}

/** Rounding may leave a cosine a hair outside. */
function cosineOf(product: number, first: number, second: number): number | null {
  const value = ratio(product, Math.sqrt(first) * Math.sqrt(second));
  return value === null ? null : Math.max(-1, Math.min(1, value));
}

function geometryRow(
  tensors: readonly PlacedTensor[],
  {
    layer,
    kind,
    names,
    whole,
  }: {
    readonly layer: number | null;
    readonly kind: string | null;
    readonly names: readonly string[];
    readonly whole: TaskVectorSums;
  },
): GeometryRow {
  const merge = names.length;
  const sums = totalOf(tensors, merge);
  const product = (all: TaskVectorSums, a: number, b: number): number => all.products[a * (merge + 1) + b] ?? 0;
  const own = (vector: number): number => product(sums, vector, vector);
  const normOf = (vector: number): number | null => ratio(Math.sqrt(own(vector)), 1);
  const shareOf = (vector: number): number | null => ratio(own(vector), product(whole, vector, vector));
  const total = (read: (tensor: PlacedTensor) => number): number =>
    tensors.reduce((sum, tensor) => sum + read(tensor), 0);
  return {
    ...{ layer, kind, tensors: tensors.length, elements: sums.elements },
    models: names.map((model, place) => {
      const [kept = 0, left = 0, reversed = 0] = [sums.kept[place], sums.left[place], sums.reversed[place]];
      const changed = kept + left + reversed;
      return {
        ...{ model, norm: normOf(place), normShare: shareOf(place) },
        unchanged: ratio(
          sums.unchanged[place] ?? 0,
          total(({ present }) => present[place] ?? 0),
        ),
        ...{ kept: ratio(kept, changed), left: ratio(left, changed), reversed: ratio(reversed, changed) },
        density: ratio(
          total(({ asked }) => asked[place]?.[0] ?? 0),
          total(({ asked }) => asked[place]?.[1] ?? 0),
        ),
        projection: ratio(product(sums, merge, place), own(place)),
        cosineWithMerge: cosineOf(product(sums, merge, place), own(place), own(merge)),
      };
    }),
    merged: {
      ...{ norm: normOf(merge), normShare: shareOf(merge) },
      unchanged: ratio(sums.unchanged[merge] ?? 0, sums.elements),
    },
    cosines: names.flatMap((first, a) =>
      names.slice(a + 1).map((second, offset) => {
        const b = a + 1 + offset;
        return { first, second, cosine: cosineOf(product(sums, a, b), own(a), own(b)) };
      }),
    ),
  };
}
