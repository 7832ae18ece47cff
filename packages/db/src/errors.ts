import { isTransient, isTransientState } from "./transaction.ts";

/** What the database refused, in the few kinds that callers tell apart. */
export type DatabaseFault =
  | { kind: "unique"; constraint: string | null }
  | { kind: "missing_reference"; constraint: string | null }
  | { kind: "not_found" }
  | { kind: "forbidden" }
  | { kind: "last_owner" }
  | { kind: "invalid_value" }
  | { kind: "transient" };

/** What a driver adapter reports: in `cause` of its own error (a commit that fails), in `meta` of Prisma's errors. */
interface DriverCause {
  kind?: string;
  originalCode?: string;
  originalMessage?: string;
  constraint?: { index?: string; fields?: string[] };
}

/** Prisma codes without an SQL state: no connection, none in time, or a transaction that lost its own. */
const TRANSIENT_PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2034"]);
const TRANSIENT_DRIVER_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TransactionWriteConflict",
  "TooManyConnections",
]);

function driverCause(error: Error): DriverCause | undefined {
  const meta = (error as { meta?: { driverAdapterError?: { cause?: DriverCause } } }).meta;
  if (meta?.driverAdapterError?.cause) return meta.driverAdapterError.cause;
  return error.name === "DriverAdapterError" ? (error.cause as DriverCause | undefined) : undefined;
}

function faultOfState(state: string, constraint: string | null): DatabaseFault | null {
  switch (state) {
    case "23505":
      return { kind: "unique", constraint };
    case "23503":
      return { kind: "missing_reference", constraint };
    case "42501":
      return { kind: "forbidden" };
    case "CF001":
      return { kind: "last_owner" };
    case "22P02":
    case "22003":
    case "22007":
    case "22008":
    case "22009":
    case "22021":
    case "22P05":
    case "23514":
      return { kind: "invalid_value" };
    default:
      return null;
  }
}

/**
 * Tells what went wrong in the database, for errors of Prisma, of its driver adapter and of pg alike.
 *
 * @returns null for anything else: a fault of ours, to be reported as such
 */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null;
  const code = (error as { code?: unknown }).code;
  if (code === "P2025") return { kind: "not_found" };
  if (isTransient(error)) return { kind: "transient" };
  const cause = driverCause(error);
  const state = cause?.originalCode ?? (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : undefined);
  if (state && !/^P[12]\d{3}$/.test(state)) {
    if (isTransientState(state, cause?.originalMessage ?? error.message)) return { kind: "transient" };
    const constraint = cause?.constraint?.index ?? (error as { constraint?: string }).constraint ?? null;
    return faultOfState(state, constraint);
  }
  if (typeof code === "string" && TRANSIENT_PRISMA_CODES.has(code)) return { kind: "transient" };
  if (cause?.kind && TRANSIENT_DRIVER_KINDS.has(cause.kind)) return { kind: "transient" };
  return null;
}
