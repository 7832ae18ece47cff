import type { PrismaTx } from "@callflex/db/prisma";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { newAccountToken, type AccountTokenPurpose } from "@callflex/domain/accounts/account-token";
import { enqueueAccountMail } from "@callflex/domain/accounts/enqueue-account-mail";

/** What mails about accounts are made with. */
export interface AccountMailDeps {
  encryptionKeys: EncryptionKeys;
  /** Where the links lead. */
  publicWebUrl: string;
}

/** Whom a mail about an account addresses. */
export interface AccountMailReader {
  id: string;
  name: string;
  email: string;
}

const HOUR = 3_600_000;
const PAGES = {
  "confirm-email": { path: "/confirm-email", kind: "confirm_email", hours: 24 },
  "reset-password": { path: "/reset-password", kind: "reset_password", hours: 1 },
  "confirm-new-email": { path: "/confirm-new-email", kind: "confirm_new_email", hours: 24 },
} as const;

/** A page of the web app. */
export function webLink(publicWebUrl: string, path: string): string {
  return new URL(path, publicWebUrl).toString();
}

/**
 * Lays a mail ready with a link that works once: for 24 hours, or 1 hour to set a new password.
 *
 * @param tx the transaction of what it belongs to
 * @param mail.to where it goes; the link's use proves that address
 */
export async function sendTokenMail(
  tx: PrismaTx,
  { encryptionKeys, publicWebUrl }: AccountMailDeps,
  mail: { purpose: AccountTokenPurpose; user: AccountMailReader; to: string; ipAddress: string | null },
): Promise<void> {
  const { purpose, user, to, ipAddress } = mail;
  const { path, kind, hours } = PAGES[purpose];
  const expiresAt = new Date(Date.now() + hours * HOUR);
  const token = await newAccountToken(tx, { purpose, userId: user.id, email: to, expiresAt });
  const said = { name: user.name, link: webLink(publicWebUrl, `${path}?token=${token}`) };
  await enqueueAccountMail(tx, encryptionKeys, {
    facts: kind === "reset_password" ? { kind, ...said, ipAddress } : { kind, ...said },
    recipient: to,
    expiresAt,
    organizationId: null,
    userId: user.id,
  });
}

/** A notice of what happened; worth sending for two days. */
export const NOTICE_MS = 48 * HOUR;
