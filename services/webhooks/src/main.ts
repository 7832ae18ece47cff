import { listenForLiveEvents } from "@callflex/db/live-listen";
import { createLiveNotifier } from "@callflex/db/live-notify";
import { createPool } from "@callflex/db/pool";
import { listen } from "@callflex/platform/http-server";
import { createLogger } from "@callflex/platform/logger";
import { runService } from "@callflex/platform/service";
import { createApp } from "./app.ts";
import { readEnv } from "./env.ts";
import { meterStarts } from "./relay/meter-starts.ts";
import { startRelay } from "./relay/relay.ts";
import { createWorkflowStarter } from "./relay/workflow-starter.ts";

const env = readEnv();
const logger = createLogger({ service: "webhooks", level: env.LOG_LEVEL });

await runService(logger, async (onStop) => {
  const pool = createPool(env.DATABASE_SERVICE_URL, { name: "callflex-webhooks", max: 20 });
  onStop(() => pool.end());
  const live = createLiveNotifier(env.DATABASE_DIRECT_URL);
  onStop(() => live.close());

  let wakeRelay = () => {};
  if (env.RELAY_ENABLED) {
    const workflows = meterStarts(
      createWorkflowStarter({ address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE }),
    );
    onStop(() => workflows.close());
    const listen = (onWake: () => void) => listenForLiveEvents(env.DATABASE_DIRECT_URL, onWake);
    const relay = startRelay({ pool, workflows, logger, onApplied: () => live.wake(), listen });
    onStop(() => relay.close());
    wakeRelay = () => relay.wake();
  }
  if (env.INGRESS_ENABLED) {
    const app = createApp({
      pool,
      logger,
      encryptionKeys: env.ENCRYPTION_KEYS,
      twilioAuthTokens: [
        env.TWILIO_AUTH_TOKEN,
        ...(env.TWILIO_AUTH_TOKEN_PREVIOUS ? [env.TWILIO_AUTH_TOKEN_PREVIOUS] : []),
      ],
      publicUrl: env.PUBLIC_WEBHOOKS_URL,
      ...(env.VAPI_CONCURRENT_CALLS ? { providerLimit: env.VAPI_CONCURRENT_CALLS } : {}),
      onRecorded: () => wakeRelay(),
      onApplied: () => live.wake(),
    });
    const server = await listen(app, { host: env.HOST, port: env.WEBHOOKS_PORT });
    onStop(() => server.close());
    logger.info({ url: server.url }, "ingress listens");
  }
});
