/** A group of single items, the first of which are right. */
export function itemGroup(
  right: number,
  items: number,
): { readonly points: Float64Array; readonly clusters: Int32Array } {
  return {
    points: Float64Array.from({ length: items }, (_, row) => (row < right ? 1 : 0)),
    clusters: Int32Array.from({ length: items }, (_, row) => row),
  };
}
