import type { Vapi } from "@vapi-ai/server-sdk";
import { tagOf, taggedId } from "../tag.ts";
import {
  answerUnlessMissing,
  createVapiClient,
  messageOf,
  statusError,
  toProviderError,
  type VapiOptions,
} from "./client.ts";
import { listAll } from "./list-all.ts";

/** A credential by which VAPI proves itself to our ingress; its secret is never shown again. */
export interface WebhookCredential {
  id: string;
  /** Id of the organization whose deliveries are signed with it, from the name; null for one that isn't ours. */
  organizationId: string | null;
  name: string | null;
}

/** Keeps the credentials by which VAPI signs. Every function throws `ProviderError`. */
export interface VapiCredentials {
  /**
   * Makes an organization's credential, or finds it and gives it this secret. A failure that is `retryable` leaves open
   * whether it was made; calling again settles it. Of several that two tries made at once, the oldest stays.
   *
   * @param given.secret shared with the ingress, which must know it before VAPI does
   * @param given.knownId VAPI's id from before, if there is one: it is looked at first
   */
  createVapiCredential(given: { organizationId: string; secret: string; knownId?: string }): Promise<WebhookCredential>;
  /**
   * Gives a credential another secret: from now on VAPI signs with it, for all numbers at once. The ingress must know the
   * new one before, and the old one until deliveries that are under way have arrived. Safe to repeat.
   *
   * @throws {ProviderError} 404 when VAPI has no such credential (any more)
   */
  rotateVapiCredential(id: string, given: { organizationId: string; secret: string }): Promise<WebhookCredential>;
  /** Deletes a credential; one that isn't there counts as deleted. */
  deleteVapiCredential(id: string): Promise<void>;
  /** Reads a credential; null when VAPI has no such one. */
  getVapiCredential(id: string): Promise<WebhookCredential | null>;
  /** All credentials for webhooks of the account, ours or not, newest first. */
  listVapiCredentials(): Promise<WebhookCredential[]>;
}

interface Shown {
  id: string;
  name?: string | null;
  provider?: string;
  createdAt: string;
}

/** How VAPI signs for us: what vapi/verify.ts reads. */
function contentOf(organizationId: string, secretKey: string): Vapi.CreateWebhookCredentialDto {
  return {
    name: tagOf(organizationId),
    authenticationPlan: {
      type: "hmac",
      secretKey,
      algorithm: "sha256",
      signatureHeader: "x-signature",
      timestampHeader: "x-timestamp",
      includeTimestamp: true,
      payloadFormat: "{timestamp}.{body}",
      signatureEncoding: "hex",
    },
  };
}

function credential({ id, name = null }: Shown): WebhookCredential {
  return { id, organizationId: taggedId(name), name };
}

/** Makes the client over the SDK, which has no methods for credentials; its passthrough adds the key and the time limit. */
export function createVapiCredentials(options: VapiOptions): VapiCredentials {
  const client = createVapiClient(options);
  const base = options.baseUrl.replace(/\/+$/, "");
  async function send<T>(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: object): Promise<T> {
    const content = body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {};
    try {
      // A whole address: the passthrough would take a query for a part of the path.
      const answer = await client.fetch(`${base}${path}`, { method, ...content });
      if (answer.ok) return (await answer.json()) as T;
      const details: unknown = await answer.json().catch(() => undefined);
      throw statusError(answer.status, messageOf(answer.status, details), answer.headers);
    } catch (error) {
      throw toProviderError(error);
    }
  }
  const pathOf = (id: string) => `/credential/${encodeURIComponent(id)}`;
  const list = async () => {
    const all = await listAll((page) => {
      const given = Object.entries(page).filter(([, value]) => value !== undefined);
      return send<Shown[]>("GET", `/credential?${new URLSearchParams(given as [string, string][]).toString()}`);
    });
    return all.filter(({ provider }) => provider === "webhook");
  };
  const find = async (organizationId: string) => {
    // The same order for everyone, also of those made in the same millisecond: whoever tidies up keeps the same one.
    const age = ({ createdAt, id }: Shown) => `${createdAt} ${id}`;
    const all = (await list()).toSorted((one, other) => (age(one) < age(other) ? -1 : 1));
    return all.map(credential).filter((found) => found.organizationId === organizationId);
  };
  const remove = async (id: string) => {
    await answerUnlessMissing(send("DELETE", pathOf(id)));
  };
  const rotate: VapiCredentials["rotateVapiCredential"] = async (id, { organizationId, secret }) =>
    credential(await send<Shown>("PATCH", pathOf(id), contentOf(organizationId, secret)));
  return {
    async createVapiCredential({ organizationId, secret, knownId }) {
      const kept = knownId ? await answerUnlessMissing(rotate(knownId, { organizationId, secret })) : null;
      if (kept) return kept;
      const [known] = await find(organizationId);
      if (known) return rotate(known.id, { organizationId, secret });
      const content = { provider: "webhook", ...contentOf(organizationId, secret) };
      const made = credential(await send<Shown>("POST", "/credential", content));
      // Another try may have come between the look and the making; everyone keeps the oldest.
      const [oldest = made, ...doubles] = await find(organizationId);
      await Promise.all(doubles.map(({ id }) => remove(id)));
      return oldest.id === made.id ? made : rotate(oldest.id, { organizationId, secret });
    },
    rotateVapiCredential: rotate,
    deleteVapiCredential: remove,
    async getVapiCredential(id) {
      const found = await answerUnlessMissing(send<Shown>("GET", pathOf(id)));
      return found && credential(found);
    },
    listVapiCredentials: async () => (await list()).map(credential),
  };
}
