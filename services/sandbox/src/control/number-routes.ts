import { Router } from "express";
import { z } from "zod";
import type { Sandbox } from "../sandbox.ts";
import type { StoredAssistant, VapiPhoneNumber } from "../state/vapi-resources.ts";
import { ownNumber } from "../twilio/own-number.ts";
import { controlBody } from "./control-body.ts";

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a number like +14155550123");
const numberSchema = z.strictObject({
  phoneNumber: e164,
  texting: z.enum(["registered", "unregistered"]).optional().describe("whether US carriers take its texts"),
});
const takenSchema = z.strictObject({ phoneNumber: e164 });

/** What is bought, imported and made: `/sandbox/numbers`, `/assistants`, `/twilio/numbers`, `/twilio/taken`. */
export function controlNumberRoutes(sandbox: Sandbox): Router {
  const { twilioNumbers, takenNumbers, phoneNumbers, assistants } = sandbox.store;
  const router = Router();

  router.get("/numbers", (_req, res) => {
    const lines = twilioNumbers.newest().map((line) => {
      const imported = phoneNumbers.find((number) => number.number === line.phoneNumber);
      return { ...line, vapi: imported ? vapiSide(imported) : null };
    });
    const known = new Set(lines.map((line) => line.phoneNumber));
    const others = phoneNumbers.newest().filter((number) => !known.has(number.number));
    res.json({ numbers: [...lines, ...others.map((n) => ({ phoneNumber: n.number, vapi: vapiSide(n) }))] });
  });
  router.get("/assistants", (_req, res) => {
    res.json({ assistants: assistants.newest().slice(0, 500).map(summary), total: assistants.size() });
  });
  router.post("/twilio/numbers", (req, res) => {
    const { phoneNumber, texting } = controlBody(numberSchema, req.body);
    const number = twilioNumbers.find((known) => known.phoneNumber === phoneNumber) ?? ownNumber(phoneNumber);
    if (texting) number.texting = texting;
    twilioNumbers.put(number);
    res.status(201).json({ sid: number.id, phoneNumber, texting: number.texting });
  });
  router.post("/twilio/taken", (req, res) => {
    const { phoneNumber } = controlBody(takenSchema, req.body);
    takenNumbers.put({ id: phoneNumber });
    res.status(201).json({ phoneNumber });
  });
  return router;
}

function vapiSide(number: VapiPhoneNumber) {
  return {
    id: number.id,
    name: number.name,
    server: number.server?.url,
    credentialId: number.server?.credentialId ?? null,
    fallback: number.fallbackDestination?.number ?? null,
    assistantId: number.assistantId,
  };
}

function summary(assistant: StoredAssistant) {
  const { id, name, firstMessage, model, voice, metadata, createdAt, updatedAt } = assistant;
  return {
    id,
    name: name ?? null,
    firstMessage: firstMessage ?? null,
    model: model?.model ?? null,
    voice: voice?.voiceId ?? null,
    tools: (model?.tools ?? []).map((tool) => tool.function?.name ?? tool.type),
    metadata: metadata ?? {},
    createdAt: Date.parse(createdAt),
    updatedAt: Date.parse(updatedAt),
  };
}
