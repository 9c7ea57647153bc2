import { NgramTable } from "./ngram-table.ts";

/** Counts the n-grams a text shares with references, each as often as the reference that has it most often. */
export type NgramMatcher = (
  hypothesis: Int32Array,
  references: readonly Int32Array[],
  /** Orders 1 to this length are counted; overwritten with the matches of each. */
  matches: Float64Array,
) => void;

/**
 * A matcher that keeps its tables from pair to pair. Its cost is linear in the texts' lengths for each order; memory is
 * that of the references' n-grams of one order.
 *
 * @example createNgramMatcher()(Int32Array.of(1, 1, 2), [Int32Array.of(1, 2, 3)], matches) // matches: [2, 1, …]
 */
export function createNgramMatcher(): NgramMatcher {
  const table = new NgramTable();
  /** By n-gram: occurrences in the reference at hand, and which reference that is; the most of any, less those found. */
  let inThis = new Int32Array(1024);
  let thisOne = new Int32Array(1024);
  let most = new Int32Array(1024);
  /** By text and place: number of the shorter n-gram that begins there. */
  let starts: Int32Array[] = [];

  const addReference = (tokens: Int32Array, order: number, which: number): void => {
    const begins = starts[which] ?? new Int32Array();
    for (let at = 0; at + order <= tokens.length; at++) {
      const known = table.size;
      const id = table.add(order === 1 ? 0 : (begins[at] ?? 0), tokens[at + order - 1] ?? 0);
      begins[at] = id;
      if (table.size > known) {
        if (id >= most.length) {
          inThis = grown(inThis);
          thisOne = grown(thisOne);
          most = grown(most);
        }
        most[id] = 0;
        thisOne[id] = -1;
      }
      const count = thisOne[id] === which ? (inThis[id] ?? 0) + 1 : 1;
      inThis[id] = count;
      thisOne[id] = which;
      if (count > (most[id] ?? 0)) {
        most[id] = count;
      }
    }
  };

  return (hypothesis, references, matches) => {
    if (starts.length <= references.length) {
      starts = Array.from({ length: references.length + 1 }, (_, which) => starts[which] ?? new Int32Array(256));
    }
    for (let which = 0; which <= references.length; which++) {
      const size = (which === references.length ? hypothesis : references[which])?.length ?? 0;
      if ((starts[which]?.length ?? 0) < size) {
        starts[which] = new Int32Array(2 * size);
      }
    }
    const begins = starts[references.length] ?? new Int32Array();
    for (let order = 1; order <= matches.length; order++) {
      table.clear();
      for (let which = 0; which < references.length; which++) {
        addReference(references[which] ?? new Int32Array(), order, which);
      }
      let found = 0;
      for (let at = 0; at + order <= hypothesis.length; at++) {
        const prefix = order === 1 ? 0 : (begins[at] ?? -1);
        const id = prefix < 0 ? -1 : table.find(prefix, hypothesis[at + order - 1] ?? 0);
        begins[at] = id;
        if (id >= 0 && (most[id] ?? 0) > 0) {
          most[id] = (most[id] ?? 0) - 1;
          found += 1;
        }
      }
      matches[order - 1] = found;
    }
  };
}

function grown(counts: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * counts.length);
  more.set(counts);
  return more;
}
