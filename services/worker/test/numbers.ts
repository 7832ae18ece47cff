import { workflowId, WORKFLOWS, type PhoneNumberInput, type RelinkNumberInput } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { providersAt } from "./run-worker.ts";
import type { Harness } from "./harness.ts";

/** A number's row, as far as tests look at it. */
export interface NumberRow {
  state: string;
  twilio_sid: string | null;
  vapi_phone_number_id: string | null;
  last_error: string | null;
  last_error_remedy: string | null;
  cleanup_error: string | null;
  workflow_id: string | null;
}

let digits = 0;

/** Digits that nobody else uses: the exchange 555 of an area code of this process. */
export function freeNumber(): string {
  digits += 1;
  return `+1${302 + (process.pid % 500)}555${String(1000 + digits).slice(-4)}`;
}

/** What tests do with numbers of the harness's organization. */
export function numbersOf(harness: Harness) {
  const { admin, client, organizationId } = harness;
  const { twilioNumbers, vapiNumbers } = providersAt(harness.options.sandboxUrl);

  return {
    /** Reserves a number as the API does. */
    async reserve(
      given: { e164?: string; assistantId?: string; id?: string } = {},
    ): Promise<{ id: string; e164: string }> {
      const { id = newId(), e164 = freeNumber(), assistantId = null } = given;
      await admin.query(
        `INSERT INTO phone_numbers (id, organization_id, e164, assistant_id, fallback_number, workflow_id)
         VALUES ($1, $2, $3, $4, '+14155550160', $5)`,
        [id, organizationId, e164, assistantId, workflowId.provision(id)],
      );
      return { id, e164 };
    },
    provision: (id: string, as = workflowId.provision(id)) =>
      harness.start(WORKFLOWS.provisionPhoneNumber, as, {
        organizationId,
        phoneNumberId: id,
      } satisfies PhoneNumberInput),
    /** Asks for the release as the API does, and starts it. */
    async release(id: string, as = workflowId.release(id)) {
      await admin.query(
        "UPDATE phone_numbers SET state = 'releasing', last_error = NULL WHERE id = $1 AND state NOT IN ('releasing', 'released')",
        [id],
      );
      return harness.start(WORKFLOWS.releasePhoneNumber, as, { organizationId, phoneNumberId: id });
    },
    relink: (id: string, { run = newId(), anew = false } = {}) =>
      harness.start(WORKFLOWS.relinkPhoneNumber, workflowId.relink(id, run), {
        organizationId,
        phoneNumberId: id,
        ...(anew ? { anew } : {}),
      } satisfies RelinkNumberInput),
    handleOf: (id: string) => client.workflow.getHandle(workflowId.provision(id)),

    async row(id: string): Promise<NumberRow> {
      const { rows } = await admin.query<NumberRow>(
        `SELECT state, twilio_sid, vapi_phone_number_id, last_error, last_error_remedy, cleanup_error, workflow_id
         FROM phone_numbers WHERE id = $1`,
        [id],
      );
      return rows[0]!;
    },
    /** Names of the steps by their states, in their order: `buy: done`. */
    async steps(id: string, flow: "provision" | "release" = "provision"): Promise<string[]> {
      const { rows } = await admin.query<{ line: string }>(
        "SELECT step || ': ' || state AS line FROM phone_number_steps WHERE phone_number_id = $1 AND flow = $2 ORDER BY position",
        [id, flow],
      );
      return rows.map(({ line }) => line);
    },
    /** How many numbers the providers have for a row. */
    async atProviders({ id, e164 }: { id: string; e164: string }): Promise<{ twilio: number; vapi: number }> {
      const [owned, linked] = await Promise.all([twilioNumbers.listNumbers(), vapiNumbers.listVapiPhoneNumbers()]);
      return {
        twilio: owned.filter((number) => number.ownerId === id || number.e164 === e164).length,
        vapi: linked.filter((number) => number.numberId === id || number.e164 === e164).length,
      };
    },
    linked: async (e164: string) => (await vapiNumbers.findVapiPhoneNumber(e164))!,
    owned: async (id: string) => (await twilioNumbers.findNumber(id))!,
    /** Switches faults on; each strikes once where nothing else is said. */
    faults: (...requests: Record<string, unknown>[]) =>
      harness.control("PUT", "/faults", {
        requests: requests.map((fault) =>
          "latencyMs" in fault || "failNext" in fault ? fault : { failNext: 1, ...fault },
        ),
      }),
    repair: () => harness.control("DELETE", "/faults"),
  };
}

/** Tests' hands on numbers. */
export type Numbers = ReturnType<typeof numbersOf>;

/** Nothing at a provider. */
export const NOTHING = { twilio: 0, vapi: 0 };
/** One number at each provider. */
export const ONE_EACH = { twilio: 1, vapi: 1 };
