/** Scripts whose characters take two columns of a terminal: Hangul, CJK, kana, full-width forms. */
const twoColumns = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns of a terminal that a text without control characters takes; characters that join to the one before take none. */
export function displayColumns(text: string): number {
  let columns = 0;
  for (const character of text) {
    columns += /\p{Mn}|\p{Me}|\p{Cf}/u.test(character) ? 0 : twoColumns.test(character) ? 2 : 1;
  }
  return columns;
}
