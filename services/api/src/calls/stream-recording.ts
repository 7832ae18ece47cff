import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { ProviderError } from "@callflex/providers/errors";
import type { VapiCalls } from "@callflex/providers/vapi/calls";
import { HttpProblem } from "../http/problem.ts";
import type { StreamExchange } from "../http/route.ts";

/** Types that an audio element plays; anything else is handed on as plain bytes, so that it can't act as a page. */
const AUDIO = /^audio\/[\w.+-]+$/i;

function problemOf(error: unknown): HttpProblem {
  if (error instanceof ProviderError && error.code === "416") {
    return new HttpProblem("range_not_satisfiable", "The recording is shorter than that.");
  }
  return new HttpProblem("provider_failed", "The recording can't be fetched for the moment. Try again shortly.", {
    cause: error,
  });
}

/**
 * Streams a call's recording from the provider to the client, whole or the part that was asked for.
 *
 * @throws {HttpProblem} 404 when the provider has none (any more), 416, 502; none once the first byte is sent
 */
export async function streamRecording(
  vapi: Pick<VapiCalls, "getRecordingStream">,
  call: { id: string; providerCallId: string },
  { req, res }: Pick<StreamExchange, "req" | "res">,
): Promise<void> {
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  const range = req.get("range");
  const recording = await vapi
    .getRecordingStream({ callId: call.providerCallId, ...(range ? { range } : {}), signal: gone.signal })
    .catch((error: unknown) => {
      throw problemOf(error);
    });
  if (!recording) throw new HttpProblem("not_found", "The provider keeps no recording of this call.");

  const { contentType, contentLength, contentRange } = recording;
  res.status(recording.status);
  res.set({
    "Content-Type": contentType && AUDIO.test(contentType) ? contentType : "application/octet-stream",
    "Content-Disposition": `inline; filename="call-${call.id}"`,
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=300",
    ...(contentLength ? { "Content-Length": contentLength } : {}),
    ...(contentRange ? { "Content-Range": contentRange } : {}),
  });
  if (req.method === "HEAD") {
    await recording.body.cancel();
    res.end();
    return;
  }
  // The client may leave at any time; then there is nobody left to tell.
  await pipeline(Readable.fromWeb(recording.body as never), res).catch(() => res.destroy());
}
