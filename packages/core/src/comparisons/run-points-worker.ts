import { doThreadTask } from "../base/thread-task.ts";
import { readPoints } from "./run-points.ts";

// The thread that `readRunPoints` starts for a large run: reads the points while the choices are read.
await doThreadTask(readPoints);
