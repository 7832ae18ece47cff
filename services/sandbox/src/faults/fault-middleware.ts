import { setTimeout as sleep } from "node:timers/promises";
import type { RequestHandler, Response } from "express";
import type { WebhookProvider } from "../webhooks/webhook.ts";
import type { Faults } from "./faults.ts";

/** Writes a failure in a provider's own shape. */
export type FailureWriter = (res: Response, status: number) => void;

/**
 * Lets faults happen to a provider's API.
 *
 * A fault after the effect lets the handler run and replaces its answer at the moment it is sent.
 *
 * @param writeFailure writes an error body as the provider would
 */
export function faultMiddleware(
  faults: Faults,
  provider: WebhookProvider,
  writeFailure: FailureWriter,
): RequestHandler {
  return async (req, res, next) => {
    const { latencyMs, failure } = faults.forRequest(provider, req.method, req.path);
    if (latencyMs > 0) await sleep(latencyMs);
    if (!failure) return next();

    const fail = () => {
      if (failure.status === "disconnect") {
        res.socket?.destroy();
        return res;
      }
      writeFailure(res, failure.status);
      return res;
    };
    if (failure.effect === "before") {
      fail();
      return;
    }
    const send = res.send.bind(res);
    const json = res.json.bind(res);
    const answerWithFailure = () => {
      res.send = send;
      res.json = json;
      return fail();
    };
    res.send = answerWithFailure;
    res.json = answerWithFailure;
    next();
  };
}
