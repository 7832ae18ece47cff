import type { RequestHandler } from "express";
import type { Sandbox } from "../sandbox.ts";

/** Changes are gathered this long, so that a busy sandbox doesn't flood the page. */
const GATHER_MS = 150;
const HEARTBEAT_MS = 15_000;

/** `GET /sandbox/changes`: server-sent events that name the parts, and for calls the ids, that changed. */
export function changeStream(sandbox: Sandbox): RequestHandler {
  return (req, res) => {
    res.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      connection: "keep-alive",
      "x-accel-buffering": "no",
    });
    res.write("retry: 1000\n\n");
    const gathered = new Map<string, Set<string>>();
    let timer: NodeJS.Timeout | null = null;
    const flush = () => {
      timer = null;
      const changes = Object.fromEntries([...gathered].map(([part, ids]) => [part, [...ids].slice(-50)]));
      gathered.clear();
      res.write(`event: changes\ndata: ${JSON.stringify(changes)}\n\n`);
    };
    const unsubscribe = sandbox.store.changes.subscribe(({ part, id }) => {
      const ids = gathered.get(part) ?? new Set();
      if (id) ids.add(id);
      gathered.set(part, ids);
      timer ??= setTimeout(flush, GATHER_MS);
    });
    const heartbeat = setInterval(() => res.write(": alive\n\n"), HEARTBEAT_MS);
    const end = () => {
      unsubscribe();
      clearInterval(heartbeat);
      if (timer) clearTimeout(timer);
      res.end();
    };
    req.on("close", end);
    sandbox.stopping.addEventListener("abort", end, { once: true });
  };
}
