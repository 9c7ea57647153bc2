/** Named limits on graphs, each with its reason. */
export const graphLimits = {
  /** An identifier or a name: the longest names in use (IUPAC, Chinese formulas) are below 600 characters. */
  nameCharacters: 1000,
  /** Relations: their codes and direction share 16 bits. */
  relations: 32_767,
  /** Types of entities: their codes take 16 bits. */
  types: 65_535,
  /** Entities: their codes take 32 bits, and their names must fit into memory. */
  entities: 50_000_000,
  /** A file of facts in YAML, which is parsed whole. */
  yamlBytes: 16 * 1024 * 1024,
} as const;
