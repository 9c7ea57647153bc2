const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The letter of the option at a place from 0: A, B, …, Z; past Z its number from 1. */
export function optionLetter(index: number): string {
  return letters[index] ?? String(index + 1);
}
