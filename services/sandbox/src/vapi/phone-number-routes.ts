import { Router } from "express";
import { z } from "zod";
import { offerNumbers } from "../twilio/offer-numbers.ts";
import type { Sandbox } from "../sandbox.ts";
import type { VapiPhoneNumber } from "../state/vapi-resources.ts";
import { listPage } from "./list-query.ts";
import { newResource } from "./resource-routes.ts";
import { destinationSchema, serverSchema } from "./server-schema.ts";
import { vapiSmsUrl, vapiVoiceUrl } from "./twilio-link.ts";
import { validate } from "./validate.ts";
import { notFound, VapiApiError } from "./vapi-error.ts";

const settings = {
  name: z.string().max(40).nullish(),
  assistantId: z.string().nullish(),
  squadId: z.string().nullish(),
  workflowId: z.string().nullish(),
  server: serverSchema.nullish(),
  fallbackDestination: destinationSchema.nullish(),
  hooks: z.array(z.looseObject({})).optional(),
  smsEnabled: z.boolean().optional(),
};

const updateSchema = z.looseObject({ provider: z.enum(["twilio", "vapi"]).optional(), ...settings });

const createSchema = z.discriminatedUnion(
  "provider",
  [
    z.looseObject({
      provider: z.literal("twilio"),
      number: z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a valid phone number in the E.164 format"),
      twilioAccountSid: z.string(),
      twilioAuthToken: z.string().optional(),
      twilioApiKey: z.string().optional(),
      twilioApiSecret: z.string().optional(),
      ...settings,
    }),
    z.looseObject({ provider: z.literal("vapi"), numberDesiredAreaCode: z.string().length(3).optional(), ...settings }),
  ],
  { error: "must be one of the following values: twilio, vapi" },
);

/** `/phone-number`: import of Twilio numbers and VAPI's own free ones. */
export function phoneNumberRoutes(sandbox: Sandbox): Router {
  const { phoneNumbers, twilioNumbers } = sandbox.store;
  const router = Router();
  const find = (id: string) => {
    const number = phoneNumbers.get(id);
    if (!number) throw notFound("Phone Number", id);
    return number;
  };

  router.get("/", (req, res) => {
    res.json(listPage(phoneNumbers.newest(), req.query, (number) => number));
  });
  router.post("/", (req, res) => {
    const body = validate(createSchema, req.body);
    checkReferences(sandbox, body);
    const number = body.provider === "twilio" ? importFromTwilio(sandbox, body) : freeNumber(sandbox, body);
    phoneNumbers.put(number);
    res.status(201).json(number);
  });
  router.get("/:id", (req, res) => {
    res.json(find(req.params.id));
  });
  router.patch("/:id", (req, res) => {
    const number = find(req.params.id);
    const { twilioAuthToken: _token, ...change } = validate(updateSchema, req.body);
    checkReferences(sandbox, change);
    const { id, orgId, createdAt, provider, number: own } = number;
    const fixed = { id, orgId, createdAt, provider, number: own, updatedAt: new Date().toISOString() };
    const updated = { ...number, ...change, ...fixed } as VapiPhoneNumber;
    phoneNumbers.put(updated);
    res.json(updated);
  });
  router.delete("/:id", (req, res) => {
    const number = find(req.params.id);
    phoneNumbers.delete(number.id);
    const line = twilioNumbers.find((known) => known.phoneNumber === number.number);
    if (line?.voiceUrl === vapiVoiceUrl) twilioNumbers.put({ ...line, voiceUrl: "", updatedAt: Date.now() });
    res.json(number);
  });
  return router;
}

/** What a number refers to must exist. */
function checkReferences(
  { store }: Sandbox,
  given: Pick<z.output<typeof updateSchema>, "assistantId" | "server">,
): void {
  const { assistantId, server } = given;
  const problems = [
    assistantId && !store.assistants.get(assistantId) ? `assistantId ${assistantId} does not exist` : null,
    server?.credentialId && !store.credentials.get(server.credentialId)
      ? `server.credentialId ${server.credentialId} does not exist`
      : null,
  ].filter((problem) => problem !== null);
  if (problems.length > 0) throw new VapiApiError(400, problems);
}

type CreateBody = z.output<typeof createSchema>;

function importFromTwilio(sandbox: Sandbox, body: Extract<CreateBody, { provider: "twilio" }>): VapiPhoneNumber {
  const { store, secrets } = sandbox;
  const taken = store.phoneNumbers.find((known) => known.number === body.number);
  if (taken) throw new VapiApiError(400, `Existing Phone Number ${taken.id} Has Identical \`number\` ${body.number}.`);
  const keyed = body.twilioApiKey && body.twilioApiSecret;
  const known =
    body.twilioAccountSid === secrets.twilioAccountSid && (keyed || body.twilioAuthToken === secrets.twilioAuthToken);
  const line = store.twilioNumbers.find((owned) => owned.phoneNumber === body.number);
  if (!known || !line) {
    const why = known ? "The number was not found in the account." : "Authenticate";
    throw new VapiApiError(400, `Couldn't Get Twilio Phone Number ${body.number}. Twilio Error: ${why}`);
  }
  store.twilioNumbers.put({
    ...line,
    voiceUrl: vapiVoiceUrl,
    ...(body.smsEnabled === false ? {} : { smsUrl: vapiSmsUrl }),
    updatedAt: Date.now(),
  });
  const { twilioAuthToken: _token, twilioApiKey: _key, twilioApiSecret: _secret, ...given } = body;
  return { ...defaults(sandbox), ...given, provider: "twilio" } as VapiPhoneNumber;
}

function freeNumber(sandbox: Sandbox, body: Extract<CreateBody, { provider: "vapi" }>): VapiPhoneNumber {
  const areaCode = body.numberDesiredAreaCode ?? "415";
  const number = offerNumbers(sandbox, { country: "US", type: "local", areaCode, limit: 1 })[0];
  if (!number) throw new VapiApiError(400, `No numbers available in area code ${areaCode}.`);
  return { ...defaults(sandbox), ...body, number } as VapiPhoneNumber;
}

function defaults(sandbox: Sandbox) {
  return {
    ...newResource(sandbox),
    assistantId: null,
    squadId: null,
    workflowId: null,
    fallbackDestination: null,
    status: "active" as const,
    smsEnabled: true,
  };
}
