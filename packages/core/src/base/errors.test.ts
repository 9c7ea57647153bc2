import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errorCodes } from "./error-codes.ts";
import { BugError, DataError, describePlace, exitCodeOf, UsageError, writeError } from "./errors.ts";
import { registerSecret } from "./secrets.ts";
import { vivaVersion } from "./version.ts";

describe("errors", () => {
  it("say where and what, and carry the code's remedy", () => {
    const error = new DataError("DATASET_ROW_INVALID", "no stem", { place: { file: "a.csv", line: 3, itemId: "q1" } });
    expect(error.message).toBe("a.csv:3 (item q1): no stem");
    expect(error.remedy).toBe(errorCodes.DATASET_ROW_INVALID.remedy);
    expect(exitCodeOf(error)).toBe(3);
  });

  it("give each kind its exit code, and anything unknown the bug's", () => {
    expect(exitCodeOf(new UsageError("STUDY_INVALID", "x"))).toBe(2);
    expect(exitCodeOf(new BugError("INTERNAL", "x"))).toBe(1);
    expect(exitCodeOf(new TypeError("x"))).toBe(1);
  });

  it("never show a secret", () => {
    registerSecret("topsecret-12345");
    const error = new UsageError(
      "API_KEY_MISSING",
      "header Bearer abcdefghijkl and topsecret-12345 and sk-abcdefghijkl",
    );
    expect(error.message).toBe("header Bearer [redacted] and [redacted] and sk-[redacted]");
  });

  it("tell a full disk from another failed write", () => {
    expect(writeError("f", Object.assign(new Error("no space"), { code: "ENOSPC" })).code).toBe("DISK_FULL");
    expect(writeError("f", Object.assign(new Error("denied"), { code: "EACCES" })).code).toBe("FILE_WRITE_FAILED");
  });

  it("describe places", () => {
    expect(describePlace({})).toBe("");
    expect(describePlace({ line: 4 })).toBe("line 4");
    expect(describePlace({ itemId: "q" })).toBe("item q");
  });

  it("all have a meaning and a remedy that are sentences", () => {
    for (const [code, { meaning, remedy }] of Object.entries(errorCodes)) {
      expect(`${code} ${meaning}`).toMatch(/\.$/);
      expect(`${code} ${remedy}`).toMatch(/[.:]$|\)\.?$/);
    }
  });
});

describe("vivaVersion", () => {
  it("is the package's", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      version: string;
    };
    expect(vivaVersion).toBe(manifest.version);
  });
});
