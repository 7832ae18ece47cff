import type { Vapi } from "@vapi-ai/server-sdk";
import { answerOf, answerUnlessMissing, createLimit, createVapiClient, type VapiOptions } from "./client.ts";
import { listAll } from "./list-all.ts";

/** An assistant's configuration, with the ids by which it is found again. */
export type AssistantConfig = Vapi.CreateAssistantDto & {
  metadata: { callflexAssistantId: string; callflexOrganizationId: string };
};

/** Keeps assistants at VAPI. Every function throws `ProviderError`. */
export interface VapiAssistants {
  /**
   * Makes an assistant, or finds the one that carries the same `metadata.callflexAssistantId` and gives it this
   * configuration. A failure that is `retryable` leaves open whether it was made; calling again settles it. Of several that
   * two tries made at once, the oldest stays.
   *
   * @param madeAfter an older one can't be ours: spares reading the whole list, so give the row's time of creation
   */
  createVapiAssistant(config: AssistantConfig, madeAfter?: Date): Promise<Vapi.Assistant>;
  /**
   * Replaces the configuration; each member that is given is replaced as a whole.
   *
   * @throws {ProviderError} 404 when VAPI has no such assistant (any more)
   */
  updateVapiAssistant(id: string, config: AssistantConfig): Promise<Vapi.Assistant>;
  /** Deletes an assistant; one that isn't there counts as deleted. */
  deleteVapiAssistant(id: string): Promise<void>;
  /** Reads an assistant; null when VAPI has no such one. */
  getVapiAssistant(id: string): Promise<Vapi.Assistant | null>;
  /** All that were made for an id of ours, oldest first; more than one only while two tries are under way. */
  findVapiAssistants(assistantId: string, madeAfter?: Date): Promise<Vapi.Assistant[]>;
  /** All assistants of the account, ours or not, newest first. */
  listVapiAssistants(): Promise<Vapi.Assistant[]>;
}

/** Our clock and VAPI's may differ by this much. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Ids of ours that an assistant carries; null for one that isn't ours. */
export function assistantOwner(
  assistant: Pick<Vapi.Assistant, "metadata">,
): { assistantId: string; organizationId: string } | null {
  const { callflexAssistantId: assistantId, callflexOrganizationId: organizationId } = assistant.metadata ?? {};
  return typeof assistantId === "string" && typeof organizationId === "string" ? { assistantId, organizationId } : null;
}

/** Makes the client over the SDK. */
export function createVapiAssistants(options: VapiOptions): VapiAssistants {
  const { assistants } = createVapiClient(options);
  const find = async (assistantId: string, madeAfter?: Date) => {
    const since = madeAfter && new Date(madeAfter.getTime() - CLOCK_SKEW_MS);
    const all = await listAll((page) => assistants.list(page), since);
    // The same order for everyone, also of those made in the same millisecond: whoever tidies up keeps the same one.
    const age = ({ createdAt, id }: Vapi.Assistant) => `${createdAt} ${id}`;
    return all
      .filter((assistant) => assistantOwner(assistant)?.assistantId === assistantId)
      .toSorted((one, other) => (age(one) < age(other) ? -1 : 1));
  };
  const update = (id: string, config: AssistantConfig) => answerOf(assistants.update({ ...config, id }));
  const remove = async (id: string) => {
    await answerUnlessMissing(assistants.delete({ id }));
  };
  return {
    async createVapiAssistant(config, madeAfter) {
      const ours = () => find(config.metadata.callflexAssistantId, madeAfter);
      const [known] = await ours();
      if (known) return update(known.id, config);
      const made = await answerOf(assistants.create(config, createLimit(options)));
      // Another try may have come between the look and the making; everyone keeps the oldest.
      const [oldest = made, ...doubles] = await ours();
      await Promise.all(doubles.map(({ id }) => remove(id)));
      return oldest.id === made.id ? made : update(oldest.id, config);
    },
    updateVapiAssistant: update,
    deleteVapiAssistant: remove,
    getVapiAssistant: (id) => answerUnlessMissing(assistants.get({ id })),
    findVapiAssistants: find,
    listVapiAssistants: () => listAll((page) => assistants.list(page)),
  };
}
