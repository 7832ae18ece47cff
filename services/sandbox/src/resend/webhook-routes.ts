import { randomBytes } from "node:crypto";
import { Router } from "express";
import { z } from "zod";
import { newUuid } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { ResendWebhook } from "../state/records.ts";
import { resendDate } from "./resend-dates.ts";
import { ResendApiError } from "./resend-error.ts";
import { resendList } from "./resend-list.ts";

const endpoint = z.url({ protocol: /^https?$/ });
const events = z.array(z.string().regex(/^[a-z]+\.[a-z_]+(\.[a-z_]+)?$/)).min(1);
const createSchema = z.object({ endpoint, events });
const updateSchema = z.object({
  endpoint: endpoint.optional(),
  events: events.optional(),
  status: z.enum(["enabled", "disabled"]).optional(),
});

/** `/webhooks`: endpoints for events. */
export function webhookRoutes(sandbox: Sandbox): Router {
  const { resendWebhooks } = sandbox.store;
  const router = Router();
  const find = (id: string) => {
    const webhook = resendWebhooks.get(id);
    if (!webhook) throw new ResendApiError("not_found", "Webhook not found");
    return webhook;
  };
  const newSecret = () => sandbox.secrets.resendWebhookSecret ?? `whsec_${randomBytes(24).toString("base64")}`;

  router.post("/", (req, res) => {
    const given = check(createSchema, req.body);
    const webhook: ResendWebhook = {
      ...given,
      id: newUuid(),
      status: "enabled",
      signingSecret: newSecret(),
      createdAt: Date.now(),
    };
    resendWebhooks.put(webhook);
    res.status(201).json({ object: "webhook", id: webhook.id, signing_secret: webhook.signingSecret });
  });
  router.get("/", (req, res) => {
    res.json(resendList(req, resendWebhooks.newest(), show));
  });
  router.get("/:id", (req, res) => {
    const webhook = find(req.params.id);
    res.json({ object: "webhook", ...show(webhook), signing_secret: webhook.signingSecret });
  });
  router.patch("/:id", (req, res) => {
    const webhook = { ...find(req.params.id), ...check(updateSchema, req.body) };
    resendWebhooks.put(webhook);
    res.json({ object: "webhook", id: webhook.id });
  });
  router.delete("/:id", (req, res) => {
    const webhook = find(req.params.id);
    resendWebhooks.delete(webhook.id);
    res.json({ object: "webhook", id: webhook.id, deleted: true });
  });
  router.post("/:id/signing-secret/rotate", (req, res) => {
    const webhook = { ...find(req.params.id), signingSecret: `whsec_${randomBytes(24).toString("base64")}` };
    resendWebhooks.put(webhook);
    res.json({ object: "webhook", id: webhook.id, signing_secret: webhook.signingSecret });
  });
  return router;
}

function show(webhook: ResendWebhook) {
  return {
    id: webhook.id,
    created_at: resendDate(webhook.createdAt),
    status: webhook.status,
    endpoint: webhook.endpoint,
    events: webhook.events,
  };
}

function check<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join(".") ?? "body";
  throw new ResendApiError("validation_error", `Invalid \`${field}\` field.`);
}
