import type { Permission } from "@callflex/contracts/permissions";
import type { VerbContext } from "@callflex/domain/context";
import type { Request, Response } from "express";
import { z } from "zod";
import type { Caller, UserCaller } from "../auth/authenticate.ts";
import type { ProblemStatus } from "./problem.ts";

/** Nothing may be given. */
const nothing = z.strictObject({});
type Nothing = typeof nothing;

/** What a route answers when all goes well. */
export interface Success<R extends z.ZodType = z.ZodType> {
  status: 200 | 201 | 202 | 204 | 303;
  description: string;
  /** Shape of the JSON body; absent for an empty answer and for streams. */
  schema?: R;
  /** Media type of a stream, or the ones that it can have. */
  media?: string | readonly string[];
  /** Headers of the answer with what they say. */
  headers?: Record<string, string>;
  /** What a request for a part of the stream (Range) gets; absent where that isn't possible. */
  partial?: string;
}

/** What the document says of a route, whoever may use it. */
interface RouteText<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** OpenAPI form, below /api/v1: `/calls/{id}`. */
  path: string;
  operationId: string;
  tag: string;
  summary: string;
  description?: string;
  params?: P;
  query?: Q;
  /** Headers of the request that the route heeds beyond those that every route of its kind does, with what they say. */
  requestHeaders?: Record<string, string>;
  body?: B;
  /** Bytes that the body may have, where it is more than 100 kB. */
  bodyLimit?: number;
  success: Success<R>;
  /** Statuses of problems beyond those that every route of its kind can have. */
  problems?: ProblemStatus[];
}

/** A successful answer. */
export interface Reply<T> {
  body: T;
  headers?: Record<string, string | string[]>;
}

/** What every handler gets. */
export interface RouteInput<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  req: Request;
}

/** Input of a route that works inside an organization. */
export type OrganizationInput<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = RouteInput<
  P,
  Q,
  B
> & {
  caller: Caller;
  /** Open transaction with the tenant context, and who acts. */
  ctx: VerbContext;
  /** Versions named by If-Match, null without that header. */
  versions: number[] | null;
};

/** A route as it is mounted and documented; made by the functions below, which alone know its types. */
export interface Route {
  text: RouteText<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>;
  params: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodType | null;
  access: "public" | "user" | "organization";
  /** What the caller's role must include. */
  permission: Permission | null;
  idempotent: boolean;
  versioned: boolean;
  /** Does the work; for organization routes in one transaction. */
  handle(input: unknown): Promise<Reply<unknown>>;
  /** Writes a stream after the transaction, from what `handle` returned. */
  stream: ((prepared: unknown, exchange: StreamExchange) => Promise<void>) | null;
  /** Asks others than the database after the transaction, from what `handle` returned, and answers. */
  remote: ((prepared: unknown) => Promise<Reply<unknown>>) | null;
}

/** What a stream is written with. */
export interface StreamExchange {
  req: Request;
  res: Response;
  caller: Caller;
}

type Handler<I, T> = (input: I) => Promise<Reply<T>>;

function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(
  text: RouteText<P, Q, B, R>,
  rest: Pick<Route, "access" | "handle"> & Partial<Route>,
): Route {
  return {
    text: text as unknown as Route["text"],
    params: text.params ?? nothing,
    query: text.query ?? nothing,
    body: text.body ?? null,
    permission: null,
    idempotent: false,
    versioned: false,
    stream: null,
    remote: null,
    ...rest,
  };
}

/** A route that needs no sign-in. */
export function definePublicRoute<
  R extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(spec: RouteText<P, Q, B, R> & { handler: Handler<RouteInput<P, Q, B>, z.input<R>> }): Route {
  return route(spec, { access: "public", handle: (input) => spec.handler(input as RouteInput<P, Q, B>) });
}

/** A route of the signed-in user that belongs to no organization. */
export function defineUserRoute<
  R extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(spec: RouteText<P, Q, B, R> & { handler: Handler<RouteInput<P, Q, B> & { caller: UserCaller }, z.input<R>> }): Route {
  return route(spec, {
    access: "user",
    handle: (input) => spec.handler(input as RouteInput<P, Q, B> & { caller: UserCaller }),
  });
}

/**
 * A route inside an organization. Its handler runs in one transaction with that tenant's context, after the role was
 * found to include `permission`.
 */
export function defineRoute<
  R extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(
  spec: RouteText<P, Q, B, R> & {
    permission: Permission;
    /** Honours Idempotency-Key: for what costs money or sends something. */
    idempotent?: boolean;
    /** Honours If-Match. */
    versioned?: boolean;
    handler: Handler<OrganizationInput<P, Q, B>, z.input<R>>;
  },
): Route {
  return route(spec, {
    access: "organization",
    permission: spec.permission,
    idempotent: spec.idempotent ?? false,
    versioned: spec.versioned ?? false,
    handle: (input) => spec.handler(input as OrganizationInput<P, Q, B>),
  });
}

/** A route inside an organization that streams: `prepare` runs in the transaction, `stream` after it, holding nothing. */
export function defineStreamRoute<T, P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing>(
  spec: RouteText<P, Q, Nothing, z.ZodType> & {
    permission: Permission;
    prepare: (input: OrganizationInput<P, Q, Nothing>) => Promise<T>;
    stream: (prepared: T, exchange: StreamExchange) => Promise<void>;
  },
): Route {
  return route(spec, {
    access: "organization",
    permission: spec.permission,
    handle: async (input) => ({ body: await spec.prepare(input as OrganizationInput<P, Q, Nothing>) }),
    stream: (prepared, exchange) => spec.stream(prepared as T, exchange),
  });
}

/**
 * A route inside an organization that asks a provider: `prepare` runs in the transaction, after which `remote` waits for the
 * provider without holding anything.
 */
export function defineRemoteRoute<
  T,
  R extends z.ZodType,
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodType = Nothing,
>(
  spec: RouteText<P, Q, B, R> & {
    permission: Permission;
    prepare: (input: OrganizationInput<P, Q, B>) => Promise<T>;
    remote: (prepared: T) => Promise<Reply<z.input<R>>>;
  },
): Route {
  return route(spec, {
    access: "organization",
    permission: spec.permission,
    handle: async (input) => ({ body: await spec.prepare(input as OrganizationInput<P, Q, B>) }),
    remote: (prepared) => spec.remote(prepared as T),
  });
}
