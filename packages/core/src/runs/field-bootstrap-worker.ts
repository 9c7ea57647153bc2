import { parentPort, workerData } from "node:worker_threads";
import { resampleField } from "../statistics/field-resamples.ts";
import type { FieldBootstrapTask } from "./field-bootstrap.ts";

// The thread that `bootstrapField` starts: one range of resamples, handed back without a copy.
const { field, range } = workerData as FieldBootstrapTask;
const resamples = resampleField(field, range);
parentPort?.postMessage(resamples, [resamples.means.buffer as ArrayBuffer]);
