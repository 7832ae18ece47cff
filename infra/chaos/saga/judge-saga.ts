import { assistantOwner } from "@callflex/providers/vapi/assistants";
import { counted, none, type Verdict } from "../verdict.ts";
import type { SagaStage } from "./stage.ts";

interface Owned {
  id: string;
  state: string;
}

/** Things at a provider by the id of ours that they carry, against the rows that should have exactly one each. */
function compared(name: string, carried: readonly (string | null)[], rows: readonly string[]): Verdict[] {
  const wanted = new Set(rows);
  const found = new Map<string, number>();
  for (const id of carried) if (id) found.set(id, (found.get(id) ?? 0) + 1);
  const orphans = [...found.keys()].filter((id) => !wanted.has(id));
  const doubles = [...found].filter(([, count]) => count > 1).map(([id]) => id);
  const missing = rows.filter((id) => !found.has(id));
  return [
    counted(`${name} that no row stands for`, 0, orphans.length, orphans),
    counted(`${name} that are there twice`, 0, doubles.length, doubles),
    counted(`rows without ${name}`, 0, missing.length, missing),
  ];
}

/** What the tables say. */
async function inDatabase({ admin }: SagaStage): Promise<Verdict[]> {
  return [
    await none(
      admin,
      "numbers that are neither final nor wait with a reason",
      `SELECT id, state, last_error FROM phone_numbers
       WHERE state IN ('provisioning', 'releasing') OR (state = 'failed' AND last_error IS NULL)`,
      [],
    ),
    await none(
      admin,
      "numbers that something was left behind of, or that a workflow still holds",
      "SELECT id, state, cleanup_error, workflow_id FROM phone_numbers WHERE cleanup_error IS NOT NULL OR workflow_id IS NOT NULL",
      [],
    ),
    await none(
      admin,
      "numbers that a fault of the moment made fail",
      "SELECT id, last_error FROM phone_numbers WHERE state = 'failed'",
      [],
    ),
    await none(
      admin,
      "steps of active numbers that aren't done",
      `SELECT s.phone_number_id, s.step, s.state FROM phone_number_steps s JOIN phone_numbers n ON n.id = s.phone_number_id
       WHERE n.state = 'active' AND s.flow = 'provision' AND s.state <> 'done'`,
      [],
    ),
    await none(
      admin,
      "events that are not done",
      "SELECT e.type, d.state, d.last_error FROM outbox_deliveries d JOIN outbox_events e ON e.id = d.event_id",
      [],
    ),
  ];
}

/** What the providers' stand-ins have. */
async function atProviders({ admin, providers, tenant }: SagaStage): Promise<Verdict[]> {
  const { rows: numbers } = await admin.query<Owned>(
    "SELECT id, state FROM phone_numbers WHERE twilio_sid IS NOT NULL",
  );
  const { rows: assistants } = await admin.query<{ id: string }>(
    "SELECT id FROM assistants WHERE organization_id = $1 AND deleted_at IS NULL AND name = 'Saga' AND vapi_assistant_id IS NOT NULL",
    [tenant.organizationId],
  );
  const active = numbers.filter(({ state }) => state === "active").map(({ id }) => id);
  const [bought, linked, made] = await Promise.all([
    providers.twilioNumbers.listNumbers(),
    providers.vapiNumbers.listVapiPhoneNumbers(),
    providers.vapiAssistants.listVapiAssistants(),
  ]);
  return [
    ...compared(
      "numbers at Twilio",
      bought.map(({ ownerId }) => ownerId),
      active,
    ),
    ...compared(
      "numbers at VAPI",
      linked.map(({ numberId }) => numberId),
      active,
    ),
    ...compared(
      "assistants at VAPI",
      made.map((one) => assistantOwner(one)?.assistantId ?? null),
      assistants.map(({ id }) => id),
    ),
  ];
}

/** What Temporal still works on. */
async function inTemporal({ temporal }: SagaStage): Promise<Verdict[]> {
  const count = async (query: string) => (await temporal.workflow.count(query)).count;
  return [
    counted("workflows that wait for a person", 0, await count("NeedsAttention = true")),
    counted("workflows that failed", 0, await count("ExecutionStatus IN ('Failed', 'Terminated', 'TimedOut')")),
  ];
}

/** Everything that must hold after the run, counted in SQL, at the providers and at Temporal. */
export async function judgeSaga(stage: SagaStage): Promise<Verdict[]> {
  return [...(await inDatabase(stage)), ...(await atProviders(stage)), ...(await inTemporal(stage))];
}
