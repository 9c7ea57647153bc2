import type { ClusterIndex } from "./cluster-index.ts";
import { fieldColumns, type ModelColumns } from "./field-columns.ts";
import type { FieldScores } from "./field-scores.ts";
import { patternSums } from "./pattern-sums.ts";
import { stratumEntries } from "./stratum-entries.ts";
import { valueLanes, valueSums } from "./value-sums.ts";

/** Bits of a double that hold whole numbers. */
const exactBits = 53;

/** Means of every model in every stratum under given counts of the clusters. */
export interface FieldMeans {
  /** Strata, all items included, times models: how many means there are. */
  readonly rows: number;
  /** How many sets of counts are best handled at once. */
  readonly lanes: number;
  /**
   * Overwrites `means`, `counts.length` numbers a row, row = stratum × models + model: the mean over the items that
   * the model has in the stratum, each counted as often as its cluster. NaN where that is no item at all.
   */
  compute(counts: readonly Int32Array[], means: Float64Array): void;
}

/** The sums of one tag's strata. */
interface TagSums {
  readonly strata: number;
  /** Cluster of each entry. */
  readonly clusters: Int32Array;
  readonly addBits: (weights: Float64Array, sums: Float64Array) => void;
  readonly addValues: (weights: Float64Array, sums: Float64Array) => void;
  readonly bitSums: Float64Array;
  readonly valueSums: Float64Array;
}

/** Counts that are handled at once: each takes `bits` bits of a double, which is enough for any sum of them. */
interface Lanes {
  readonly counts: readonly Int32Array[];
  readonly bits: number;
}

/**
 * Prepare to compute means of a field again and again under other counts of its clusters. 0/1 points are summed
 * exactly, in whole numbers; partial points in the order of the items. So a mean depends on its own counts alone.
 */
export function fieldMeans(field: FieldScores, clusters: ClusterIndex): FieldMeans {
  const columns = fieldColumns(field.models);
  const tags = stratumEntries(field).map((entries): TagSums => {
    const strata = entries.ends.length;
    return {
      strata,
      clusters: entries.items.map((item) => clusters.of[item] ?? 0),
      addBits: patternSums(columns.bits, entries),
      addValues: valueSums(columns.values, entries),
      bitSums: new Float64Array(strata * (columns.bits.length + 1)),
      valueSums: new Float64Array(strata * columns.values.length * valueLanes),
    };
  });
  const mostEntries = Math.max(...tags.map((tag) => tag.clusters.length));
  const buffers: Buffers = {
    clusterWeights: new Float64Array(clusters.count),
    weights: new Float64Array(mostEntries),
    laneWeights: new Float64Array(columns.values.length === 0 ? 0 : mostEntries * valueLanes),
  };
  return {
    rows: tags.reduce((sum, tag) => sum + tag.strata, 0) * field.models.length,
    lanes: lanesOf(2 * field.clusters.length),
    compute: (counts, means) => {
      const most = Math.max(...counts.map((lane) => total(lane, clusters.sizes)));
      const atOnce = lanesOf(most);
      const bits = Math.floor(exactBits / atOnce);
      for (let first = 0; first < counts.length; first += atOnce) {
        const lanes = { counts: counts.slice(first, first + atOnce), bits };
        packCounts(lanes, buffers.clusterWeights);
        let row = 0;
        for (const tag of tags) {
          addTag(tag, lanes, buffers);
          row = writeMeans(tag, columns.models, lanes, means, { row, first, width: counts.length });
        }
      }
    },
  };
}

interface Buffers {
  readonly clusterWeights: Float64Array;
  readonly weights: Float64Array;
  readonly laneWeights: Float64Array;
}

/** How many whole numbers up to `most` a double can hold side by side, 1–4. */
function lanesOf(most: number): number {
  return Math.max(1, Math.min(valueLanes, Math.floor(exactBits / (Math.floor(Math.log2(Math.max(1, most))) + 1))));
}

function total(counts: Int32Array, sizes: Float64Array): number {
  let sum = 0;
  for (let cluster = 0; cluster < counts.length; cluster++) {
    sum += (counts[cluster] ?? 0) * (sizes[cluster] ?? 0);
  }
  return sum;
}

function packCounts({ counts, bits }: Lanes, packed: Float64Array): void {
  packed.fill(0);
  for (const [lane, values] of counts.entries()) {
    addScaled(values, 2 ** (bits * lane), packed);
  }
}

function addScaled(values: Int32Array, factor: number, sums: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    sums[i] = (sums[i] ?? 0) + (values[i] ?? 0) * factor;
  }
}

function addTag(tag: TagSums, { counts }: Lanes, { clusterWeights, weights, laneWeights }: Buffers): void {
  gather(clusterWeights, tag.clusters, weights);
  tag.addBits(weights, tag.bitSums);
  if (tag.valueSums.length > 0) {
    // Lanes that are not used keep what was there before: their sums are not read.
    for (const [lane, values] of counts.entries()) {
      gatherLane(values, tag.clusters, laneWeights, lane);
    }
    tag.addValues(laneWeights, tag.valueSums);
  }
}

function gather(packed: Float64Array, clusters: Int32Array, weights: Float64Array): void {
  for (let entry = 0; entry < clusters.length; entry++) {
    weights[entry] = packed[clusters[entry] ?? 0] ?? 0;
  }
}

function gatherLane(counts: Int32Array, clusters: Int32Array, weights: Float64Array, lane: number): void {
  for (let entry = 0; entry < clusters.length; entry++) {
    weights[entry * valueLanes + lane] = counts[clusters[entry] ?? 0] ?? 0;
  }
}

/** Returns the row after the last one written. */
function writeMeans(
  tag: TagSums,
  models: readonly ModelColumns[],
  { counts, bits }: Lanes,
  means: Float64Array,
  at: { readonly row: number; readonly first: number; readonly width: number },
): number {
  const bitWidth = tag.bitSums.length / tag.strata;
  const valueWidth = tag.valueSums.length / tag.strata;
  let { row } = at;
  for (let stratum = 0; stratum < tag.strata; stratum++) {
    const bitsFrom = stratum * bitWidth;
    for (let model = 0; model < models.length; model++) {
      const { points, present } = models[model] ?? noColumns;
      const items = tag.bitSums[bitsFrom + (present < 0 ? bitWidth - 1 : present)] ?? 0;
      const right = points.kind === "bits" ? (tag.bitSums[bitsFrom + points.column] ?? 0) : 0;
      const valuesFrom = stratum * valueWidth + points.column * valueLanes;
      for (let lane = 0; lane < counts.length; lane++) {
        const sum = points.kind === "bits" ? unpack(right, lane, bits) : (tag.valueSums[valuesFrom + lane] ?? 0);
        means[row * at.width + at.first + lane] = sum / unpack(items, lane, bits);
      }
      row += 1;
    }
  }
  return row;
}

const noColumns: ModelColumns = { points: { kind: "bits", column: 0 }, present: -1 };

/** Floors of divisions by powers of two are exact. */
function unpack(packed: number, lane: number, bits: number): number {
  const base = 2 ** bits;
  const shifted = Math.floor(packed / base ** lane);
  return shifted - Math.floor(shifted / base) * base;
}
