import { randomBytes } from "node:crypto";
import type { Pool } from "@callflex/db/pool";
import { totpCode } from "../../../services/api/test/totp.ts";
import { cookiesOf, waitFor, type Answer, type Client } from "./client.ts";
import type { Stage } from "./stage.ts";

/**
 * Takes a value that must not be found anywhere, and what it is.
 *
 * @param kind what is personal, an error answer may repeat to who has just sent it
 * @returns the value
 */
export type Plant = (kind: "secret" | "personal", what: string, value: string) => string;

/** Somebody who lives through all that an account can. */
export interface Actor {
  organizationId: string;
  cookie: string;
}

function word(bytes = 9): string {
  return randomBytes(bytes).toString("hex");
}

/** An answer that has to be good. */
function good(what: string, answer: Answer): Answer {
  if (answer.status < 400) return answer;
  throw new Error(`${what} was answered ${answer.status}: ${answer.text}`);
}

/** The token in the newest mail of that subject's kind to an address. */
async function mailedToken(stage: Stage, client: Client, to: string, page: string): Promise<string> {
  return waitFor(`a mail with a link to ${page}`, async () => {
    const { body } = await client.send("GET", `${stage.sandbox}/sandbox/mails?to=${encodeURIComponent(to)}`);
    const texts = (body.mails as { text?: string; html?: string }[]).map((mail) => `${mail.text} ${mail.html}`);
    for (const text of texts) {
      const token = new RegExp(`/${page}\\?token=([\\w.~%-]+)`).exec(text)?.[1];
      if (token) return decodeURIComponent(token);
    }
    return null;
  });
}

/**
 * Signs up, confirms, resets and changes the password, turns on two-factor, makes a key and an access token, invites, fails
 * in many ways; everything secret or personal on the way is planted.
 */
export async function playAccount(
  stage: Stage,
  client: Client,
  { admin, plant }: { admin: Pool; plant: Plant },
): Promise<Actor> {
  const v1 = `${stage.api}/api/v1`;
  const email = plant("personal", "the account's address", `${word()}@example.test`);
  const name = plant("personal", "the person's name", `Zebulon ${word(5)}`);
  const passwords = ["first", "second", "third"].map((which) =>
    plant("secret", `the ${which} password`, `pass ${word()}`),
  );
  const wrong = plant("secret", "a wrong password", `wrong ${word()}`);
  const signUp = { name, email, password: passwords[0], organizationName: "Secret Keepers", timezone: "UTC" };
  const signedUp = good("sign-up", await client.send("POST", `${v1}/auth/signup`, signUp));
  let cookie = cookiesOf(signedUp);
  const organizationId = String(signedUp.body.activeOrganizationId);
  const plantSession = ({ headers }: Answer) => {
    const token = headers.get("set-auth-token");
    if (!token) return;
    plant("secret", "a signed session token", token);
    plant("secret", "a session token", decodeURIComponent(token).split(".")[0]!);
  };
  plantSession(signedUp);
  const as = (method: string, path: string, body?: unknown) => client.send(method, `${v1}${path}`, body, { cookie });

  await admin.query(
    "UPDATE organizations SET plan_key = (SELECT key FROM plans WHERE 'api_keys' = ANY (features) LIMIT 1) WHERE id = $1",
    [organizationId],
  );
  const confirmation = plant(
    "secret",
    "the token of a confirmation",
    await mailedToken(stage, client, email, "confirm-email"),
  );
  good("confirmation", await client.send("POST", `${v1}/auth/confirm-email`, { token: confirmation }));
  await client.send("POST", `${v1}/auth/confirm-email`, { token: `${confirmation}x` });

  good("forgotten password", await client.send("POST", `${v1}/auth/forgot-password`, { email }));
  const reset = plant("secret", "the token of a reset", await mailedToken(stage, client, email, "reset-password"));
  const newPassword = { token: reset, password: passwords[1] };
  good("reset", await client.send("POST", `${v1}/auth/reset-password`, newPassword));
  await client.send("POST", `${v1}/auth/reset-password`, newPassword);

  const signIn = (password: string) => client.send("POST", `${v1}/auth/signin`, { email, password });
  for (const password of [wrong, passwords[0]!]) await signIn(password);
  const again = good("sign-in", await signIn(passwords[1]!));
  plantSession(again);
  cookie = cookiesOf(again);
  await as("POST", "/auth/change-password", { currentPassword: wrong, newPassword: passwords[2] });
  good(
    "change of password",
    await as("POST", "/auth/change-password", { currentPassword: passwords[1], newPassword: passwords[2] }),
  );

  const invited = plant("personal", "an invited address", `${word()}@example.test`);
  const invite = { email: invited, role: "viewer" };
  good("invitation", await as("POST", `/organizations/${organizationId}/members`, invite));
  await as("POST", `/organizations/${organizationId}/members`, invite);
  const invitation = plant(
    "secret",
    "the token of an invitation",
    await mailedToken(stage, client, invited, "invitation"),
  );
  await client.send("POST", `${v1}/invitations/look-up`, { token: `${invitation}x` });

  const newEmail = plant("personal", "the new address", `${word()}@example.test`);
  await as("POST", "/auth/change-email", { email: newEmail, password: wrong });
  good("change of address", await as("POST", "/auth/change-email", { email: newEmail, password: passwords[2] }));
  plant("secret", "the token of a new address", await mailedToken(stage, client, newEmail, "confirm-new-email"));

  const made = good("key", await as("POST", "/api-keys", { name: "Probe", scopes: ["calls.read"] }));
  const key = plant("secret", "an API key", String(made.body.key));
  const byKey = { authorization: `Bearer ${key}` };
  good("use of the key", await client.send("GET", `${v1}/calls`, undefined, byKey));
  await client.send("GET", `${v1}/inbox`, undefined, byKey);
  await client.send("GET", `${v1}/calls?q=${encodeURIComponent(name)}&bad=1`, undefined, byKey);

  const token = await as("POST", "/auth/token", {});
  if (token.status < 400) plant("secret", "an access token", String(token.body.token));
  const setup = good("second factor", await as("POST", "/auth/two-factor", { password: passwords[2] }));
  const { otpauthUri, recoveryCodes } = setup.body as { otpauthUri: string; recoveryCodes: string[] };
  plant("secret", "the secret of the second factor", new URL(otpauthUri).searchParams.get("secret")!);
  for (const code of recoveryCodes) plant("secret", "a recovery code", code);
  await as("POST", "/auth/two-factor/confirm", { code: "000000" });
  good("confirmed second factor", await as("POST", "/auth/two-factor/confirm", { code: totpCode(otpauthUri) }));

  const broken = `{"email":"${email}","password":"${passwords[2]}"`;
  await client.send("POST", `${v1}/auth/signin`, broken);
  await client.send("POST", `${v1}/auth/signin`, { email, password: passwords[2], nickname: name });
  await client.send("PATCH", `${v1}/auth/me`, { name: `${name}\u0000` }, { cookie });
  const step = good("sign-in with two steps", await signIn(passwords[2]!));
  const both = good(
    "second step",
    await client.send(
      "POST",
      `${v1}/auth/signin/two-factor`,
      { recoveryCode: recoveryCodes[0] },
      { cookie: cookiesOf(step) },
    ),
  );
  plantSession(both);
  return { organizationId, cookie: cookiesOf(both) };
}
