// In a thread of its own: what reads may be busy for seconds, and what it allocates lies outside every heap's limit.
import { workerData } from "node:worker_threads";

const { memoryMb, timeMs } = workerData;
const parent = process.ppid;
const startedAt = performance.now();

setInterval(() => {
  const isOrphan = process.ppid !== parent;
  const isLate = performance.now() - startedAt > timeMs;
  if (process.memoryUsage.rss() > memoryMb * 1024 ** 2 || isLate || isOrphan) process.kill(process.pid, "SIGKILL");
}, 20);
