/**
 * A rough count of a text's tokens, for planning only: 0.75 a Han character, kana or Hangul syllable, one for every
 * four other characters. Real tokenizers differ by a third either way; servers report true counts.
 */
export function estimateTokens(text: string): number {
  let wide = 0;
  let narrow = 0;
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) >= 0x2e80) {
      wide += 1;
    } else {
      narrow += 1;
    }
  }
  return Math.ceil(wide * 0.75 + narrow / 4);
}
