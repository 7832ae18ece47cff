import type { PrismaClient } from "@callflex/db/prisma";
import type { Logger } from "@callflex/platform/logger";

/** A stream that is open, and for whom. */
export interface KeptStream {
  /** The user or the API key. */
  callerId: string;
  /** The session or the API key, by which the reader was let in. */
  credentialId: string;
  organizationId: string;
  /** Called at each heartbeat while the session and the membership, or the API key, hold. */
  beat(): void;
  /** Called when they don't any more, and when the process stops. */
  end(): void;
}

/** Knows the open streams, keeps them alive, and ends those whose reader may not listen any more. */
export interface StreamKeeper {
  add(stream: KeptStream): void;
  remove(stream: KeptStream): void;
  /** Open streams of a user or an API key. */
  count(callerId: string): number;
  /** Checks all streams and beats; the clock calls it. */
  beatAll(): Promise<void>;
  close(): void;
}

/** Proxies commonly cut silent connections after 30 or 60 seconds. */
const HEARTBEAT_MS = 15_000;

/** One query for all streams: pairs of credential and organization that still hold. */
async function stillAllowed(authDb: PrismaClient, streams: KeptStream[]): Promise<Set<string>> {
  const rows = await authDb.$queryRaw<{ key: string }[]>`
    WITH open AS (
      SELECT credential_id, organization_id
      FROM unnest(${streams.map((stream) => stream.credentialId)}::uuid[], ${streams.map((stream) => stream.organizationId)}::uuid[])
        AS stream (credential_id, organization_id)
    )
    SELECT s.id || ' ' || m.organization_id AS key
    FROM open
    JOIN sessions s ON s.id = open.credential_id AND s.expires_at > now()
    JOIN organization_members m ON m.user_id = s.user_id AND m.organization_id = open.organization_id
    UNION
    SELECT k.id || ' ' || k.organization_id
    FROM open
    JOIN api_keys k ON k.id = open.credential_id AND k.organization_id = open.organization_id
    WHERE k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`;
  return new Set(rows.map((row) => row.key));
}

/** Makes the keeper and starts its clock. */
export function createStreamKeeper({ authDb, logger }: { authDb: PrismaClient; logger: Logger }): StreamKeeper {
  const streams = new Set<KeptStream>();

  async function beatAll(): Promise<void> {
    const open = [...streams];
    if (open.length === 0) return;
    // With the database away nobody can be checked; streams stay, because they carry nothing then.
    const allowed = await stillAllowed(authDb, open).catch((error: unknown) => {
      logger.warn({ err: error }, "the readers of live streams can't be checked for the moment");
      return null;
    });
    for (const stream of open) {
      if (!streams.has(stream)) continue;
      if (!allowed || allowed.has(`${stream.credentialId} ${stream.organizationId}`)) stream.beat();
      else stream.end();
    }
  }

  const clock = setInterval(() => void beatAll(), HEARTBEAT_MS);
  return {
    add: (stream) => void streams.add(stream),
    remove: (stream) => void streams.delete(stream),
    count: (callerId) => [...streams].filter((stream) => stream.callerId === callerId).length,
    beatAll,
    close() {
      clearInterval(clock);
      for (const stream of streams) stream.end();
    },
  };
}
