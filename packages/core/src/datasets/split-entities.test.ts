import { expect, it } from "vitest";
import { splitEntities } from "./split-entities.ts";

it.each<[unknown, string[]]>([
  ["高血压，急性心肌梗死", ["高血压", "急性心肌梗死"]],
  ["气管插管, 机械通气,引流", ["气管插管", "机械通气", "引流"]],
  ["头痛(剧烈, 阵发)，呕吐（喷射，频繁）", ["头痛(剧烈, 阵发)", "呕吐（喷射，频繁）"]],
  ["恶心、呕吐, 腹痛", ["恶心、呕吐", "腹痛"]],
  [",乏力,头晕，乏力", ["乏力", "头晕"]],
  ["头痛)，呕吐", ["头痛)", "呕吐"]],
  ["无", []],
  ["", []],
  [null, []],
  [undefined, []],
])("splits %j", (cell, entities) => {
  expect(splitEntities(cell)).toEqual(entities);
});
