import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("benchmarks both sides of every comparison, in small (nothing is said of speed)", { timeout: 180_000 }, () => {
  const script = fileURLToPath(new URL("../benchmarks/run.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--quick", "--date", "2000-01-01"], {
    encoding: "utf8",
  });
  expect(stderr).not.toContain("Error");
  expect(status).toBe(0);
  expect(stdout).toContain("Measured 2000-01-01.");
  expect(stdout.match(/^## .*/gm)).toEqual([
    "## CPU a sample",
    "## Calls a second",
    "## Memory, and a finished run issued again",
  ]);
  const rows = stdout.split("\n").filter((line) => /\*\*\d/.test(line));
  expect(rows.map((row) => row.split("|").length - 2)).toEqual([11, 11, 11, 11, 4, 4]);
  expect(stdout).not.toContain("NaN");
});

it("benchmarks an import of recorded replies, in small (nothing is said of speed)", { timeout: 180_000 }, () => {
  const script = fileURLToPath(new URL("../benchmarks/imported-replies.ts", import.meta.url));
  const args = [script, "--quick", "--replies", "400", "--date", "2000-01-01"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr).not.toContain("Error");
  expect(status).toBe(0);
  expect(stdout).toContain("Measured 2000-01-01.");
  expect(stdout.match(/^## .*/gm)).toEqual(["## 100 replies", "## 400 replies", "## Memory"]);
  const rows = stdout.split("\n").filter((line) => /^\| \D+ \| (\*\*)?\d/.test(line));
  expect(rows.map((row) => row.split("|").length - 2)).toEqual([...Array(10).fill(5), 3, 3]);
  expect(stdout).not.toContain("NaN");
});

it("benchmarks knowledge seeds, in small (nothing is said of speed)", { timeout: 180_000 }, () => {
  const script = fileURLToPath(new URL("../benchmarks/knowledge-seeds.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--quick", "--date", "2000-01-01"], {
    encoding: "utf8",
  });
  expect(stderr).not.toContain("Error");
  expect(status).toBe(0);
  expect(stdout).toContain("Measured 2000-01-01.");
  const rows = stdout.split("\n").filter((line) => /^\| [12] \|/.test(line));
  expect(rows.map((row) => row.split("|").length - 2)).toEqual([9, 9]);
  expect(stdout).not.toContain("NaN");
});
