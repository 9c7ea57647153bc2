/**
 * The least a merge can do: read every input and write one output. Arguments: the output, then the inputs; what is
 * written are the bytes of the first input. Reads and writes are in pieces of 8 MB, and the output is synced.
 */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";

const [out, ...inputs] = process.argv.slice(2);
if (out === undefined || inputs.length === 0) {
  throw new Error("an output and inputs are wanted");
}
const pieceBytes = 8 * 1024 * 1024;
const pieces = inputs.map(() => Buffer.alloc(pieceBytes));
const files = inputs.map((path) => openSync(path, "r"));
const target = openSync(out, "w");
const size = Math.max(...files.map((file) => fstatSync(file).size));
for (let at = 0; at < size; at += pieceBytes) {
  files.forEach((file, index) => {
    const piece = pieces[index];
    const count = piece === undefined ? 0 : readSync(file, piece, 0, pieceBytes, at);
    if (index === 0 && piece !== undefined && count > 0) {
      writeSync(target, piece, 0, count, at);
    }
  });
}
fsyncSync(target);
closeSync(target);
