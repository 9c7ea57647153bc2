/** C0 and C1 controls but tab, line feed and carriage return; the two non-characters XML and HTML forbid. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/gu;
/** Characters that reorder the text around them: embeddings, overrides, isolates and marks. */
const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text that is safe to put on a page, into XML or on a terminal: control characters become their printed pictures
 * (NUL → ␀), lone surrogates and non-characters become U+FFFD. One UTF-16 unit stays one unit, so that spans still
 * point at the same place. Tabs and line breaks stay.
 *
 * @example printableText("a\u0000b\ud800") // "a␀b\ufffd"
 */
export function printableText(text: string): string {
  return text.toWellFormed().replace(controls, (control) => {
    const code = control.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}

/**
 * A name for one line of a table, figure or terminal: `printableText`, every run of white space one space, and
 * characters that reorder their surroundings made visible as U+FFFD (a name never needs them).
 */
export function singleLine(text: string): string {
  return printableText(text).replace(bidiControls, "\ufffd").replace(/\s+/gu, " ").trim();
}
