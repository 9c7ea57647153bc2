import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("benchmarks perturbed exams, in small (nothing is said of speed)", { timeout: 240_000 }, () => {
  const script = fileURLToPath(new URL("../benchmarks/perturbed-exam.ts", import.meta.url));
  const args = [script, "--quick", "--items", "40", "--only", "typos-keyboard,punctuation", "--date", "2000-01-01"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).not.toContain("Error");
  expect(status).toBe(0);
  expect(stdout).toContain("Measured 2000-01-01.");
  expect(stdout.match(/^\| (typos|punctuation|all)[^|]*\| \w+ /gm)).toEqual([
    "| punctuation | en ",
    "| typos-keyboard | en ",
    "| all 2 together | en ",
    "| punctuation | zh ",
    "| all 1 together | zh ",
  ]);
  expect(stdout.match(/^\| (en|zh) \|.*$/gm)).toHaveLength(2);
  expect(stdout).not.toMatch(/NaN|Infinity/);
});
