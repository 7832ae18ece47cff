import { z } from "zod";

/** What a member of an organization may do. Which role has which stands in the domain; `me` tells a user's own. */
export const permissions = [
  "organization.read",
  "organization.update",
  "organization.export",
  "organization.transfer",
  "organization.delete",
  "members.read",
  "members.manage",
  "billing.read",
  "billing.manage",
  "calls.read",
  "calls.listen",
  "calls.reprocess",
  "inbox.read",
  "inbox.update",
  "contacts.read",
  "contacts.update",
  "assistants.read",
  "assistants.update",
  "phone_numbers.read",
  "phone_numbers.manage",
  "settings.read",
  "settings.update",
  "audit_log.read",
  "api_keys.read",
  "api_keys.manage",
] as const;
export const permission = z.enum(permissions);
export type Permission = z.infer<typeof permission>;

/** The permissions in words, for people. */
export const permissionLabels: Record<Permission, string> = {
  "organization.read": "See the organization",
  "organization.update": "Change the organization's name, time zone and language",
  "organization.export": "Export everything that the organization has here",
  "organization.transfer": "Hand the organization over to somebody else",
  "organization.delete": "Delete the organization",
  "members.read": "See the team",
  "members.manage": "Invite and remove people and change their roles",
  "billing.read": "See plan, usage and invoices",
  "billing.manage": "Change plan and payment",
  "calls.read": "See calls and transcripts",
  "calls.listen": "Listen to recordings",
  "calls.reprocess": "Run a call's processing again",
  "inbox.read": "See the inbox",
  "inbox.update": "Work off inbox items",
  "contacts.read": "See contacts",
  "contacts.update": "Change contacts",
  "assistants.read": "See assistants",
  "assistants.update": "Make and change assistants",
  "phone_numbers.read": "See phone numbers",
  "phone_numbers.manage": "Buy, assign and release phone numbers",
  "settings.read": "See settings",
  "settings.update": "Change settings",
  "audit_log.read": "See the audit log",
  "api_keys.read": "See API keys",
  "api_keys.manage": "Make and revoke API keys",
};

/** What stays with people: ownership, money, the team and the keys themselves. */
const PEOPLE_ONLY = [
  "organization.export",
  "organization.transfer",
  "organization.delete",
  "members.manage",
  "billing.manage",
  "api_keys.read",
  "api_keys.manage",
] as const;

/** A permission that an API key can have; its scopes are permissions by the same names. */
export type ApiKeyScope = Exclude<Permission, (typeof PEOPLE_ONLY)[number]>;
export const apiKeyScopes = permissions.filter(
  (name): name is ApiKeyScope => !PEOPLE_ONLY.some((personal) => personal === name),
);
export const apiKeyScope = z.enum(apiKeyScopes as [ApiKeyScope, ...ApiKeyScope[]]);
