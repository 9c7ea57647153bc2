import { singleLine } from "../figures/printable-text.ts";
import type { ReportInput } from "../records/report-input.ts";
import { type ReportTexts, type TextKey, textsEn } from "./texts.en.ts";
import { textsEs } from "./texts.es.ts";
import { textsZh } from "./texts.zh.ts";

/** How a report speaks: its texts and its number formats. */
export interface ReportWords {
  readonly language: ReportInput["language"];
  /** A text with its `{places}` filled. */
  text(key: TextKey, values?: Readonly<Record<string, string>>): string;
  /** The report's word for a name of the data ("reason" + "annulled" → "annulled"), else the name itself on one line. */
  named(group: NameGroup, name: string): string;
  /** A tag's value: the report's word for those of known exams ("level", "senior"), else the value on one line. */
  tagValue(tag: string, value: string): string;
  /** The report's word for a name, or null when it has none. */
  known(group: NameGroup, name: string): string | null;
  /** A rate 0–1 as a percentage with one decimal; "not estimable" for null, NaN and infinities. */
  percent(rate: number | null): string;
  /** A rate as a percentage without decimals, for axes and limits. */
  wholePercent(rate: number): string;
  /** "[68.1, 76.2]" in per cent; empty without an interval. */
  interval(bounds: { readonly low: number | null; readonly high: number | null }): string;
  /** Several names in one sentence: "a, b". */
  list(parts: readonly string[]): string;
  /** A name and what it stands for: "specialty: neurology". */
  pair(name: string, value: string): string;
  /** A whole number with its thousands apart. */
  count(value: number): string;
  /** A number with a fixed count of decimals and the language's decimal sign. */
  decimal(value: number, decimals: number): string;
}

/** Groups of names the texts know words for. */
export type NameGroup =
  | "reason"
  | "denominator"
  | "method"
  | "measure"
  | "perturbation"
  | "operator"
  | "instruction"
  | "criterion"
  | "kind"
  | "tag"
  | "outcome"
  | "finish"
  | "why"
  | "textScore"
  | "yardstick"
  | "role";

const textsByLanguage: Readonly<Record<ReportInput["language"], ReportTexts>> = {
  en: textsEn,
  zh: textsZh,
  es: textsEs,
};

const noBreakSpace = "\u00a0";

/** Number signs by language, fixed here so that no machine's locale tables change a report's bytes. */
const signs = {
  en: { decimal: ".", thousands: ",", percent: "%", between: ", ", list: ", ", colon: ": ", groupFrom: 1000 },
  zh: { decimal: ".", thousands: ",", percent: "%", between: ", ", list: "、", colon: "：", groupFrom: 1000 },
  // Spanish leaves four figures together and parts longer numbers with a space (RAE, Ortografía 2010).
  es: {
    decimal: ",",
    thousands: noBreakSpace,
    percent: `${noBreakSpace}%`,
    between: "; ",
    list: ", ",
    colon: ": ",
    groupFrom: 10_000,
  },
} as const;

/** The words and number formats of one language. */
export function reportWords(language: ReportInput["language"]): ReportWords {
  const texts = textsByLanguage[language];
  const sign = signs[language];
  const decimal = (value: number, decimals: number): string => {
    const fixed = Math.abs(value).toFixed(decimals);
    const negative = value < 0 && Number(fixed) !== 0;
    return `${negative ? "−" : ""}${fixed.replace(".", sign.decimal)}`;
  };
  const text: ReportWords["text"] = (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
  const find = (key: string): string | null => (isTextKey(key) ? texts[key] : null);
  const known: ReportWords["known"] = (group, name) => find(`${group}.${name}`);
  return {
    language,
    text,
    known,
    tagValue: (tag, value) => find(`tagValue.${tag}.${value}`) ?? singleLine(value),
    named: (group, name) => known(group, name) ?? singleLine(name),
    percent: (rate) =>
      rate === null || !Number.isFinite(rate) ? text("value.notEstimable") : decimal(rate * 100, 1) + sign.percent,
    wholePercent: (rate) => decimal(rate * 100, 0) + sign.percent,
    interval: ({ low, high }) =>
      low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)
        ? ""
        : `[${decimal(low * 100, 1)}${sign.between}${decimal(high * 100, 1)}]`,
    list: (parts) => parts.join(sign.list),
    pair: (name, value) => `${name}${sign.colon}${value}`,
    count: (value) => {
      const digits = String(Math.abs(Math.round(value)));
      const grouped = Math.abs(value) < sign.groupFrom ? digits : digits.replace(/\B(?=(?:\d{3})+$)/gu, sign.thousands);
      return (value < 0 ? "−" : "") + grouped;
    },
    decimal,
  };
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(textsEn, key);
}
