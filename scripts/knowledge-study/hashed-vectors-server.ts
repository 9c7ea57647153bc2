import { hash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createWordTokenizer } from "../../packages/core/src/text/word-tokenizer.ts";

/** Numbers in a vector. */
export const vectorLength = 512;

/** A server of vectors that is running. */
export interface VectorServer {
  /** Address for `baseUrl`. */
  readonly baseUrl: string;
  /** Texts it was asked about so far. */
  readonly asked: number;
  close(): Promise<void>;
}

/**
 * Starts a server on the loopback address that speaks `POST /v1/embeddings`. Its vectors are hashed bags of words: each word
 * of Viva's word tokenizer adds 1 + ln(times) to the place that its hash names, with the sign that its hash gives. It is no
 * embedding model and knows no medicine: it stands in for one, so that the way through a server is the true one.
 *
 * Source: Weinberger et al. 2009, arXiv 0902.2206 (feature hashing).
 */
export async function startHashedVectorsServer(): Promise<VectorServer> {
  const words = await createWordTokenizer();
  let asked = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const send = (status: number, body: unknown): void => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      };
      if (request.url !== "/v1/embeddings") {
        send(404, { error: { message: "POST /v1/embeddings is all there is here" } });
        return;
      }
      const { input, model } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { input: string; model: string };
      asked += 1;
      const embedding = hashedVector(words(input));
      send(200, { object: "list", data: [{ object: "embedding", index: 0, embedding }], model, usage: null });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get asked() {
      return asked;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The hashed bag of a text's words. */
export function hashedVector(words: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const word of words) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const vector = new Array<number>(vectorLength).fill(0);
  for (const [word, count] of counts) {
    const bits = hash("sha256", word, "buffer").readUInt32LE(0);
    const place = bits % vectorLength;
    const sign = bits >>> 31 === 0 ? 1 : -1;
    vector[place] = (vector[place] ?? 0) + sign * (1 + Math.log(count));
  }
  return vector.map((one) => Number(one.toFixed(4)));
}
