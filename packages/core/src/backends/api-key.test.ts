import { describe, expect, it } from "vitest";
import { redactSecrets } from "../base/secrets.ts";
import { apiKeyFor } from "./api-key.ts";

const environment = {
  OPENAI_API_KEY: "openai-key-1",
  DEEPSEEK_API_KEY: "deepseek-key-1",
  ANTHROPIC_API_KEY: "anthropic-key-1",
  GEMINI_API_KEY: "gemini-key-1",
  HOSPITAL_KEY: "hospital-key-1",
};

function keyFor(
  address: string,
  variable?: string,
  given: Readonly<Record<string, string>> = environment,
): string | null {
  return apiKeyFor(new URL(address), variable, given);
}

describe("a provider's key", () => {
  it.each([
    ["https://api.openai.com/v1", "openai-key-1"],
    ["https://eu.api.openai.com/v1", "openai-key-1"],
    ["https://hospital.openai.azure.com/openai/v1", "openai-key-1"],
    ["https://API.DEEPSEEK.COM/v1", "deepseek-key-1"],
    ["https://api.anthropic.com/v1", "anthropic-key-1"],
    ["https://generativelanguage.googleapis.com/v1beta", "gemini-key-1"],
  ])("goes to its own host: %s", (address, key) => {
    expect(keyFor(address)).toBe(key);
  });

  it.each([
    "http://127.0.0.1:8000/v1",
    "https://api.openai.com.evil.example/v1",
    "https://evil-openai.com/v1",
    "https://openai.com.evil.example/v1",
    "https://api.deepseek.com@evil.example/v1",
    "https://evil.example/api.openai.com/v1",
  ])("is not sent to %s, and refused there when the study names it", (address) => {
    expect(keyFor(address)).toBeNull();
    expect(() => keyFor(address, "OPENAI_API_KEY")).toThrow(expect.objectContaining({ code: "API_KEY_WRONG_HOST" }));
  });

  it.each([
    ["ANTHROPIC_API_KEY", "https://anthropic.com/v1"],
    ["ANTHROPIC_API_KEY", "https://api.anthropic.com.evil.example/v1"],
    ["GEMINI_API_KEY", "https://storage.googleapis.com/v1"],
    ["GEMINI_API_KEY", "https://evil.generativelanguage.googleapis.com/v1"],
  ])("%s goes to its one host only, not to %s", (variable, address) => {
    expect(keyFor(address)).toBeNull();
    expect(() => keyFor(address, variable)).toThrow(expect.objectContaining({ code: "API_KEY_WRONG_HOST" }));
  });

  it("is not sent to another provider", () => {
    expect(() => keyFor("https://api.deepseek.com/v1", "OPENAI_API_KEY")).toThrow(
      "OPENAI_API_KEY belongs to api.openai.com, not to api.deepseek.com",
    );
  });
});

describe("a server's own key", () => {
  it("is sent when the study names its variable", () => {
    expect(keyFor("https://llm.hospital.example/v1", "HOSPITAL_KEY")).toBe("hospital-key-1");
    expect(keyFor("https://llm.hospital.example/v1")).toBeNull();
  });

  it("may stand for a provider's, on that provider's host", () => {
    expect(keyFor("https://api.openai.com/v1", "HOSPITAL_KEY")).toBe("hospital-key-1");
  });

  it("is asked for when it is missing or empty", () => {
    expect(() => keyFor("https://api.mistral.ai/v1")).toThrow(
      "MISTRAL_API_KEY is not set, and api.mistral.ai needs it",
    );
    for (const value of ["", "  \n"]) {
      expect(() => keyFor("http://a/v1", "EMPTY", { EMPTY: value })).toThrow(
        expect.objectContaining({ code: "API_KEY_MISSING" }),
      );
    }
  });

  it("is taken without the line break of its file, and refused with anything else no header can carry", () => {
    expect(keyFor("http://a/v1", "K", { K: "line-break-key\r\n" })).toBe("line-break-key");
    for (const value of ["two words", "two\nlines", "ключ-keykey", "“quoted-key”"]) {
      const attempt = (): unknown => keyFor("http://a/v1", "K", { K: value });
      expect(attempt).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
      expect(attempt).not.toThrow(value);
    }
  });

  it("is known as a secret from then on", () => {
    expect(redactSecrets("wrong key: never-shown-key-7")).toContain("never-shown-key-7");
    keyFor("http://a/v1", "K", { K: "never-shown-key-7" });
    expect(redactSecrets("wrong key: never-shown-key-7")).toBe("wrong key: [redacted]");
  });
});
