/** Named limits on files and archives other tools wrote, each with its reason. */
export const importLimits = {
  /** One value taken whole out of a JSON file: a sample with its transcript. Parsing takes several times its size. */
  valueBytes: 64 * 1024 * 1024,
  /** A results file read whole: the largest real ones (hundreds of tasks with their settings) are a few megabytes. */
  resultsBytes: 128 * 1024 * 1024,
  /** Entries of an archive: a log of a million samples. More are a bomb made of names. */
  archiveEntries: 1_000_000,
  /** One unpacked entry of an archive: one sample; the largest met, with agent transcripts, are below 100 MB. */
  entryBytes: 256 * 1024 * 1024,
  /** All unpacked entries together: more than any disk of logs met, far less than a bomb claims. */
  archiveBytes: 256 * 1024 * 1024 * 1024,
  /** Unpacked size over packed size. JSON logs reach 30; deflate's own limit is 1032, which only bombs come near. */
  packingRatio: 250,
  /** Below this unpacked size the ratio says nothing: a small sample may repeat one word. */
  ratioFromBytes: 4 * 1024 * 1024,
  /** Files below a folder: a campaign's, not a whole disk's. */
  filesInFolder: 100_000,
} as const;
