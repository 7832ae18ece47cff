import { Router } from "express";
import { z } from "zod";
import { placeInboundCall } from "../calls/place-call.ts";
import { scenarios } from "../calls/scenarios.ts";
import { ControlError } from "../http-error.ts";
import { isRecorded, presignedLink } from "../recordings/recording-links.ts";
import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";
import { controlBody } from "./control-body.ts";

const placeSchema = z.strictObject({
  to: z.string().describe("one of VAPI's phone numbers"),
  from: z.string().min(1).max(40).optional().describe("the caller's number; default: the scenario's"),
  scenario: z.string().optional(),
  speed: z.union([z.literal("instant"), z.number().min(1).max(1_000)]).optional(),
  typed: z.boolean().optional().describe("a person types what the caller says"),
  forwardedFrom: z.string().optional().describe("the number that the call was forwarded from"),
});

const saySchema = z.strictObject({ text: z.string().trim().min(1).max(2_000) });

/** `/sandbox/calls`, `/sandbox/scenarios`. */
export function controlCallRoutes(sandbox: Sandbox): Router {
  const { calls } = sandbox.store;
  const router = Router();
  const live = (id: string) => {
    const record = calls.get(id);
    if (!record) throw new ControlError(404, `No call ${id}`);
    const call = record.status === "ended" ? undefined : sandbox.calls.get(id);
    if (!call) throw new ControlError(409, "This call is over");
    return call;
  };

  router.get("/scenarios", (_req, res) => {
    res.json({
      scenarios: scenarios.map(({ id, industry, title, from, opening }) => ({ id, industry, title, from, opening })),
    });
  });
  router.post("/calls", (req, res) => {
    const call = placeInboundCall(sandbox, controlBody(placeSchema, req.body));
    res.status(201).json({ callId: call.id, callSid: call.callSid });
  });
  router.get("/calls", (req, res) => {
    const limit = Math.min(1_000, Number(req.query.limit ?? 50) || 50);
    res.json({ calls: calls.newest().slice(0, limit).map(summary), total: calls.size(), live: sandbox.calls.size });
  });
  router.get("/calls/:id", (req, res) => {
    const call = calls.get(req.params.id);
    if (!call) throw new ControlError(404, `No call ${req.params.id}`);
    const recordings =
      call.status === "ended" && isRecorded(call)
        ? { mono: presignedLink(sandbox, call.id, "mono"), stereo: presignedLink(sandbox, call.id, "stereo") }
        : null;
    res.json({
      ...summary(call),
      assistantName: call.assistant?.name ?? null,
      tools: (call.assistant?.model?.tools ?? []).map((tool) => tool.function?.name ?? tool.type),
      destination: call.destination ?? null,
      turns: call.turns,
      recordings,
    });
  });
  router.post("/calls/:id/say", (req, res) => {
    live(req.params.id).personSays(controlBody(saySchema, req.body).text);
    res.status(202).json({ ok: true });
  });
  router.post("/calls/:id/hangup", (req, res) => {
    live(req.params.id).hangUp();
    res.status(202).json({ ok: true });
  });
  return router;
}

function summary(call: CallRecord) {
  const { turns, assistant: _assistant, assistantOverrides: _overrides, ...shown } = call;
  return {
    ...shown,
    turnCount: turns.length,
    lastText: turns.findLast((turn) => turn.role === "bot" || turn.role === "user")?.text ?? null,
  };
}
