import { UsageError } from "@viva/core";

/** Languages that tables are printed in. */
export const languages = ["en", "es", "zh"] as const;

/**
 * The language of a command's tables: the flag's, else the study's, else English. Throws ARGUMENT_INVALID for a flag
 * that names none of them.
 */
export function languageOf(flag: string | undefined, ofStudy: () => unknown): (typeof languages)[number] {
  const wanted = flag ?? ofStudy();
  const found = languages.find((code) => code === wanted);
  if (flag !== undefined && found === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `--language ${flag}: known are ${languages.join(", ")}`);
  }
  return found ?? "en";
}
