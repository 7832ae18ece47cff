import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.ts";

/** A client of the API: paths, parameters, bodies and answers are the document's. */
export type ApiClient = Client<paths>;

/** What a client is made with. */
export interface ApiClientOptions {
  /** Address of the installation, without a path: `https://api.example.com`. */
  baseUrl: string;
  /** API key of the organization, or a session's token; leave it out where a cookie says who asks. */
  token?: string;
  /** Sent with every request. */
  headers?: Record<string, string>;
  fetch?: (request: Request) => Promise<Response>;
}

/** Makes a client of the API. */
export function createApiClient({ baseUrl, token, headers, fetch }: ApiClientOptions): ApiClient {
  return createClient<paths>({
    baseUrl: `${baseUrl.replace(/\/+$/, "")}/api/v1`,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...(fetch ? { fetch } : {}),
  });
}
