import { VapiClient, VapiError, type Vapi } from "@vapi-ai/server-sdk";
import { isRetryableStatus, networkError, ProviderError, retryAfterMs } from "../errors.ts";

/** A recording as it comes from VAPI, or the part of it that was asked for. */
export interface RecordingStream {
  /** 200, or 206 for a part. */
  status: number;
  contentType: string | null;
  contentLength: string | null;
  contentRange: string | null;
  body: ReadableStream<Uint8Array>;
}

/** Reads calls. Every function throws `ProviderError`. */
export interface VapiCalls {
  /** Reads a call as it stands, with analysis and artifact once they are there; null when VAPI has no such call. */
  getCall(callId: string): Promise<Vapi.Call | null>;
  /**
   * Opens a call's recording (mono). VAPI answers with a redirect to storage that is signed for a short time; our key is
   * not shown there. (The SDK's own method drops the body, and its passthrough follows redirects by itself.)
   *
   * @param query.range value of a `Range` header
   * @param query.signal ends the transfer
   * @returns null when there is no recording (yet)
   */
  getRecordingStream(query: { callId: string; range?: string; signal?: AbortSignal }): Promise<RecordingStream | null>;
}

/** How to reach VAPI. */
export interface VapiOptions {
  apiKey: string;
  baseUrl: string;
  /** Limit of one request up to its headers. */
  timeoutMs?: number;
}

function statusError(status: number, message: string, wait?: string | null): ProviderError {
  return new ProviderError({
    provider: "vapi",
    retryable: isRetryableStatus(status),
    code: String(status),
    message,
    retryAfterMs: retryAfterMs(wait, new Date()),
  });
}

function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof VapiError) || error.statusCode === undefined) return networkError("vapi", error);
  const body = error.body as { message?: string | string[] } | undefined;
  const message = [body?.message ?? `VAPI answered with HTTP ${error.statusCode}`].flat().join("; ");
  return statusError(error.statusCode, message, error.rawResponse?.headers.get("retry-after"));
}

/** Aborts when the caller does, or when no headers came in time; `arrived` stops the clock, so that the body may flow. */
function headerLimit(timeoutMs: number, outer?: AbortSignal): { signal: AbortSignal; arrived: () => void } {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  const signal = outer ? AbortSignal.any([limit.signal, outer]) : limit.signal;
  return { signal, arrived: () => clearTimeout(timer) };
}

/** Makes the reader over the SDK, without the SDK's own repeats: whoever calls decides about those. */
export function createVapiCalls({ apiKey, baseUrl, timeoutMs = 10_000 }: VapiOptions): VapiCalls {
  const client = new VapiClient({ token: apiKey, baseUrl, maxRetries: 0, timeoutInSeconds: timeoutMs / 1000 });
  return {
    async getCall(callId) {
      try {
        return await client.calls.get({ id: callId });
      } catch (error) {
        const mapped = toProviderError(error);
        if (mapped.code === "404") return null;
        throw mapped;
      }
    },
    async getRecordingStream({ callId, range, signal: outer }) {
      const { signal, arrived } = headerLimit(timeoutMs, outer);
      const headers: Record<string, string> = range ? { range } : {};
      try {
        const address = `${baseUrl}/call/${encodeURIComponent(callId)}/mono-recording`;
        const authorization = `Bearer ${apiKey}`;
        let answer = await fetch(address, { headers: { ...headers, authorization }, redirect: "manual", signal });
        const target = answer.headers.get("location");
        if (answer.status >= 300 && answer.status < 400 && target) {
          await answer.body?.cancel();
          answer = await fetch(new URL(target, address), { headers, signal });
        }
        if (!answer.ok || !answer.body) {
          await answer.body?.cancel();
          if (answer.status === 404) return null;
          throw statusError(
            answer.status,
            `VAPI answered with HTTP ${answer.status}`,
            answer.headers.get("retry-after"),
          );
        }
        return {
          status: answer.status,
          contentType: answer.headers.get("content-type"),
          contentLength: answer.headers.get("content-length"),
          contentRange: answer.headers.get("content-range"),
          body: answer.body as ReadableStream<Uint8Array>,
        };
      } catch (error) {
        throw toProviderError(error);
      } finally {
        arrived();
      }
    },
  };
}
