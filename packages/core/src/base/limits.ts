/** Named limits on bytes Viva did not write, each with its reason. */
export const limits = {
  /** One line of a JSON Lines file: a few thousand pages of text; anything longer is not one record a line. */
  lineBytes: 64 * 1024 * 1024,
  /** One cell of a CSV file: an unclosed quote would otherwise swallow the file. */
  cellCharacters: 4 * 1024 * 1024,
  /** A file that is parsed as one JSON or YAML value: parsing takes several times its size in memory. */
  wholeFileBytes: 512 * 1024 * 1024,
  /** A study file: the largest real one is a few kilobytes; YAML can be made to expand. */
  studyFileBytes: 4 * 1024 * 1024,
  /** One server reply: the longest reasoning traces are below 2 MB. */
  replyBytes: 64 * 1024 * 1024,
  /** Options of one item: published exams have at most 26 labels. */
  optionsPerItem: 26,
} as const;
