import { z } from "zod";

const name = z.string().trim().min(1).max(120);
const spokenNumber = z.string().trim().min(3).max(40);

/** Arguments of the functions that an assistant calls, as the language model must give them. */
export const callActionInputs = {
  transferCall: z.object({
    destination: z.string().trim().min(1).max(120).describe("Person or department that the caller asks for"),
    reason: z.string().trim().max(300).optional().describe("Why the caller wants to be transferred"),
  }),
  takeMessage: z.object({
    callerName: name.describe("Name of the caller"),
    callbackNumber: spokenNumber.optional().describe("Phone number to call back, if it differs from the caller's"),
    message: z.string().trim().min(1).max(2000).describe("The message, in the caller's words"),
    urgent: z.boolean().optional().describe("True if the caller says that it can't wait"),
  }),
  scheduleCallback: z.object({
    callerName: name.describe("Name of the caller"),
    callbackNumber: spokenNumber.optional().describe("Phone number to call back, if it differs from the caller's"),
    preferredTime: z.string().trim().min(1).max(200).describe("When the caller wants to be called back"),
    topic: z.string().trim().min(1).max(500).describe("What the callback is about"),
  }),
  logDriverCallout: z.object({
    driverName: name.describe("Name of the driver"),
    shift: z.string().trim().min(1).max(200).describe("Shift or route that the driver can't take"),
    reason: z.string().trim().min(1).max(500).describe("Why the driver can't come"),
    callbackNumber: spokenNumber.optional().describe("Phone number of the driver, if it differs from the caller's"),
  }),
} as const;
export type OfferedActionType = keyof typeof callActionInputs;
export type CallActionInput<T extends OfferedActionType> = z.infer<(typeof callActionInputs)[T]>;
