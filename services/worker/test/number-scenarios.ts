import type { WorkflowHandle } from "@temporalio/client";
import { until, untilAttention, type Harness } from "./harness.ts";
import { numbersOf } from "./numbers.ts";

const IMPORT = { provider: "vapi", method: "POST", path: "/phone-number" } as const;

/** The ways of the workflows of numbers whose histories are kept, by the names of their files. */
export function numberScenarios(harness: () => Harness): Record<string, () => Promise<WorkflowHandle>> {
  const numbers = () => numbersOf(harness());
  const active = async () => {
    const number = await numbers().reserve();
    await (await numbers().provision(number.id)).result();
    return number;
  };
  const finished = async (handle: WorkflowHandle) => {
    await handle.result();
    return handle;
  };
  return {
    "provision-phone-number-active": async () => finished(await numbers().provision((await numbers().reserve()).id)),
    "provision-phone-number-gone": async () =>
      finished(await numbers().provision((await numbers().reserve({ e164: "+15005550000" })).id)),
    "provision-phone-number-retried": async () => {
      await numbers().faults({ ...IMPORT, failNext: 1, status: 403 });
      const handle = await numbers().provision((await numbers().reserve()).id);
      await untilAttention(handle, true);
      await handle.signal("retry");
      return finished(handle);
    },
    "provision-phone-number-left-behind": async () => {
      await numbers().faults({ provider: "vapi", path: "/phone-number", failNext: 1_000_000, status: 401 });
      const handle = await numbers().provision((await numbers().reserve()).id);
      await untilAttention(handle, true);
      await numbers().repair();
      await handle.signal("retry");
      await untilAttention(handle, false);
      await untilAttention(handle, true);
      await handle.signal("abandon");
      return finished(handle);
    },
    "provision-phone-number-called-off": async () => {
      await numbers().faults({ ...IMPORT, latencyMs: 2_000 });
      const { id } = await numbers().reserve();
      const handle = await numbers().provision(id);
      await until(
        () => numbers().steps(id),
        (steps) => steps.includes("link: running"),
      );
      await handle.cancel();
      return finished(handle);
    },
    "release-phone-number": async () => finished(await numbers().release((await active()).id)),
    "release-phone-number-waiting": async () => {
      await numbers().faults({ ...IMPORT, latencyMs: 2_000 });
      const { id } = await numbers().reserve();
      await numbers().provision(id);
      await until(
        () => numbers().steps(id),
        (steps) => steps.includes("link: running"),
      );
      return finished(await numbers().release(id));
    },
    "release-phone-number-retried": async () => {
      const { id } = await active();
      await numbers().faults({ provider: "twilio", method: "DELETE", failNext: 1, status: 403 });
      const handle = await numbers().release(id);
      await untilAttention(handle, true);
      await handle.signal("retry");
      return finished(handle);
    },
    "release-phone-number-called-off": async () => {
      const { id } = await active();
      await numbers().faults({ provider: "twilio", method: "DELETE", failNext: 1, status: 403 });
      const handle = await numbers().release(id);
      await untilAttention(handle, true);
      await handle.cancel();
      await handle.result().catch(() => undefined);
      return handle;
    },
    "relink-phone-number": async () => finished(await numbers().relink((await active()).id)),
    "relink-phone-number-anew": async () => finished(await numbers().relink((await active()).id, { anew: true })),
  };
}
