import { createLogger } from "@callflex/platform/logger";
import { runService } from "@callflex/platform/service";
import { readEnv } from "./env.ts";
import { startSandbox } from "./start-sandbox.ts";

const env = readEnv();
const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env;
const logger = createLogger({ service: "sandbox", level: env.LOG_LEVEL });

await runService(logger, async (onStop) => {
  const sandbox = await startSandbox({
    secrets: {
      vapiApiKey: env.VAPI_API_KEY,
      twilioAccountSid: env.TWILIO_ACCOUNT_SID,
      twilioAuthToken: env.TWILIO_AUTH_TOKEN,
      resendApiKey: env.RESEND_API_KEY,
      resendWebhookSecret: env.RESEND_WEBHOOK_SECRET,
      ...(clientId && clientSecret ? { google: { clientId, clientSecret } } : {}),
    },
    host: env.HOST,
    port: env.SANDBOX_PORT,
    publicUrl: env.SANDBOX_PUBLIC_URL,
    stateDir: env.SANDBOX_STATE_DIR,
    seed: env.SANDBOX_SEED,
    firstCallAfterSeconds: env.SANDBOX_FIRST_CALL_AFTER_SECONDS,
    logger,
  });
  onStop(() => sandbox.close());
  logger.info({ url: sandbox.url }, "listening");
});
