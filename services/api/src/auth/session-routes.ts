import { sessionList } from "@callflex/contracts/api/auth";
import { id } from "@callflex/contracts/common";
import { endOtherSessions, endSession } from "@callflex/domain/accounts/end-sessions";
import { listSessions } from "@callflex/domain/accounts/list-sessions";
import { z } from "zod";
import { requestOrigin } from "../http/request-origin.ts";
import { defineUserRoute, type Route } from "../http/route.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import { requireSession } from "./check-password.ts";
import type { AuthDeps } from "./routes.ts";

/** Where somebody is signed in. */
export function sessionRoutes({ auth, authDb }: AuthDeps): Route[] {
  return [
    defineUserRoute({
      method: "get",
      path: "/auth/sessions",
      operationId: "listSessions",
      tag: "auth",
      summary: "Where one is signed in",
      success: { status: 200, description: "The sessions, the last used first", schema: sessionList },
      async handler({ caller }) {
        return { body: { data: await listSessions(authDb, caller), nextCursor: null } };
      },
    }),
    defineUserRoute({
      method: "delete",
      path: "/auth/sessions",
      operationId: "endOtherSessions",
      tag: "auth",
      summary: "Sign out everywhere else",
      success: { status: 204, description: "Only this session is left" },
      async handler({ caller, req }) {
        requireSession(caller);
        await inAuthTransaction(auth, (tx) => endOtherSessions(tx, { ...caller, request: requestOrigin(req) }));
        return { body: undefined };
      },
    }),
    defineUserRoute({
      method: "delete",
      path: "/auth/sessions/{id}",
      operationId: "endSession",
      tag: "auth",
      summary: "Sign out somewhere",
      description: "Ends the session with its next request; live streams end with their next heartbeat.",
      params: z.strictObject({ id }),
      success: { status: 204, description: "The session has ended" },
      problems: [404],
      async handler({ caller, params, req }) {
        requireSession(caller);
        const input = { userId: caller.userId, sessionId: params.id, request: requestOrigin(req) };
        await inAuthTransaction(auth, (tx) => endSession(tx, input));
        return { body: undefined };
      },
    }),
  ];
}
