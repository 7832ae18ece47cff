import { z } from "zod";
import { phoneInput } from "./phone-input.ts";

const plain = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, "Enter a phone number, with the country if it is abroad, like +44 20 7946 0958");

/** A phone number in a form, as people type it; E.164 once it is read. */
export const phoneField = z.preprocess(
  (typed) => (typeof typed === "string" ? phoneInput(typed) : ""),
  plain,
) as unknown as typeof plain;
