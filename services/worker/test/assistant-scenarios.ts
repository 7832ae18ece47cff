import { ABANDON_SIGNAL } from "@callflex/contracts/workflow";
import type { WorkflowHandle } from "@temporalio/client";
import { assistantsAtVapi } from "./assistants-at-vapi.ts";
import { untilAttention, type Harness } from "./harness.ts";

/** The ways of the workflows about assistants, by the names of their histories. */
export function assistantScenarios(harness: () => Harness): Record<string, () => Promise<WorkflowHandle>> {
  async function refused(then: (handle: WorkflowHandle, mend: () => Promise<unknown>) => Promise<unknown>) {
    const assistants = assistantsAtVapi(harness());
    await assistants.fault({ method: "POST", failNext: 1, status: 400 });
    const input = await assistants.make();
    const handle = await assistants.ask(input);
    await untilAttention(handle, true);
    await then(handle, () => assistants.ask(input));
    await handle.result();
    return handle;
  }

  return {
    "sync-assistant-synced": async () => {
      const assistants = assistantsAtVapi(harness());
      const handle = await assistants.ask(await assistants.make());
      await handle.result();
      return handle;
    },
    "sync-assistant-again": async () => {
      const assistants = assistantsAtVapi(harness());
      const input = await assistants.makeSynced();
      await assistants.save(input, "Good day!");
      await assistants.fault({ method: "PATCH", latencyMs: 1_000 });
      const handle = await assistants.ask(input);
      await assistants.untilUnderWay(handle);
      await assistants.save(input, "Good morning!");
      await assistants.ask(input);
      await handle.result();
      return handle;
    },
    "sync-assistant-mended": () => refused((_handle, mend) => mend()),
    "sync-assistant-abandoned": () => refused((handle) => handle.signal(ABANDON_SIGNAL)),
    "delete-assistant": async () => {
      const assistants = assistantsAtVapi(harness());
      const handle = await assistants.remove(await assistants.makeSynced());
      await handle.result();
      return handle;
    },
    "delete-assistant-abandoned": async () => {
      const assistants = assistantsAtVapi(harness());
      const input = await assistants.makeSynced();
      await assistants.fault({ method: "DELETE", failNext: 1, status: 400 });
      const handle = await assistants.remove(input);
      await untilAttention(handle, true);
      await handle.signal(ABANDON_SIGNAL);
      await handle.result();
      return handle;
    },
  };
}
