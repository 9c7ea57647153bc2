/** Sums of one metric over the documents of a task. */
export interface MetricTally {
  readonly documents: number;
  /** Mean over the scored calls; null without any. */
  readonly mean: number | null;
  /** Sample standard deviation over the documents' means, divided by the square root of their count; null below two. */
  readonly standardError: number | null;
  /** Add a document: its scored calls' values, one a repeat. None adds nothing. */
  add(values: readonly number[]): void;
}

/** An empty tally; sums are kept by Welford's method, so that many equal values leave no residue. */
export function createMetricTally(): MetricTally {
  let documents = 0;
  let documentMean = 0;
  let squares = 0;
  let calls = 0;
  let callMean = 0;
  return {
    get documents() {
      return documents;
    },
    get mean() {
      return calls === 0 ? null : callMean;
    },
    get standardError() {
      return documents < 2 ? null : Math.sqrt(squares / (documents - 1) / documents);
    },
    add: (values) => {
      const [first] = values;
      if (first === undefined) {
        return;
      }
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      documents += 1;
      const before = mean - documentMean;
      documentMean += before / documents;
      squares += before * (mean - documentMean);
      for (const value of values) {
        calls += 1;
        callMean += (value - callMean) / calls;
      }
    },
  };
}
