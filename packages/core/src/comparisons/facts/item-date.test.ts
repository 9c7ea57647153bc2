import { expect, it } from "vitest";
import { isAfter, parseItemDate } from "./item-date.ts";

it.each([
  ["2021", { year: 2021, month: null }],
  [" 2021 ", { year: 2021, month: null }],
  ["2021年", { year: 2021, month: null }],
  ["2024-1", { year: 2024, month: null }],
  ["2021-08", { year: 2021, month: 8 }],
  ["2021/08/14", { year: 2021, month: 8 }],
  ["2021-08-14T10:00:00Z", { year: 2021, month: 8 }],
  ["2021年8月", { year: 2021, month: 8 }],
  ["2021年12月3日", { year: 2021, month: 12 }],
])("reads %j as a date", (text, date) => {
  expect(parseItemDate(text)).toEqual(date);
});

it.each(["", "21", "12021", "2021-13", "2021-00", "2021-08-32", "spring 2021", "1821", "2021-2022"])(
  "does not read %j",
  (text) => {
    expect(parseItemDate(text)).toBeNull();
  },
);

it.each([
  [{ year: 2023, month: null }, "2022-06", true],
  [{ year: 2021, month: null }, "2022-06", false],
  [{ year: 2022, month: null }, "2022-06", null],
  [{ year: 2022, month: null }, "2022-12", false],
  [{ year: 2022, month: 6 }, "2022-06", false],
  [{ year: 2022, month: 7 }, "2022-06", true],
] as const)("%j after %s: %s", (date, last, after) => {
  expect(isAfter(date, last)).toBe(after);
});
