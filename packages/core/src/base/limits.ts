/** Named limits on bytes Viva did not write, each with its reason. */
export const limits = {
  /** One line of a JSON Lines file: a few thousand pages of text; anything longer is not one record a line. */
  lineBytes: 64 * 1024 * 1024,
  /** One cell of a CSV file: an unclosed quote would otherwise swallow the file. */
  cellCharacters: 4 * 1024 * 1024,
  /** A file that is parsed as one JSON or YAML value: parsing takes several times its size in memory. */
  wholeFileBytes: 512 * 1024 * 1024,
  /** One row group of a Parquet file, unpacked: groups are read whole, and writers make them of some 100 MB at most. */
  parquetGroupBytes: 512 * 1024 * 1024,
  /** Values of one column in a row group: a few bytes can claim billions of equal ones. */
  parquetGroupValues: 16 * 1024 * 1024,
  /** One file of a dataset on the Hugging Face Hub: exams are below 1 GB. */
  hubFileBytes: 8 * 1024 * 1024 * 1024,
  /** One file of a model on the Hugging Face Hub: the largest are split at 50 GB. */
  hubModelBytes: 128 * 1024 * 1024 * 1024,
  /** A study file: the largest real one is a few kilobytes; YAML can be made to expand. */
  studyFileBytes: 4 * 1024 * 1024,
  /** One server reply: the longest reasoning traces are below 2 MB. */
  replyBytes: 64 * 1024 * 1024,
  /** Options of one item: published exams have at most 26 labels. */
  optionsPerItem: 26,
} as const;
