import { workflowId } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { transaction } from "@callflex/db/transaction";
import { enqueueIntent, type Intent } from "@callflex/domain/outbox/enqueue";
import type { IntentType } from "@callflex/contracts/intents";
import type { SagaStage } from "./stage.ts";

/** One run of a workflow: how it is asked for, and whether its end is in the database. */
export interface SagaWay {
  begin(): Promise<void>;
  isOver(): Promise<boolean>;
}

/** The workflows that work at providers, each with what makes something for it to work on. */
export type SagaWays = Record<string, () => Promise<SagaWay>>;

let digits = 0;

/** Makes the ways over a stage. What they make stays: the verdicts look at all of it. */
export function sagaWays(stage: SagaStage): SagaWays {
  const { admin, tenant } = stage;
  const { organizationId } = tenant;
  const ask = async <T extends IntentType>(type: T, body: Intent<T>["body"]) => {
    await transaction(admin, (tx) => enqueueIntent(tx, { type, organizationId, eventKey: `${type}/${newId()}`, body }));
    stage.notifier.wake();
  };
  const holds = async (sql: string, params: unknown[]) =>
    (await admin.query<{ holds: boolean }>(`SELECT EXISTS (${sql}) AS holds`, params)).rows[0]!.holds;
  const over = async (way: SagaWay) => {
    while (!(await way.isOver())) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  async function makeAssistant(): Promise<string> {
    const id = newId();
    await admin.query(
      `INSERT INTO assistants (id, organization_id, name, status, first_message, prompt, sync_state)
       VALUES ($1, $2, 'Saga', 'active', 'Hello.', 'You answer the phone.', 'pending')`,
      [id, organizationId],
    );
    return id;
  }

  function provisioning(id: string, e164: string, assistantId: string): SagaWay {
    return {
      async begin() {
        await admin.query(
          `INSERT INTO phone_numbers (id, organization_id, e164, assistant_id, fallback_number, workflow_id)
           VALUES ($1, $2, $3, $4, '+14155550160', $5)`,
          [id, organizationId, e164, assistantId, workflowId.provision(id)],
        );
        await ask("phone_number.provision", { phoneNumberId: id });
      },
      isOver: () => holds("SELECT FROM phone_numbers WHERE id = $1 AND state IN ('active', 'failed')", [id]),
    };
  }

  async function newProvisioning(): Promise<{ id: string; way: SagaWay }> {
    digits += 1;
    const id = newId();
    const e164 = `+1614555${String(1000 + digits).padStart(4, "0")}`;
    return { id, way: provisioning(id, e164, await makeAssistant()) };
  }

  async function activeNumber(): Promise<string> {
    const { id, way } = await newProvisioning();
    await way.begin();
    await over(way);
    return id;
  }

  const syncing = (id: string): SagaWay => ({
    begin: () => ask("assistant.sync", { assistantId: id }),
    isOver: () => holds("SELECT FROM assistants WHERE id = $1 AND sync_state = 'synced'", [id]),
  });

  return {
    provisionPhoneNumber: async () => (await newProvisioning()).way,

    async releasePhoneNumber() {
      const id = await activeNumber();
      return {
        async begin() {
          await admin.query("UPDATE phone_numbers SET state = 'releasing' WHERE id = $1", [id]);
          await ask("phone_number.release", { phoneNumberId: id });
        },
        isOver: () => holds("SELECT FROM phone_numbers WHERE id = $1 AND state = 'released'", [id]),
      };
    },

    async relinkPhoneNumber() {
      const id = await activeNumber();
      const { rows } = await admin.query<{ e164: string }>("SELECT e164 FROM phone_numbers WHERE id = $1", [id]);
      return {
        async begin() {
          await admin.query("UPDATE phone_numbers SET fallback_number = '+14155550161' WHERE id = $1", [id]);
          await ask("phone_number.relink", { phoneNumberId: id });
        },
        isOver: async () =>
          (await stage.providers.vapiNumbers.findVapiPhoneNumber(rows[0]!.e164))?.fallbackNumber === "+14155550161",
      };
    },

    syncAssistant: async () => syncing(await makeAssistant()),

    async deleteAssistant() {
      const id = await makeAssistant();
      const made = syncing(id);
      await made.begin();
      await over(made);
      return {
        async begin() {
          await admin.query("UPDATE assistants SET deleted_at = now() WHERE id = $1", [id]);
          await ask("assistant.delete", { assistantId: id });
        },
        isOver: async () => (await stage.providers.vapiAssistants.findVapiAssistants(id)).length === 0,
      };
    },
  };
}
