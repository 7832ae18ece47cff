import { Router } from "express";
import { z } from "zod";
import type { Sandbox } from "../sandbox.ts";
import type { VapiDestination } from "../state/vapi-resources.ts";
import { destinationSchema } from "./server-schema.ts";
import { validate } from "./validate.ts";
import { notFound, VapiApiError } from "./vapi-error.ts";

const controlSchema = z.discriminatedUnion(
  "type",
  [
    z.looseObject({
      type: z.literal("say"),
      content: z.string().min(1),
      endCallAfterSpoken: z.boolean().optional(),
    }),
    z.looseObject({
      type: z.literal("add-message"),
      message: z.looseObject({ role: z.string(), content: z.string().min(1) }),
      triggerResponseEnabled: z.boolean().default(true),
    }),
    z.looseObject({ type: z.literal("end-call") }),
    z.looseObject({ type: z.literal("transfer"), destination: destinationSchema, content: z.string().optional() }),
  ],
  { error: "must be one of the following values: say, add-message, end-call, transfer" },
);

/** The control URL of a live call: no key, as at VAPI by default. */
export function controlRoutes(sandbox: Sandbox): Router {
  const router = Router();
  router.post("/:id", (req, res) => {
    const call = sandbox.store.calls.get(req.params.id);
    if (!call) throw notFound("Call", req.params.id);
    const live = call.status === "ended" ? undefined : sandbox.calls.get(call.id);
    if (!live) throw new VapiApiError(400, "Call has ended");
    const command = validate(controlSchema, req.body);
    if (command.type === "say") live.assistantSays(command.content, command.endCallAfterSpoken ?? false);
    else if (command.type === "add-message") {
      // What is added as the person's words is heard like words that were spoken; the rest only informs the model.
      if (command.message.role === "user" && command.triggerResponseEnabled) live.personSays(command.message.content);
    } else if (command.type === "end-call") live.endByControl();
    else
      live.transfer({
        ...command.destination,
        ...(command.content ? { message: command.content } : {}),
      } as VapiDestination);
    res.json({ success: true });
  });
  return router;
}
