import { z } from "zod";
import { e164, id, instant, pageOf, pageQuery } from "../common.ts";

/** What kind of number: a city's, one that is free to call, or a mobile one (not in North America). */
export const phoneNumberType = z.enum(["local", "toll_free", "mobile"]);
export type PhoneNumberType = z.infer<typeof phoneNumberType>;

/** Where a number stands. `failed` never became ours; `released` was ours and is given back. */
export const phoneNumberState = z.enum(["provisioning", "active", "failed", "releasing", "released"]);
export type PhoneNumberState = z.infer<typeof phoneNumberState>;

/** Whether texts can be sent from a number. */
export const textingState = z.enum(["unregistered", "pending", "registered", "not_needed", "not_possible"]);
export type TextingState = z.infer<typeof textingState>;

/** What helps after a failure: another choice, papers, or the people who run CallFlex. */
export const phoneNumberRemedy = z.enum([
  "choose_another_number",
  "give_address",
  "give_bundle",
  "correct_input",
  "tell_operator",
]);
export type PhoneNumberRemedy = z.infer<typeof phoneNumberRemedy>;

/** Steps of the way of a number to its caller, in their order. */
export const provisionSteps = ["reserve", "buy", "assistant", "link", "webhooks", "activate"] as const;
/** Steps of the way back, in their order. */
export const releaseSteps = ["unlink", "disconnect", "give_back", "close"] as const;
export const phoneNumberStepName = z.enum([...provisionSteps, ...releaseSteps]);
export type PhoneNumberStepName = z.infer<typeof phoneNumberStepName>;

const country = z.string().regex(/^[A-Z]{2}$/, "must be a country's two capital letters, like US");

/** A price a month in minor units (cents). */
export const monthlyPrice = z.strictObject({
  minor: z.number().int().min(0).max(1_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency's three capital letters, like USD"),
});
export type MonthlyPrice = z.infer<typeof monthlyPrice>;

/** `POST /phone-numbers/search`. */
export const phoneNumberSearchRequest = z.strictObject({
  country,
  numberType: phoneNumberType,
  /** North America alone has area codes. */
  areaCode: z
    .string()
    .regex(/^[2-9]\d{2}$/, "must be three digits, like 614")
    .optional(),
  /** Digits, letters of the keypad, and `*` for any one digit. */
  contains: z
    .string()
    .regex(/^[0-9A-Za-z*]{2,12}$/, "must be 2 to 12 digits or letters")
    .optional(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type PhoneNumberSearchRequest = z.infer<typeof phoneNumberSearchRequest>;

/** A number that can be bought at this moment. Nobody keeps it: whoever buys first has it. */
export const phoneNumberOffer = z.object({
  e164,
  country,
  numberType: phoneNumberType,
  city: z.string().nullable(),
  region: z.string().nullable(),
  capabilities: z.object({ voice: z.boolean(), sms: z.boolean(), mms: z.boolean() }),
  /** Null where nobody tells one at the moment. */
  monthlyPrice: monthlyPrice.nullable(),
});
export type PhoneNumberOffer = z.infer<typeof phoneNumberOffer>;

export const phoneNumberSearchResult = z.object({
  data: z.array(phoneNumberOffer),
  /** What must be on file before such a number can be used, a sentence each; empty for most countries. */
  needs: z.array(z.string()),
});
export type PhoneNumberSearchResult = z.infer<typeof phoneNumberSearchResult>;

const label = z.string().trim().min(1).max(60);

/** `POST /phone-numbers`: an offer, and what shall become of it. */
export const phoneNumberProvisionRequest = z.strictObject({
  e164,
  /** The number's digits tell both where they are left out, and have to agree where they are given. */
  country: country.optional(),
  numberType: phoneNumberType.optional(),
  /** City, region and price as the offer showed them. */
  city: z.string().trim().min(1).max(120).nullable().default(null),
  region: z.string().trim().min(1).max(120).nullable().default(null),
  monthlyPrice: monthlyPrice.nullable().default(null),
  label: label.nullable().default(null),
  /** Who takes its calls; null: callers are put through to `fallbackNumber` until somebody is chosen. */
  assistantId: id.nullable(),
  /** A person's phone: callers are put through to it when nobody of ours can take the call. */
  fallbackNumber: e164,
});
export type PhoneNumberProvisionRequest = z.infer<typeof phoneNumberProvisionRequest>;

/** `GET /phone-numbers`, newest first; without `state` all but those that were given back. */
export const phoneNumberListQuery = pageQuery.extend({
  state: phoneNumberState.optional(),
  assistantId: id.optional(),
});
export type PhoneNumberListQuery = z.infer<typeof phoneNumberListQuery>;

export const phoneNumber = z.object({
  id,
  e164,
  label: z.string().nullable(),
  state: phoneNumberState,
  country,
  numberType: phoneNumberType,
  city: z.string().nullable(),
  region: z.string().nullable(),
  canText: z.boolean(),
  textingState,
  monthlyPrice: monthlyPrice.nullable(),
  assistant: z.object({ id, name: z.string() }).nullable(),
  fallbackNumber: e164.nullable(),
  /** What went wrong and what to do, or that it is tried again. */
  lastError: z.string().nullable(),
  remedy: phoneNumberRemedy.nullable(),
  /** Something could not be tidied up after a failure, and people look after it. */
  needsCleanup: z.boolean(),
  /** `POST /phone-numbers/{id}/retry` can help. */
  canRetry: z.boolean(),
  version: z.number().int(),
  createdAt: instant,
  activatedAt: instant.nullable(),
  releasedAt: instant.nullable(),
});
export type PhoneNumber = z.infer<typeof phoneNumber>;
export const phoneNumberList = pageOf(phoneNumber);
export type PhoneNumberList = z.infer<typeof phoneNumberList>;

/** `PATCH /phone-numbers/{id}`; `If-Match` carries the version. */
export const phoneNumberPatch = z
  .strictObject({
    label: label.nullable().optional(),
    assistantId: id.nullable().optional(),
    fallbackNumber: e164.optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, {
    error: "must change at least one of label, assistantId, fallbackNumber",
  });
export type PhoneNumberPatch = z.infer<typeof phoneNumberPatch>;

export const phoneNumberStep = z.object({
  step: phoneNumberStepName,
  state: z.enum(["waiting", "running", "done", "failed", "undone", "skipped"]),
  attempts: z.number().int(),
  detail: z.string().nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type PhoneNumberStep = z.infer<typeof phoneNumberStep>;

/** `GET /phone-numbers/{id}/progress`: the steps of what is under way, or was last. */
export const phoneNumberProgress = z.object({
  phoneNumberId: id,
  state: phoneNumberState,
  flow: z.enum(["provision", "release"]),
  steps: z.array(phoneNumberStep),
  lastError: z.string().nullable(),
  remedy: phoneNumberRemedy.nullable(),
  needsCleanup: z.boolean(),
  canRetry: z.boolean(),
});
export type PhoneNumberProgress = z.infer<typeof phoneNumberProgress>;
