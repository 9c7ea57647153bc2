/** Scripts whose characters take a full em: Hangul, CJK, kana, full-width forms. */
const fullWidth = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/**
 * Estimated width of a text in CSS pixels, for leaving room beside an axis where no browser can measure it.
 * Full-width characters count one em, others 0.56 em: a little wide for most sans-serif faces, so labels do not clip.
 */
export function textWidth(text: string, fontSizePx: number): number {
  let ems = 0;
  for (const character of text) {
    ems += fullWidth.test(character) ? 1 : 0.56;
  }
  return Math.ceil(ems * fontSizePx);
}

/** The text cut with "…" so that its estimated width stays within `maxPx`; unchanged when it fits. */
export function fitText(text: string, fontSizePx: number, maxPx: number): string {
  if (textWidth(text, fontSizePx) <= maxPx) {
    return text;
  }
  let kept = "";
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, fontSizePx) > maxPx) {
      break;
    }
    kept += character;
  }
  return `${kept}…`;
}
