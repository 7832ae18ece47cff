import { z } from "zod";
import { id, instant, timezone } from "../common.ts";
import { subscriptionStatus } from "../enums.ts";
import { businessHours, holidays } from "../organization-settings.ts";
import { assistantVoice } from "../voice.ts";

const organizationName = z.string().trim().min(1, "Tell us the name of your business").max(120);
const industrySlug = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, "must be an industry, like home-services");

/** Languages and formats that the dashboard, mails and assistants know. */
export const locales = ["en-US", "en-GB", "en-CA", "en-AU"] as const;
export const locale = z.enum(locales);

export const organization = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  industrySlug: z.string().nullable(),
  timezone: z.string(),
  locale: z.string(),
  planKey: z.string(),
  planName: z.string(),
  subscriptionStatus,
  /** When the organization will be deleted; null unless an owner asked for it. */
  deleteAfter: instant.nullable(),
  version: z.number().int(),
  createdAt: instant,
});
export type Organization = z.infer<typeof organization>;

/** Everybody's own organizations are few, so this list has one page. */
export const organizationList = z.object({ data: z.array(organization), nextCursor: z.null() });

export const organizationCreateRequest = z.strictObject({
  name: organizationName,
  timezone: timezone.default("UTC"),
  industrySlug: industrySlug.nullable().default(null),
});
export type OrganizationCreateRequest = z.infer<typeof organizationCreateRequest>;

export const organizationPatch = z
  .strictObject({ name: organizationName, industrySlug: industrySlug.nullable(), timezone, locale })
  .partial();
export type OrganizationPatch = z.infer<typeof organizationPatch>;

/** Deleting is asked twice: the name is typed, and an export was taken or declined on purpose. */
export const organizationDeleteRequest = z.strictObject({
  confirmName: z.string().min(1, "Type the organization's name").max(120),
  export: z.enum(["taken", "declined"]),
});
export type OrganizationDeleteRequest = z.infer<typeof organizationDeleteRequest>;

/** Until then an owner can take the deletion back. */
export const organizationDeletion = z.object({ deleteAfter: instant });

/** What an organization set for itself. */
export const settings = z.object({
  businessHours,
  holidays,
  defaultVoice: assistantVoice.nullable(),
  timezone: z.string(),
  version: z.number().int(),
});
export type Settings = z.infer<typeof settings>;

export const settingsPatch = z
  .strictObject({ businessHours, holidays, defaultVoice: assistantVoice.nullable() })
  .partial();
export type SettingsPatch = z.infer<typeof settingsPatch>;

export const industry = z.object({ slug: z.string(), name: z.string(), description: z.string() });
export const industryList = z.object({ data: z.array(industry), nextCursor: z.null() });
