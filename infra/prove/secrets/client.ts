import type { Stage } from "./stage.ts";

/** What was answered. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // Each step knows what it asked for.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** Sends requests and keeps every error answer, to be looked through later. */
export interface Client {
  /** @param headers such as the session's cookie */
  send(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  errors: { request: string; sent: string; text: string }[];
}

/** Makes a client that pretends to be a page of the web app. */
export function createClient({ web }: Pick<Stage, "web">): Client {
  const errors: Client["errors"] = [];
  return {
    errors,
    async send(method, url, body, headers = {}) {
      const response = await fetch(url, {
        method,
        headers: { origin: web, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const sent = typeof body === "string" ? body : (JSON.stringify(body) ?? "");
      const { status } = response;
      if (status >= 400) errors.push({ request: `${method} ${new URL(url).pathname}: ${status}`, sent, text });
      const json = text && response.headers.get("content-type")?.includes("json");
      return { status, headers: response.headers, text, body: json ? JSON.parse(text) : undefined };
    },
  };
}

/** The Cookie header that an answer's cookies make. */
export function cookiesOf({ headers }: Pick<Answer, "headers">): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** Repeats a look until it sees something. @throws naming what was waited for, after a minute */
export async function waitFor<T>(what: string, look: () => Promise<T | undefined | null | false>): Promise<T> {
  for (const until = Date.now() + 60_000; Date.now() < until;) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${what} didn't come within a minute`);
}
