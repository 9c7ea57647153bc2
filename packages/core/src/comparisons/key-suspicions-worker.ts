import { doThreadTask } from "../base/thread-task.ts";
import { suspectedKeys } from "../statistics/suspected-keys.ts";

// The thread that `startKeySuspicions` starts for a large field.
await doThreadTask(suspectedKeys);
