import { describe, expect, it } from "vitest";
import { isHubReference, parseHubReference } from "./hub-reference.ts";
import { hubAddress, hubCachePath } from "./hub-settings.ts";

describe("parseHubReference", () => {
  it.each([
    ["hf://datasets/o/n@v1.0/a/b.jsonl", "o", "n", "v1.0", "a/b.jsonl"],
    ["hf://datasets/o/n/b.json", "o", "n", "main", "b.json"],
    [
      "hf://datasets/o-x/n.y_z@refs/convert/parquet/en/test/0000.parquet",
      "o-x",
      "n.y_z",
      "refs/convert/parquet",
      "en/test/0000.parquet",
    ],
    ["hf://datasets/o/n@refs%2Fpr%2F4/f.csv", "o", "n", "refs/pr/4", "f.csv"],
    ["hf://datasets/o/n@0021f71/data/a file@2.json", "o", "n", "0021f71", "data/a file@2.json"],
    ["hf://o/n-GGUF@main/n-q8_0.gguf", "o", "n-GGUF", "main", "n-q8_0.gguf"],
    ["hf://o/n/model.safetensors", "o", "n", "main", "model.safetensors"],
  ])("reads %s", (text, owner, name, revision, file) => {
    const repository = text.startsWith("hf://datasets/") ? "dataset" : "model";
    expect(parseHubReference(text)).toEqual({ text, repository, owner, name, revision, file });
    expect(isHubReference(text)).toBe(true);
  });

  it.each([
    "hf://o/n/f.json",
    "hf://datasets/squad/f.json",
    "hf://datasets/o/n",
    "hf://datasets/o/n@main/",
    "hf://datasets/o/n@main/../../../etc/passwd",
    "hf://datasets/o/n@../f.json",
    "hf://datasets/o/n@%2e%2e%2f%2e%2e/f.json",
    "hf://datasets/o/n@%/f.json",
    "hf://datasets/../n/f.json",
    "hf://datasets/o/n@main/a//b.json",
    "hf://datasets/o/n@main/a\\b.json",
    "hf://datasets/o/n@main/a?b",
    "hf://datasets/o/n@main/a\u0000b",
    "hf://models/o/n/f.json",
    "hf://models/o/f.gguf",
    "hf://datasets/o/f.gguf",
    "hf://o/n@main/../f.gguf",
  ])("refuses %j", (text) => {
    expect(() => parseHubReference(text)).toThrow(expect.objectContaining({ code: "HUB_REFERENCE_INVALID" }));
  });

  it("leads to one address and one place in the cache", () => {
    const reference = parseHubReference("hf://datasets/o/n@refs/pr/4/a b/c.json");
    expect(hubAddress(reference, new URL("https://mirror.example/hf")).href).toBe(
      "https://mirror.example/hf/datasets/o/n/resolve/refs%2Fpr%2F4/a%20b/c.json",
    );
    expect(hubCachePath(reference, "/c")).toBe("/c/hub/datasets/o/n/refs%2Fpr%2F4/a b/c.json");
    const model = parseHubReference("hf://o/n@v1/m.gguf");
    expect(hubAddress(model, new URL("https://mirror.example/hf")).href).toBe(
      "https://mirror.example/hf/o/n/resolve/v1/m.gguf",
    );
    expect(hubCachePath(model, "/c")).toBe("/c/hub/models/o/n/v1/m.gguf");
  });
});
