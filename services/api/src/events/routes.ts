import { callerId } from "../auth/authenticate.ts";
import { HttpProblem } from "../http/problem.ts";
import { defineStreamRoute, type Route } from "../http/route.ts";
import type { LiveBus } from "./live-bus.ts";
import { parseCursor, type LiveCursor } from "./live-cursor.ts";
import type { StreamKeeper } from "./stream-keeper.ts";
import { writeStream } from "./write-stream.ts";

/** Streams that one user or API key may have open in one process: more than any number of tabs that somebody looks at. */
const STREAMS_PER_CALLER = 20;

/** Where the client was; a damaged id counts as one from before everything, so that the client is told to reload. */
function lastSeen(header: string | undefined): LiveCursor | null {
  return header ? (parseCursor(header) ?? { xid: -1n, seq: 0 }) : null;
}

/** The live stream. */
export function eventRoutes({ bus, keeper }: { bus: LiveBus; keeper: StreamKeeper }): Route[] {
  return [
    defineStreamRoute({
      method: "get",
      path: "/events/stream",
      operationId: "streamEvents",
      tag: "events",
      summary: "What happens in the organization, as it happens (Server-Sent Events)",
      description:
        "Each event names its type in `event` and carries `{ type, callId, phoneNumberId, assistantId, at }` as data. `Last-Event-ID` resumes without a gap. " +
        "The event `resync` says that some events are lost: load everything anew. A comment comes every 15 s at least.",
      permission: "calls.read",
      requestHeaders: { "Last-Event-ID": "The id of the last event that arrived; the stream goes on behind it" },
      success: { status: 200, description: "The stream", media: "text/event-stream" },
      async prepare({ ctx, caller }) {
        if (keeper.count(callerId(caller)) >= STREAMS_PER_CALLER) {
          throw new HttpProblem("rate_limited", "Too many live streams are open. Close some tabs.", {
            headers: { "Retry-After": "15" },
          });
        }
        return {
          callerId: callerId(caller),
          credentialId: caller.kind === "user" ? caller.sessionId : caller.apiKeyId,
          organizationId: ctx.actor.organizationId,
        };
      },
      async stream(reader, { req, res }) {
        if (req.method === "HEAD") return void res.type("text/event-stream").end();
        writeStream({ res, bus, keeper, reader, after: lastSeen(req.get("last-event-id")) });
      },
    }),
  ];
}
