import type { MergeTensor } from "./define.ts";
import type { SparseTaskVector } from "./sparse-task-vectors.ts";
import { selectNothing, topMagnitudes } from "./top-magnitudes.ts";

/** What of one model's task vector is kept: elements of these ranks by magnitude, the largest having rank 0. */
export interface KeptRanks {
  readonly weight: number;
  /** First rank that is kept. */
  readonly from: number;
  /** First rank after it that is not; as many as there are elements keeps everything from `from`. */
  readonly to: number;
}

/** Task vectors of which magnitudes of certain ranks are kept; equal magnitudes are ranked by index, lowest first. */
export function trimmedTaskVectors(
  tensor: MergeTensor,
  kept: readonly KeptRanks[],
  keepsMagnitude: boolean,
): SparseTaskVector[] {
  const concerned = kept.flatMap(({ weight, from, to }, model) =>
    weight !== 0 && (from > 0 || to < tensor.elements) ? [{ model, from, to }] : [],
  );
  const selections = topMagnitudes(
    tensor,
    concerned.map(({ model, from, to }) => ({
      counts: [from, to],
      values: (block) => {
        const values = block.model(model);
        tensor.kernels.subtract(values, block.base());
        return values;
      },
    })),
  );
  return kept.map(({ weight, from }, model) => {
    const index = concerned.findIndex((one) => one.model === model);
    if (index < 0) {
      return { weight, drop: null, keepsMagnitude };
    }
    const [dropped = selectNothing, top = selectNothing] = selections[index] ?? [];
    let tiesDropped = dropped.ties;
    let tiesKept = top.ties;
    return {
      weight,
      keepsMagnitude,
      restart: () => {
        tiesDropped = dropped.ties;
        tiesKept = top.ties;
      },
      drop: (values) => {
        tiesKept = tensor.kernels.keepTop(values, top.threshold, tiesKept);
        if (from > 0) {
          // What was zeroed is below the threshold and stays zero: it cannot be taken for one of the largest.
          tiesDropped = tensor.kernels.dropTop(values, dropped.threshold, tiesDropped);
        }
      },
    };
  });
}
