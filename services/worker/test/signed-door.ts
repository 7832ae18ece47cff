import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "@callflex/db/ids";
import { verifyVapi } from "@callflex/providers/vapi/verify";
import { createVapiNumbers } from "@callflex/providers/vapi/numbers";
import { uniquePhone } from "@callflex/testing/factories";
import type { Harness } from "./harness.ts";
import { SECRETS } from "./run-worker.ts";

/** Takes what the sandbox's VAPI delivers and tells what it was signed with. */
export interface SignedDoor {
  /**
   * Lets somebody call a number whose deliveries a credential signs.
   *
   * @returns for each secret whether the first delivery was signed with it
   */
  signedBy(credentialId: string, secrets: string[]): Promise<boolean[]>;
  close(): Promise<void>;
}

interface Delivery {
  headers: Record<string, string | string[] | undefined>;
  rawBody: Buffer;
}

/** Opens the door. */
export async function openSignedDoor({ options, control }: Pick<Harness, "options" | "control">): Promise<SignedDoor> {
  const waiting = new Map<string, (delivery: Delivery) => void>();
  const server = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk as Buffer);
      waiting.get(req.url ?? "")?.({ headers: req.headers, rawBody: Buffer.concat(chunks) });
      res.setHeader("content-type", "application/json").end(JSON.stringify({ error: "Goodbye." }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { twilioAccountSid: accountSid, twilioAuthToken: authToken, vapiApiKey: apiKey } = SECRETS;
  const numbers = createVapiNumbers({ apiKey, baseUrl: `${options.sandboxUrl}/vapi` }, { accountSid, authToken });
  return {
    async signedBy(credentialId, secrets) {
      const e164 = uniquePhone();
      const path = `/${newId()}`;
      await control("POST", "/twilio/numbers", { phoneNumber: e164 });
      const link = { numberId: newId(), serverUrl: `${url}${path}`, credentialId, fallbackNumber: uniquePhone() };
      await numbers.importVapiPhoneNumber(e164, link);
      const delivered = new Promise<Delivery>((resolve) => waiting.set(path, resolve));
      await control("POST", "/calls", { to: e164, speed: "instant" });
      const { headers, rawBody } = await delivered;
      waiting.delete(path);
      return secrets.map(
        (secret) => verifyVapi({ headers, rawBody, credential: { scheme: "hmac", secret }, now: new Date() }).ok,
      );
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
