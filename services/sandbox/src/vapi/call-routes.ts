import { Router } from "express";
import { z } from "zod";
import { callPayload, iso } from "../calls/call-payload.ts";
import { placeOutboundCall, placeWebCall, type AssistantCall } from "../calls/place-call.ts";
import { reportOf } from "../calls/report.ts";
import { isRecorded, presignedLink, type RecordingKind } from "../recordings/recording-links.ts";
import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";
import { assistantSchema } from "./assistant-schema.ts";
import { listPage } from "./list-query.ts";
import { validate } from "./validate.ts";
import { notFound, VapiApiError } from "./vapi-error.ts";

const by = {
  assistantId: z.string().optional(),
  assistant: assistantSchema.optional(),
  assistantOverrides: z.record(z.string(), z.unknown()).optional(),
};

const customerSchema = z.looseObject({
  number: z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a valid phone number in the E.164 format"),
  name: z.string().max(40).optional(),
});

const outboundSchema = z.looseObject({
  ...by,
  name: z.string().max(40).optional(),
  phoneNumberId: z.string(),
  customer: customerSchema.optional(),
  customers: z.array(customerSchema).optional(),
  schedulePlan: z.never({ error: "is not offered by the sandbox" }).optional(),
});

/** A web call has no name (VAPI's `CreateWebCallDTO`), and VAPI refuses members that it doesn't know. */
const webSchema = z.looseObject({ ...by, name: z.never({ error: "should not exist" }).optional() });

/** Calls that VAPI lets run at once by default; told, not enforced. */
const CONCURRENCY_LIMIT = 10;

const RECORDING_PATHS: Record<string, RecordingKind> = {
  "mono-recording": "mono",
  "stereo-recording": "stereo",
  "assistant-recording": "assistant",
  "customer-recording": "customer",
};

/** `/call`: outbound and web calls, reading calls, their recordings. */
export function callRoutes(sandbox: Sandbox): Router {
  const { calls, phoneNumbers } = sandbox.store;
  const router = Router();
  const find = (id: string) => {
    const call = calls.get(id);
    if (!call) throw notFound("Call", id);
    return call;
  };

  router.post("/", (req, res) => {
    const body = validate(outboundSchema, req.body);
    const number = phoneNumbers.get(body.phoneNumberId);
    if (!number) throw new VapiApiError(400, [`phoneNumberId ${body.phoneNumberId} does not exist`]);
    const assistantCall = { ...assistantOf(sandbox, body), ...(body.name ? { name: body.name } : {}) };
    const customers = body.customers ?? (body.customer ? [body.customer] : []);
    if (customers.length === 0) throw new VapiApiError(400, ["customer should not be empty"]);
    const placed = customers.map((customer) => {
      const call = placeOutboundCall(sandbox, assistantCall, number, customer);
      return { ...showCall(sandbox, call), status: "queued" };
    });
    const limits = subscriptionLimits(sandbox);
    if (body.customers) res.status(201).json({ results: placed, errors: [], subscriptionLimits: limits });
    else res.status(201).json({ ...placed[0], subscriptionLimits: limits });
  });
  router.post("/web", (req, res) => {
    const call = placeWebCall(sandbox, assistantOf(sandbox, validate(webSchema, req.body)));
    res.status(201).json({ ...showCall(sandbox, call), status: "queued" });
  });
  router.get("/", (req, res) => {
    const { id, assistantId, phoneNumberId } = req.query;
    const matching = calls
      .newest()
      .filter(
        (call) =>
          (!id || call.id === id) &&
          (!assistantId || call.assistantId === assistantId) &&
          (!phoneNumberId || call.phoneNumberId === phoneNumberId),
      );
    const dates = (call: CallRecord) => ({ createdAt: iso(call.createdAt), updatedAt: iso(call.updatedAt) });
    res.json(listPage(matching, req.query, dates).map((call) => showCall(sandbox, call)));
  });
  router.get("/:id", (req, res) => {
    res.json(showCall(sandbox, find(req.params.id)));
  });
  router.patch("/:id", (req, res) => {
    const call = find(req.params.id);
    const { name } = validate(z.looseObject({ name: z.string().max(40).optional() }), req.body);
    if (name !== undefined) call.name = name;
    call.updatedAt = Math.max(call.updatedAt, Date.now());
    calls.put(call);
    res.json(showCall(sandbox, call));
  });
  router.delete("/:id", (req, res) => {
    const call = find(req.params.id);
    sandbox.calls.get(call.id)?.hangUp();
    calls.delete(call.id);
    res.json(showCall(sandbox, call));
  });
  router.get("/:id/:recording", (req, res) => {
    const kind = RECORDING_PATHS[req.params.recording];
    if (!kind) throw new VapiApiError(404, `Cannot GET /call/${req.params.id}/${req.params.recording}`);
    const call = find(req.params.id);
    if (call.status !== "ended" || !isRecorded(call)) throw new VapiApiError(404, "Recording Not Found");
    res.redirect(302, presignedLink(sandbox, call.id, kind));
  });
  return router;
}

/** A call as `GET /call/{id}` shows it; once it is over with everything that its report tells. */
export function showCall(sandbox: Sandbox, call: CallRecord): Record<string, unknown> {
  const shown = callPayload(sandbox, call);
  if (!call.assistantId && call.assistant) shown.assistant = call.assistant;
  if (call.status === "ended") Object.assign(shown, reportOf(sandbox, call));
  else if (call.startedAt) shown.startedAt = iso(call.startedAt);
  return shown;
}

function assistantOf(sandbox: Sandbox, body: z.output<z.ZodObject<typeof by>>): AssistantCall {
  const stored = body.assistantId ? sandbox.store.assistants.get(body.assistantId) : undefined;
  if (body.assistantId && !stored) throw new VapiApiError(400, [`assistantId ${body.assistantId} does not exist`]);
  const assistant = stored ?? body.assistant;
  if (!assistant) throw new VapiApiError(400, "Need Either `assistant`, `assistantId`, `squad`, Or `squadId`.");
  return {
    assistant: assistant as AssistantCall["assistant"],
    assistantId: stored?.id ?? null,
    overrides: body.assistantOverrides,
  };
}

function subscriptionLimits(sandbox: Sandbox) {
  return {
    concurrencyBlocked: false,
    concurrencyLimit: CONCURRENCY_LIMIT,
    remainingConcurrentCalls: Math.max(0, CONCURRENCY_LIMIT - sandbox.calls.size),
  };
}
