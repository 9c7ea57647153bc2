import type { Field } from "../field.ts";

/** When an item was set: a year, with its month (1–12) where that is known. */
export interface ItemDate {
  readonly year: number;
  readonly month: number | null;
}

/** A year alone, or with what numbers a sitting: `2024-1` is an edition of 2024, not its January. */
const yearPattern = /^((?:19|20)\d\d)(?:年|[-/.]\d)?$/;
const monthPattern = /^((?:19|20)\d\d)[-/.](0[1-9]|1[0-2])(?:[-/.](?:0[1-9]|[12]\d|3[01])(?:T.*)?)?$/;
const chinesePattern = /^((?:19|20)\d\d)年\s*(0?[1-9]|1[0-2])月(?:\s*(?:0?[1-9]|[12]\d|3[01])日)?$/;

/**
 * A date as exams write it: `2021`, `2021-08`, `2021-08-14`, also with `/` or `.`, 2021年 and 2021年8月. A month has two
 * digits unless 月 stands behind it. Null for anything else.
 *
 * @example parseItemDate("2021-08-14") // { year: 2021, month: 8 }
 */
export function parseItemDate(text: string): ItemDate | null {
  const trimmed = text.trim();
  const dated = monthPattern.exec(trimmed) ?? chinesePattern.exec(trimmed);
  if (dated !== null) {
    return { year: Number(dated[1]), month: Number(dated[2]) };
  }
  const year = yearPattern.exec(trimmed)?.[1];
  return year === undefined ? null : { year: Number(year), month: null };
}

/** The date of every item by its tag `date`, else `year`: the earliest where it has several; null without one. */
export function itemDates(field: Field): readonly (ItemDate | null)[] {
  return field.itemIds.map((_, item) => datesOf(field, "date", item) ?? datesOf(field, "year", item));
}

function datesOf(field: Field, name: string, item: number): ItemDate | null {
  const tag = field.tags.get(name);
  const dates = (tag?.ofItem[item] ?? []).flatMap((code) => parseItemDate(tag?.values[code] ?? "") ?? []);
  const [earliest] = dates.sort((a, b) => a.year - b.year || (a.month ?? 13) - (b.month ?? 13));
  return earliest ?? null;
}

/**
 * Whether an item is newer than a month (YYYY-MM), the last of a model's training data. An item of that very month
 * counts as before. With the year alone it cannot be told within the year of the month, unless that is December: then
 * null.
 *
 * @example isAfter({ year: 2024, month: null }, "2023-12") // true
 */
export function isAfter({ year, month }: ItemDate, last: string): boolean | null {
  const [lastYear = 0, lastMonth = 0] = last.split("-").map(Number);
  if (year !== lastYear) {
    return year > lastYear;
  }
  if (lastMonth === 12) {
    return false;
  }
  return month === null ? null : month > lastMonth;
}
