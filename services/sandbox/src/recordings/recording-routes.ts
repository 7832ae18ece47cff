import { Router, type Request, type Response } from "express";
import type { Sandbox } from "../sandbox.ts";
import { isRecorded, linkIsValid, recordingKinds } from "./recording-links.ts";
import { wavOf, type WavFile } from "./wav.ts";

/** Bytes made and sent at a time. */
const CHUNK = 256 * 1024;

/** The storage behind presigned links: `GET /recordings/<call>-<kind>.wav`, with byte ranges. */
export function recordingRoutes(sandbox: Sandbox): Router {
  const router = Router();
  router.get("/:file", async (req, res) => {
    const match = req.params.file.match(/^([0-9a-f-]{36})-(\w+)\.wav$/);
    const kind = recordingKinds.find((known) => known === match?.[2]);
    const callId = match?.[1];
    const query = {
      expires: Number(req.query.expires),
      nonce: (req.query.nonce as string | undefined) ?? "",
      sig: (req.query.sig as string | undefined) ?? "",
    };
    if (!kind || !callId || !linkIsValid(sandbox, callId, kind, query)) {
      res.status(403).type("xml").send("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
      return;
    }
    const call = sandbox.store.calls.get(callId);
    if (!call || call.status !== "ended" || !isRecorded(call)) {
      res.status(404).type("xml").send("<Error><Code>NoSuchKey</Code></Error>");
      return;
    }
    await sendFile(req, res, wavOf(call, kind));
  });
  return router;
}

async function sendFile(req: Request, res: Response, file: WavFile): Promise<void> {
  res.set({ "content-type": "audio/wav", "accept-ranges": "bytes", "cache-control": "private, max-age=3600" });
  const ranges = req.range(file.size, { combine: true });
  if (ranges === -1) {
    res.status(416).set("content-range", `bytes */${file.size}`).send();
    return;
  }
  const range = Array.isArray(ranges) && ranges.type === "bytes" ? ranges[0] : undefined;
  const start = range?.start ?? 0;
  const end = range?.end ?? file.size - 1;
  if (range) res.status(206).set("content-range", `bytes ${start}-${end}/${file.size}`);
  res.set("content-length", String(end - start + 1));
  if (req.method === "HEAD") {
    res.end();
    return;
  }
  for (let from = start; from <= end && !res.destroyed; from += CHUNK) {
    const written = res.write(file.slice(from, Math.min(end, from + CHUNK - 1)));
    if (!written) await new Promise<void>((resolve) => void res.once("drain", resolve).once("close", resolve));
  }
  res.end();
}
