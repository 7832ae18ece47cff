import { parseArgs } from "node:util";
import type { Pool } from "@callflex/db/pool";
import { findOutboxEvent } from "@callflex/domain/outbox/find-event";
import { listOutbox } from "@callflex/domain/outbox/list-deliveries";
import { replayEvents, type ReplayFilter } from "@callflex/domain/outbox/replay-events";
import { renderEvent, renderList } from "./render.ts";

/** What the person typed can't be carried out; the message says how it is meant. */
export class UsageError extends Error {
  override name = "UsageError";
}

export const USAGE = `Look at what was received and intended, and carry it out again.

  npm run outbox -- list [--state dead|parked|rejected|pending|handled] [--provider vapi] [--key <part of the key>] [--limit 50]
  npm run outbox -- show <event id>
  npm run outbox -- replay <event id>
  npm run outbox -- replay --state dead|parked|rejected [--provider vapi] [--type end-of-call-report]`;

const STATES = ["dead", "parked", "rejected", "pending", "handled"];
const REPLAYED_STATES = ["dead", "rejected", "parked"] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readArgs(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        state: { type: "string" },
        provider: { type: "string" },
        key: { type: "string" },
        type: { type: "string" },
        limit: { type: "string", default: "50" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function eventId(text: string | undefined): string {
  if (!text || !UUID.test(text)) throw new UsageError("Name one event by its id, as `list` shows it.");
  return text;
}

async function list(pool: Pool, options: ReturnType<typeof readArgs>["values"]): Promise<string> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError("--limit must be a whole number from 1.");
  if (options.state && !STATES.includes(options.state))
    throw new UsageError(`--state must be one of ${STATES.join(", ")}.`);
  const { state, provider, key } = options;
  return renderList(
    await listOutbox(pool, {
      ...(state ? { state } : {}),
      ...(provider ? { provider } : {}),
      ...(key ? { key } : {}),
      limit,
    }),
  );
}

function replayFilter(id: string | undefined, options: ReturnType<typeof readArgs>["values"]): ReplayFilter {
  if (id !== undefined) return { eventId: eventId(id) };
  const state = REPLAYED_STATES.find((one) => one === options.state);
  if (!state) throw new UsageError(`Name one event by its id, or all of --state ${REPLAYED_STATES.join("|")}.`);
  const { provider, type } = options;
  return { state, ...(provider ? { provider } : {}), ...(type ? { type } : {}) };
}

async function replay(pool: Pool, filter: ReplayFilter): Promise<string> {
  const count = await replayEvents(pool, filter);
  if (count > 0)
    return `${count === 1 ? "1 event is" : `${count} events are`} due again. The relay takes them up at once.`;
  return "eventId" in filter
    ? "Nothing was brought back: there is no such event, it is being carried out, or it is a stall that was counted."
    : "Nothing was brought back: no event matches.";
}

/**
 * Carries out one command of `npm run outbox`.
 *
 * @param args what was typed behind it
 * @returns the text to print
 * @throws {UsageError}
 */
export async function runOutboxCommand(pool: Pool, args: string[]): Promise<string> {
  const { positionals, values } = readArgs(args);
  const [command, id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`Too much was said: ${more.join(" ")}`);
  switch (command) {
    case undefined:
    case "help":
      return USAGE;
    case "list":
      return list(pool, values);
    case "show": {
      const event = await findOutboxEvent(pool, eventId(id));
      if (!event) throw new UsageError(`There is no event ${id}.`);
      return renderEvent(event);
    }
    case "replay":
      return replay(pool, replayFilter(id, values));
    default:
      throw new UsageError(`There is no command ${command}.`);
  }
}
