import http from "node:http";
import https from "node:https";
import type { WebhookOutcome } from "./webhook.ts";

/** Longest answer that is read, in bytes. */
const ANSWER_LIMIT = 1_000_000;

const httpAgent = new http.Agent({ keepAlive: true, maxSockets: 256 });
const httpsAgent = new https.Agent({ keepAlive: true, maxSockets: 256 });

/**
 * Sends one POST request. Redirects are not followed, as no provider follows them for webhooks.
 *
 * node:http and not fetch: a burst of calls sends thousands of webhooks a second, and fetch takes three times the work.
 *
 * @param timeoutMs until the answer is complete
 * @param signal ends the request early
 * @returns the answer, or why there is none; never throws
 */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<WebhookOutcome> {
  if (signal.aborted) return noAnswer("the sandbox stopped");
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return noAnswer(`"${url}" is no web address`);
  const request = () => exchange(new URL(url), Buffer.from(body), headers, timeoutMs, signal);
  const first = await request();
  // The other side may close a kept connection at the moment it is used again; then nothing of the request was read.
  return first === "stale connection" ? asOutcome(await request()) : first;
}

function exchange(
  url: URL,
  body: Buffer,
  headers: Record<string, string>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<WebhookOutcome | "stale connection"> {
  return new Promise((resolve) => {
    const secure = url.protocol === "https:";
    const options = {
      method: "POST",
      agent: secure ? httpsAgent : httpAgent,
      headers: { ...headers, "content-length": body.length },
    };
    const request = (secure ? https : http).request(url, options);
    let settled = false;
    const settle = (outcome: WebhookOutcome | "stale connection") => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      resolve(outcome);
    };
    const giveUp = (reason: string) => {
      settle(noAnswer(reason));
      request.destroy();
    };
    const stop = () => giveUp("the sandbox stopped");
    const timer = setTimeout(() => giveUp(`no answer within ${timeoutMs} ms`), timeoutMs);
    signal.addEventListener("abort", stop);

    request.on("error", (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === "ECONNRESET" || error.code === "EPIPE");
      settle(stale ? "stale connection" : noAnswer(error.message || (error.code ?? "no connection")));
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= ANSWER_LIMIT) chunks.push(chunk);
      });
      response.on("error", (error) => settle(noAnswer(error.message)));
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        settle({ status: response.statusCode ?? null, body: text, error: null });
      });
    });
    request.end(body);
  });
}

function asOutcome(result: WebhookOutcome | "stale connection"): WebhookOutcome {
  return result === "stale connection" ? noAnswer("the connection was closed") : result;
}

function noAnswer(error: string): WebhookOutcome {
  return { status: null, body: "", error };
}
