import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { detectServers } from "./detect-servers.ts";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(status: number, body: string | null): Promise<string> {
  const server = createServer((request, response) => {
    if (body !== null) {
      response.writeHead(request.url === "/v1/models" ? status : 500);
      response.end(body);
    }
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

it("finds servers that list models, and nothing else that listens", async () => {
  const vllm = await serve(200, '{"object":"list","data":[{"id":"Qwen/Qwen3-8B","object":"model"},{"id":7}]}');
  const empty = await serve(200, '{"object":"list","data":null}');
  const found = await detectServers(
    new Map([
      ["vllm", vllm],
      ["ollama", empty],
      ["a web page", await serve(200, "<html>")],
      ["another interface", await serve(200, '{"models":[]}')],
      ["locked", await serve(401, '{"object":"list","data":[]}')],
      ["silent", await serve(200, null)],
      ["nobody", "http://127.0.0.1:9/v1"],
    ]),
  );
  expect(found).toEqual([
    { preset: "vllm", baseUrl: vllm, models: ["Qwen/Qwen3-8B"] },
    { preset: "ollama", baseUrl: empty, models: [] },
  ]);
});
