import { readFileSync } from "node:fs";
import type { NameLanguage } from "../name-variants.ts";
import type { NamedOption } from "../option-namings.ts";

/** An explanation with what it says of each option, labelled by a person. */
export interface ArguedOptions {
  readonly language: NameLanguage;
  readonly options: readonly NamedOption[];
  readonly text: string;
  /** By label; options it does not speak of are missing. */
  readonly said: Readonly<Record<string, "for" | "against">>;
}

/** The labelled explanations of `__golden__/option-arguments.txt`. */
export function arguedOptions(): readonly ArguedOptions[] {
  return readFileSync(new URL("../__golden__/option-arguments.txt", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [language = "", options = "", said = "", ...text] = line.split("|").map((part) => part.trim());
      return {
        language: language as NameLanguage,
        options: [...options.matchAll(/(?:^|\s)([A-Z1-9])(?:=(.*?))?(?=\s[A-Z1-9](?:=|\s|$)|$)/gu)].map(
          ([, label = "", own]) => ({ id: label, label, text: own ?? "" }),
        ),
        text: text.join(" | ").replaceAll("\\n", "\n"),
        said: Object.fromEntries(
          said
            .trim()
            .split(/\s+/u)
            .filter((one) => one !== "")
            .map((one) => [one.slice(0, 1), one.endsWith("+") ? "for" : "against"]),
        ),
      };
    });
}
