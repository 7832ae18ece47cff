import type { Vapi, VapiClient } from "@vapi-ai/server-sdk";
import { answerOf, answerUnlessMissing } from "./client.ts";
import { listAll } from "./list-all.ts";

/** An assistant's configuration, with the ids by which it is found again. */
export type AssistantConfig = Vapi.CreateAssistantDto & {
  metadata: { callflexAssistantId: string; callflexOrganizationId: string };
};

/** Keeps assistants at VAPI. Every function throws `ProviderError`. */
export interface VapiAssistants {
  /**
   * Makes an assistant, or finds the one that carries the same `metadata.callflexAssistantId` and gives it this
   * configuration. A failure that is `retryable` leaves open whether it was made; calling again settles it.
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
  /** All that were made for an id of ours, oldest first: more than one only after two workers did the same at once. */
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
export function createVapiAssistants(client: VapiClient): VapiAssistants {
  const { assistants } = client;
  const find = async (assistantId: string, madeAfter?: Date) => {
    const since = madeAfter && new Date(madeAfter.getTime() - CLOCK_SKEW_MS);
    const all = await listAll((page) => assistants.list(page), since);
    return all.filter((assistant) => assistantOwner(assistant)?.assistantId === assistantId).toReversed();
  };
  const update = (id: string, config: AssistantConfig) => answerOf(assistants.update({ ...config, id }));
  return {
    async createVapiAssistant(config, madeAfter) {
      const [known] = await find(config.metadata.callflexAssistantId, madeAfter);
      return known ? update(known.id, config) : answerOf(assistants.create(config));
    },
    updateVapiAssistant: update,
    async deleteVapiAssistant(id) {
      await answerUnlessMissing(assistants.delete({ id }));
    },
    getVapiAssistant: (id) => answerUnlessMissing(assistants.get({ id })),
    findVapiAssistants: find,
    listVapiAssistants: () => listAll((page) => assistants.list(page)),
  };
}
