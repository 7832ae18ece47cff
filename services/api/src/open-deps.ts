import { listenForLiveEvents } from "@callflex/db/live-listen";
import { createLiveNotifier } from "@callflex/db/live-notify";
import { createPool } from "@callflex/db/pool";
import { createPrisma } from "@callflex/db/prisma";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import type { Logger } from "@callflex/platform/logger";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { createTwilioNumbers } from "@callflex/providers/twilio/numbers";
import { createVapiCalls } from "@callflex/providers/vapi/calls";
import { createVapiTestCalls } from "@callflex/providers/vapi/test-calls";
import { isVapiItself } from "@callflex/providers/vapi/client";
import type { ApiDeps } from "./app.ts";
import { createAuthLimits } from "./auth/auth-limits.ts";
import { createAuth } from "./auth/better-auth.ts";
import type { GoogleConfig } from "./auth/google-rules.ts";
import { createGoogleSignIn } from "./auth/google-sign-in.ts";
import { createSignInGuard } from "./auth/sign-in-guard.ts";
import type { ApiEnv } from "./env.ts";
import { createPostgresLiveBus } from "./events/postgres-live-bus.ts";
import { createStreamKeeper } from "./events/stream-keeper.ts";
import { createLimiter } from "./http/rate-limits.ts";

function googleConfig(env: ApiEnv): GoogleConfig | null {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, GOOGLE_DISCOVERY_URL: discoveryUrl } = env;
  return clientId && clientSecret ? { clientId, clientSecret, discoveryUrl } : null;
}

/**
 * Opens what the API works with.
 *
 * @returns the dependencies, and what closes them
 * @throws when the database can't be reached
 */
export async function openDeps(env: ApiEnv, logger: Logger): Promise<{ deps: ApiDeps; close: () => Promise<void> }> {
  const appDb = createPrisma(env.DATABASE_APP_URL, { name: "callflex-api" });
  const authDb = createPrisma(env.DATABASE_AUTH_URL, { name: "callflex-api-auth" });
  const livePool = createPool(env.DATABASE_APP_URL, { max: 2, name: "callflex-api-live" });
  const notifier = createLiveNotifier(env.DATABASE_DIRECT_URL);
  const keeper = createStreamKeeper({ authDb, logger });
  const closePools = async () => {
    keeper.close();
    await Promise.all([notifier.close(), livePool.end(), appDb.$disconnect(), authDb.$disconnect()]);
  };

  const listen = (onWake: () => void) => listenForLiveEvents(env.DATABASE_DIRECT_URL, onWake);
  const bus = await createPostgresLiveBus({ pool: livePool, listen, logger }).catch(async (error: unknown) => {
    await closePools();
    throw error;
  });
  const trustedOrigins = [...new Set([env.PUBLIC_WEB_URL, ...env.CORS_ORIGINS].map((url) => new URL(url).origin))];
  const authOptions = {
    authDb,
    secret: env.AUTH_SECRET,
    publicWebUrl: env.PUBLIC_WEB_URL,
    trustedOrigins,
    logger,
  };
  const google = googleConfig(env);
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env;
  const deps: ApiDeps = {
    logger,
    appDb,
    authDb,
    auth: createAuth(authOptions),
    google: google && createGoogleSignIn(() => createAuth({ ...authOptions, google }), env.PUBLIC_WEB_URL),
    encryptionKeys: parseEncryptionKeys(env.ENCRYPTION_KEYS),
    publicWebUrl: env.PUBLIC_WEB_URL,
    signInGuard: createSignInGuard(),
    authLimits: createAuthLimits(),
    limits: {
      user: createLimiter({ name: "user", points: env.RATE_LIMIT_PER_MINUTE, seconds: 60 }),
      address: createLimiter({ name: "address", points: 300, seconds: 60 }),
    },
    bus,
    keeper,
    tellOfChange: () => notifier.wake(),
    simulated: !isVapiItself(env.VAPI_BASE_URL),
    vapi: createVapiCalls({ apiKey: env.VAPI_API_KEY, baseUrl: env.VAPI_BASE_URL }),
    numbers: createTwilioNumbers(createTwilioClient({ accountSid, authToken, baseUrl: env.TWILIO_BASE_URL })),
    vapiTestCalls: createVapiTestCalls({ apiKey: env.VAPI_API_KEY, baseUrl: env.VAPI_BASE_URL }),
    temporalUi: env.TEMPORAL_UI_URL ? { url: env.TEMPORAL_UI_URL, namespace: env.TEMPORAL_NAMESPACE } : null,
    trustedOrigins,
  };
  return {
    deps,
    async close() {
      await bus.close();
      await closePools();
    },
  };
}
