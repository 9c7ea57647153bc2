/** How many different codes some rows of a column have. Codes count from 0, without large gaps. */
export function distinctCodes(column: Int32Array, rows: Int32Array): number {
  let most = 0;
  // Counted loops: an iterator makes an object for every row here, and there are many rows and many strata.
  for (let i = 0; i < rows.length; i++) {
    most = Math.max(most, column[rows[i] ?? 0] ?? 0);
  }
  // Codes count from 0 without gaps, so a mark for each is smaller than a set.
  const seen = new Uint8Array(most + 1);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = column[rows[i] ?? 0] ?? 0;
    if (seen[code] === 0) {
      seen[code] = 1;
      count += 1;
    }
  }
  return count;
}
