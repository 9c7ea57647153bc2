/** A string, or one of the words that Python writes for numbers JSON does not have. */
const stringOrWord = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * JSON as Python's json module writes it: NaN and Infinity, which no JSON reader takes, become null. Throws SyntaxError
 * as JSON.parse does.
 */
export function parsePythonJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!text.includes("NaN") && !text.includes("Infinity")) {
      throw error;
    }
    return JSON.parse(text.replace(stringOrWord, (found) => (found.startsWith('"') ? found : "null")));
  }
}
