import type { OrganizationRole } from "@callflex/contracts/enums";

/** Longer names than this are no names. */
const MAX_NAME_LENGTH = 80;

/**
 * A name that somebody gave to themselves or to their organization, fit for a mail to a third person: one line, without
 * characters that turn the writing around, and broken where a mail program would make a link of it. Otherwise an
 * invitation could carry anybody's advertisement under our sender.
 */
export function nameInMail(name: string): string {
  const line = name
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
  const letters = Array.from(line);
  const short = letters.length > MAX_NAME_LENGTH ? `${letters.slice(0, MAX_NAME_LENGTH - 1).join("")}…` : line;
  return short.replace(/[.:/@](?=\S)/g, "$&\u2060");
}

/** How a mail begins; without a name it begins all the same. */
export function greeting(name: string): string {
  const shown = nameInMail(name);
  return shown ? `Hello ${shown},` : "Hello,";
}

const DAY = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

/** An instant for a reader whose time zone nobody knows: `September 2, 2026, 14:05 UTC`. */
export function instantInWords(instant: Date): string {
  return `${DAY.format(instant)}, ${instant.toISOString().slice(11, 16)} UTC`;
}

/** Where a request came from, as the end of a sentence. */
export function fromAddress(ipAddress: string | null): string {
  return ipAddress ? ` from the internet address ${ipAddress}` : "";
}

const ROLES: Record<OrganizationRole, string> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
  viewer: "a viewer",
};

export function roleInWords(role: OrganizationRole): string {
  return ROLES[role];
}
