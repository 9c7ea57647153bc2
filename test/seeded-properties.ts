import { env } from "node:process";
import fc from "fast-check";

// The suite is the same each time; the slow one draws afresh, and a failure prints the seed that repeats it.
if (env["VIVA_SLOW"] === undefined) {
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_120 });
}
