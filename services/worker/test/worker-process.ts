import { runWorker, type WorkerProcessOptions } from "./run-worker.ts";

/** A worker as a process of its own, for tests that kill it. Its one argument is its options as JSON. */
await runWorker(JSON.parse(process.argv[2] ?? "{}") as WorkerProcessOptions);
process.send?.("ready");
