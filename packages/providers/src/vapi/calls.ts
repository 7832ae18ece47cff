import type { Vapi } from "@vapi-ai/server-sdk";
import { answerUnlessMissing, createVapiClient, statusError, toProviderError, type VapiOptions } from "./client.ts";

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

/** Aborts when the caller does, or when no headers came in time; `arrived` stops the clock, so that the body may flow. */
function headerLimit(timeoutMs: number, outer?: AbortSignal): { signal: AbortSignal; arrived: () => void } {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  const signal = outer ? AbortSignal.any([limit.signal, outer]) : limit.signal;
  return { signal, arrived: () => clearTimeout(timer) };
}

/** Makes the reader over the SDK: whoever calls decides about repeats. */
export function createVapiCalls(options: VapiOptions): VapiCalls {
  const { apiKey, baseUrl, timeoutMs = 10_000 } = options;
  const client = createVapiClient(options);
  return {
    getCall: (callId) => answerUnlessMissing(client.calls.get({ id: callId })),
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
          throw statusError(answer.status, `VAPI answered with HTTP ${answer.status}`, answer.headers);
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
