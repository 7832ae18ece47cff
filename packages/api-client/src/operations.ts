import { createFinalURL, createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
import type { paths } from "./schema.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";

type KeysOf<P extends keyof paths> = {
  [M in Method]: paths[P][M] extends { responses: unknown } ? `${Uppercase<M>} ${P}` : never;
}[Method];

/** An operation of the API by its method and path, `GET /calls/{id}`. */
export type OperationKey = { [P in keyof paths]: KeysOf<P> }[keyof paths];

/** The operations of one method. */
export type OperationBy<M extends Uppercase<Method>> = Extract<OperationKey, `${M} ${string}`>;

type Operation<K extends OperationKey> = K extends `${infer M} ${infer P extends keyof paths}`
  ? paths[P][Lowercase<M> & Method]
  : never;

type ParametersOf<K extends OperationKey> = Operation<K> extends { parameters: infer T } ? T : never;

/** Places in which an operation takes something: those that the document leaves empty can't be given. */
type Places<T> = { [N in keyof T]-?: [NonNullable<T[N]>] extends [never] ? never : N }[keyof T];

/** What an operation takes as its body; never for one without. */
export type BodyOf<K extends OperationKey> =
  Operation<K> extends { requestBody: { content: { "application/json": infer B } } } ? B : never;

/** Parameters of an operation by their place: `path`, `query`, `header`. */
export type PlacesOf<K extends OperationKey> = Pick<ParametersOf<K>, Places<ParametersOf<K>>>;

/** All that an operation takes. */
export type InputOf<K extends OperationKey> = PlacesOf<K> &
  ([BodyOf<K>] extends [never] ? { body?: undefined } : { body: BodyOf<K> });

/** The input as the last argument of a function: left out where nothing has to be given. */
export type InputArgument<T> = Record<never, never> extends T ? [input?: T] : [input: T];

type Responses<K extends OperationKey> = Operation<K> extends { responses: infer R } ? R : never;

/** What an operation answers when all goes well; never where that is no JSON. */
export type AnswerOf<K extends OperationKey> = {
  [S in keyof Responses<K> & (200 | 201 | 202)]: Responses<K>[S] extends {
    content: { "application/json": infer A };
  }
    ? A
    : never;
}[keyof Responses<K> & (200 | 201 | 202)];

/** A request as it goes over the wire. */
export interface WireRequest {
  method: string;
  /** Below the address of the installation. */
  url: string;
  headers: Record<string, string>;
  /** JSON; undefined for none. */
  body: string | undefined;
}

const querySerializer = createQuerySerializer();

/**
 * Makes the request of an operation.
 *
 * @param baseUrl address of the installation, without a path
 */
export function requestOf(
  baseUrl: string,
  operation: OperationKey,
  input: { path?: unknown; query?: unknown; header?: unknown; body?: unknown } = {},
): WireRequest {
  const [method = "", path = ""] = operation.split(" ");
  const params = { path: input.path as Record<string, unknown>, query: input.query as Record<string, unknown> };
  const given = Object.entries((input.header ?? {}) as Record<string, string | undefined>);
  const hasBody = input.body !== undefined;
  return {
    method,
    url: createFinalURL(path, {
      baseUrl: `${baseUrl}/api/v1`,
      params,
      querySerializer,
      pathSerializer: defaultPathSerializer,
    }),
    headers: {
      ...(Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<string, string>),
      ...(hasBody ? { "content-type": "application/json" } : {}),
    },
    body: hasBody ? JSON.stringify(input.body) : undefined,
  };
}
