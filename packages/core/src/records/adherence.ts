/** How a reply kept to the form it was asked for. */
export interface Adherence {
  /** The raw reply, as it came, keeps to the instruction. */
  readonly strict: boolean;
  /** It does so as it came, or without markdown emphasis, or without its first line, its last line or both. */
  readonly loose: boolean;
}
