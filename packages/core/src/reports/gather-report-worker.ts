import { doThreadTask } from "../base/thread-task.ts";
import { gatherReport } from "./gather-report.ts";

// The thread that `examine` starts: reads what a report shows of a run's replies.
await doThreadTask((folder: string) => gatherReport(folder));
