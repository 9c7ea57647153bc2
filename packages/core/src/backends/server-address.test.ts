import { expect, it } from "vitest";
import { addressProblem, servicePath } from "./server-address.ts";

it.each([
  ["http://127.0.0.1:8000/v1", "/v1/chat/completions"],
  ["http://127.0.0.1:8000/v1/", "/v1/chat/completions"],
  ["http://127.0.0.1:8000", "/chat/completions"],
  [
    "https://x.openai.azure.com/openai/deployments/a?api-version=1",
    "/openai/deployments/a/chat/completions?api-version=1",
  ],
])("%s has its chat completions at %s", (address, path) => {
  expect(servicePath(new URL(address), "chat/completions")).toBe(path);
  expect(addressProblem(address)).toBeNull();
});

it.each([
  "http://me:secret-word@host/v1",
  "http://me@host/v1",
  "http://host/v1?api_key=secret-word",
  "http://host/v1?access_token=secret-word",
  "http://host/v1?sig=secret-word",
])("%s may not stand in a study, and the reason does not repeat it", (address) => {
  const problem = addressProblem(address);
  expect(problem).toContain("apiKeyEnv");
  expect(problem).not.toContain("secret-word");
});

it("does not take anything for an address", () => {
  expect(addressProblem("not an address")).toBe("not an address");
});
