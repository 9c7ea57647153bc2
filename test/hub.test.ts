import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startViva, viva } from "./viva.ts";

const fixture = fileURLToPath(new URL("../packages/core/src/datasets/__fixtures__/medmcqa.parquet", import.meta.url));
const content = readFileSync(fixture);
const sha256 = createHash("sha256").update(content).digest("hex");
const reference = "hf://datasets/owner/medmcqa@v1/data/validation.parquet";
const study = `name: from-the-hub
dataset: { use: medmcqa, path: "${reference}" }
models: [{ id: first, backend: constant-label }]
reports: [json]
`;

let folder = "";
let origin = "";
let server: Server | undefined;
const asked: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-hub-study-"));
  writeFileSync(join(folder, "study.yaml"), study);
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url?.includes("/endless/") === true) {
      // Announces a file and never sends it.
      response.writeHead(200, { "content-length": 1000, etag: '"endless"' });
      response.write("x");
      return;
    }
    const known = request.url === "/datasets/owner/medmcqa/resolve/v1/data/validation.parquet";
    response.writeHead(known ? 200 : 404, known ? { etag: `"${sha256}"`, "x-repo-commit": "c".repeat(40) } : {});
    response.end(known ? content : "");
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
});
afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (more: Record<string, string> = {}) => ({
  cwd: folder,
  env: { HF_ENDPOINT: origin, VIVA_CACHE: join(folder, "cache"), ...more },
});

describe("a dataset on the Hugging Face Hub", () => {
  it("is missing offline: exit 3, the file and the way out named, nothing asked", async () => {
    const end = await viva(["run", "study.yaml", "--out", "run"], at({ VIVA_OFFLINE: "1" }));
    expect(end.code).toBe(3);
    expect(end.stderr).toContain("HUB_OFFLINE");
    expect(end.stderr).toContain(reference);
    expect(end.stderr).toContain("VIVA_CACHE");
    expect(asked).toEqual([]);
  });

  it("is fetched once for items, plan and run, and used offline from then on", async () => {
    const items = await viva(["items", "medmcqa", reference, "--strict", "--json"], at());
    expect(items.code).toBe(0);
    expect(JSON.parse(items.stdout).counts.items).toBe(3);
    expect(asked).toHaveLength(1);

    const offline = at({ HF_HUB_OFFLINE: "1" });
    expect(await viva(["plan", "study.yaml"], offline)).toMatchObject({ code: 0 });
    expect(await viva(["run", "study.yaml", "--out", "run"], offline)).toMatchObject({ code: 0 });
    const record = JSON.parse(readFileSync(join(folder, "run/run.json"), "utf8"));
    expect(record.specification.exams[0].files).toEqual([{ path: reference, sha256 }]);
    const [firstItem = ""] = readFileSync(join(folder, "run/items.jsonl"), "utf8").split("\n");
    expect(JSON.parse(firstItem)).toMatchObject({ id: "fixture-0001", accepted: [["C"]] });
    expect(asked).toHaveLength(1);
  });

  it("is another file under another cache, and the run is recognised as the same", async () => {
    const end = await viva(["run", "study.yaml", "--out", "run"], at({ VIVA_CACHE: join(folder, "other") }));
    expect(end.code).toBe(0);
    expect(end.stdout).toContain("Every call of this run was finished before");
    expect(asked).toHaveLength(2);
  });

  it("can be interrupted while it comes: exit 130, and no run folder yet", async () => {
    writeFileSync(join(folder, "slow.yaml"), study.replace("owner/medmcqa@v1", "owner/endless"));
    const running = startViva(["run", "slow.yaml", "--out", "slow"], at());
    while (!asked.some((url) => url.includes("/endless/"))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    running.child.kill("SIGINT");
    expect((await running.ended).code).toBe(130);
    expect(existsSync(join(folder, "slow"))).toBe(false);
  });

  it("is refused when it is not there or not well written", async () => {
    const unknown = await viva(["items", "medmcqa", "hf://datasets/owner/none/x.json"], at());
    expect(unknown).toMatchObject({ code: 3 });
    expect(unknown.stderr).toContain("HUB_NOT_FOUND");
    const wrong = await viva(["items", "medmcqa", "hf://datasets/owner/x.json"], at());
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toContain("HUB_REFERENCE_INVALID");
  });
});
