import { createServer } from "node:http";
import { chatReplies } from "./chat-replies.ts";

/**
 * A server with chat completions that answers at once or after a fixed time, in a process of its own. The path says
 * how: /<reply size>/<service time in ms>/v1/chat/completions. GET /arrivals/<from>/<to> tells how many milliseconds
 * passed between the arrivals of two requests (numbered from 1) and counts from 1 again, so that both sides of a
 * comparison are measured by the same clock, from outside.
 */
const replies = { short: chatReplies("short"), long: chatReplies("long") };
let arrivals: number[] = [];

const server = createServer((request, response) => {
  const [, first, second, third] = (request.url ?? "").split("/");
  if (first === "arrivals") {
    const elapsedMs = (arrivals[Number(third) - 1] ?? Number.NaN) - (arrivals[Number(second) - 1] ?? Number.NaN);
    arrivals = [];
    response.end(JSON.stringify({ elapsedMs }));
    return;
  }
  arrivals.push(performance.now());
  const serviceTimeMs = Number(second);
  const variants = first === "long" ? replies.long : replies.short;
  const body = variants[arrivals.length % variants.length] ?? Buffer.alloc(0);
  const answer = (): void => {
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.end(body);
  };
  request.resume();
  request.on("end", () => {
    if (serviceTimeMs > 0) {
      setTimeout(answer, serviceTimeMs);
    } else {
      answer();
    }
  });
});
// A connection lasts as long as its client, however slow or paused the machine is.
server.keepAliveTimeout = 0;
server.headersTimeout = 0;
server.requestTimeout = 0;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(JSON.stringify({ port: typeof address === "object" && address !== null ? address.port : 0 }));
});
// The parent's end of the pipe closes however the parent ends.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
