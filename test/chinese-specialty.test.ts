import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Estimate } from "@viva/core";
import { expect, it } from "vitest";
import { gatherFields } from "../packages/core/src/comparisons/gather-fields.ts";
import { levelGap } from "../packages/core/src/comparisons/level-gap.ts";
import { runSettings } from "../packages/core/src/comparisons/run-settings.ts";
import { stratumProfiles } from "../packages/core/src/comparisons/stratum-profile.ts";
import { temporaryFolder } from "./run-folder.ts";
import { viva } from "./viva.ts";

const shipped = fileURLToPath(new URL("../packages/core/studies/chinese-specialty-exam.yaml", import.meta.url));

it("runs as shipped: seven specialties, two levels, their combinations, and the gap within kinds", async () => {
  await using folder = await temporaryFolder();
  const run = async (...args: string[]) => await viva(args, { cwd: folder.path });
  const listed = await run("new", "study", "--list");
  expect(listed.stdout).toMatch(/^chinese-specialty-exam +Seven specialties at two professional levels/mu);
  copyFileSync(shipped, join(folder.path, "study.yaml"));
  expect(await run("run", "study.yaml", "--out", "run")).toMatchObject({ code: 0, stderr: expect.any(String) });

  const { fields, records } = await gatherFields([join(folder.path, "run")]);
  const [field] = fields;
  const [record] = records;
  if (field === undefined || record === undefined) {
    throw new Error("the run has no field");
  }
  const settings = runSettings(record);
  const profiles = stratumProfiles(field, settings);
  expect(profiles.map(({ tags, models }) => [tags.join("+"), models[0]?.cells.length])).toEqual([
    ["specialty", 7],
    ["level", 2],
    ["kind", 2],
    ["specialty+level", 14],
    ["level+kind", 4],
  ]);
  // Every cell is the accuracy that the run itself states for its stratum.
  const estimates = JSON.parse(readFileSync(join(folder.path, "run/estimates.json"), "utf8")) as Estimate[];
  for (const { model, cells } of profiles[3]?.models ?? []) {
    for (const { stratum, value, nItems } of cells) {
      const row = estimates.find(
        (one) =>
          one.measure === "accuracy" &&
          one.model === model &&
          one.denominator === "posed" &&
          Object.keys(one.stratum).length === 2 &&
          one.stratum["specialty"] === stratum["specialty"] &&
          one.stratum["level"] === stratum["level"],
      );
      expect(row).toMatchObject({ value: expect.closeTo(value ?? Number.NaN, 12), nItems });
    }
  }
  // Ten questions a specialty: every cell is small and has its pooled value.
  expect(profiles[0]?.models.every(({ cells }) => cells.every(({ small, pooled }) => small && pooled !== null))).toBe(
    true,
  );
  const gap = levelGap(field, settings);
  expect(gap).toMatchObject({ lower: { level: "attending", nItems: 35 }, higher: { level: "senior", nItems: 35 } });
  expect(gap?.within).toBe("kind");
  expect(gap?.models).toHaveLength(4);
});

it("sits an exam of one's own with the field map of its comments", async () => {
  await using folder = await temporaryFolder();
  const specialties = ["心血管内科", "肾内科", "神经内科"];
  const rows = Array.from({ length: 36 }, (_, row) =>
    [
      `q${row}`,
      `第${row}题，最可能的诊断是`,
      ...["甲", "乙", "丙", "丁", "戊"].map((option) => `${option}${row}`),
      row % 3 === 0 ? "AC" : "B",
      specialties[row % 3],
      row < 18 ? "attending" : "senior",
    ].join(","),
  );
  const header = "id,question,option_a,option_b,option_c,option_d,option_e,answer,specialty,level";
  writeFileSync(join(folder.path, "exam.csv"), `${[header, ...rows].join("\n")}\n`);
  // Take the comment marks off the second dataset and the first one away, as the comment says.
  const text = readFileSync(shipped, "utf8")
    .replace(/^dataset: .*\n/mu, "")
    .replace(/^# dataset:\n(?:# {3,}.*\n)+/mu, (block) => block.replace(/^# /gmu, ""));
  writeFileSync(join(folder.path, "study.yaml"), text);
  const end = await viva(["run", "study.yaml", "--out", "run", "--models", "longest-option,random-option"], {
    cwd: folder.path,
  });
  expect(end.code, end.stderr).toBe(0);
  const { fields } = await gatherFields([join(folder.path, "run")]);
  expect(fields[0]?.itemIds).toHaveLength(36);
  expect(fields[0]?.tags.get("specialty")?.values).toHaveLength(3);
  const asked = await viva(["decide", "run", "--model", "longest-option", "--language", "zh"], { cwd: folder.path });
  expect(asked.stdout).toContain("心血管内科");
});
