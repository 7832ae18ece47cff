import type { PrismaClient } from "@callflex/db/prisma";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import type { Logger } from "@callflex/platform/logger";
import type { TwilioNumbers } from "@callflex/providers/twilio/numbers";
import type { VapiCalls } from "@callflex/providers/vapi/calls";
import type { VapiTestCalls } from "@callflex/providers/vapi/test-calls";
import cors from "cors";
import express, { type Express } from "express";
import helmet from "helmet";
import type { RateLimiterMemory } from "rate-limiter-flexible";
import { assistantTestRoutes } from "./assistant-tests/routes.ts";
import type { AuthLimits } from "./auth/auth-limits.ts";
import { apiKeyRoutes } from "./api-keys/routes.ts";
import { assistantRoutes } from "./assistants/routes.ts";
import { auditLogRoutes } from "./audit-log/routes.ts";
import { createAuthenticate } from "./auth/authenticate.ts";
import type { Auth } from "./auth/better-auth.ts";
import type { GoogleSignIn } from "./auth/google-sign-in.ts";
import { authRoutes } from "./auth/routes.ts";
import type { SignInGuard } from "./auth/sign-in-guard.ts";
import { callRoutes } from "./calls/routes.ts";
import type { TemporalUi } from "./calls/workflow-link.ts";
import { docsPage, documentRoute } from "./docs/routes.ts";
import { driftRoutes } from "./drift/routes.ts";
import type { LiveBus } from "./events/live-bus.ts";
import { eventRoutes } from "./events/routes.ts";
import type { StreamKeeper } from "./events/stream-keeper.ts";
import { healthRoutes } from "./health/routes.ts";
import { answerErrors, answerUnknownRoute } from "./http/answer-errors.ts";
import { mountRoutes } from "./http/mount-routes.ts";
import { originCheck } from "./http/origin-check.ts";
import { requestLog } from "./http/request-log.ts";
import type { Route } from "./http/route.ts";
import { inboxRoutes } from "./inbox/routes.ts";
import { industryRoutes } from "./industries/routes.ts";
import { knowledgeRoutes } from "./knowledge/routes.ts";
import { invitationRoutes } from "./invitations/routes.ts";
import { memberRoutes } from "./members/routes.ts";
import { organizationRoutes } from "./organizations/routes.ts";
import { numberDisclosureRoutes } from "./phone-number-settings/disclosure-routes.ts";
import { numberForwardingRoutes } from "./phone-number-settings/forwarding-routes.ts";
import { numberRoutingRoutes } from "./phone-number-settings/routing-routes.ts";
import { phoneNumberRoutes } from "./phone-numbers/routes.ts";
import { textingRoutes } from "./phone-number-settings/texting-routes.ts";
import { settingsRoutes } from "./settings/routes.ts";
import { vapiCredentialRoutes } from "./vapi-credentials/routes.ts";
import { testCallRoutes } from "./test-calls/routes.ts";
import { templateRoutes } from "./templates/routes.ts";

/** What the API works with. */
export interface ApiDeps {
  logger: Logger;
  /** Client of the role callflex_app. */
  appDb: PrismaClient;
  /** Client of the role callflex_auth. */
  authDb: PrismaClient;
  auth: Auth;
  /** Close what mails about accounts say. */
  encryptionKeys: EncryptionKeys;
  /** Where browsers see the product; links in mails lead there. */
  publicWebUrl: string;
  signInGuard: SignInGuard;
  authLimits: AuthLimits;
  google: GoogleSignIn | null;
  limits: { user: RateLimiterMemory; address: RateLimiterMemory };
  bus: LiveBus;
  keeper: StreamKeeper;
  tellOfChange(): void;
  vapi: Pick<VapiCalls, "getRecordingStream">;
  numbers: Pick<TwilioNumbers, "searchAvailableNumbers" | "listNumberPapers">;
  vapiTestCalls: Pick<VapiTestCalls, "controlVapiCall">;
  /** Whether a stand-in answers at the address of VAPI. */
  simulated: boolean;
  temporalUi: TemporalUi;
  /** Origins of pages that may use the API. */
  trustedOrigins: string[];
  /** Our clock, where it is another one than the machine's. */
  now?: () => Date;
}

/** Every route of the API: what isn't listed here is neither reachable nor documented. */
export function apiRoutes(deps: ApiDeps): Route[] {
  const mailing = { keys: deps.encryptionKeys, publicWebUrl: deps.publicWebUrl };
  const now = deps.now ?? (() => new Date());
  const routes: Route[] = [
    ...authRoutes(deps),
    ...organizationRoutes(deps),
    ...settingsRoutes(),
    ...auditLogRoutes(),
    ...industryRoutes(deps),
    ...memberRoutes({ mailing }),
    ...invitationRoutes({ authDb: deps.authDb, mailing }),
    ...apiKeyRoutes(),
    ...knowledgeRoutes(),
    ...templateRoutes(),
    ...assistantRoutes(),
    ...assistantTestRoutes(deps),
    ...callRoutes(deps),
    ...numberDisclosureRoutes(),
    ...numberForwardingRoutes({ now }),
    ...numberRoutingRoutes({ now }),
    ...textingRoutes(),
    ...inboxRoutes(),
    ...phoneNumberRoutes(deps),
    ...vapiCredentialRoutes(),
    ...testCallRoutes(deps),
    ...driftRoutes(),
    ...eventRoutes(deps),
    documentRoute(() => routes),
  ];
  return routes;
}

function crossOrigin(trustedOrigins: string[]) {
  return cors({
    origin: trustedOrigins,
    credentials: true,
    methods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowedHeaders: [
      "Authorization",
      "Content-Type",
      "Idempotency-Key",
      "If-Match",
      "Last-Event-ID",
      "X-Organization-Id",
      "X-Request-Id",
    ],
    exposedHeaders: [
      "ETag",
      "Idempotency-Replayed",
      "RateLimit",
      "RateLimit-Policy",
      "Retry-After",
      "Set-Auth-Token",
      "X-Request-Id",
    ],
    maxAge: 600,
  });
}

/** Makes the Express app. */
export function createApp(deps: ApiDeps, routes: readonly Route[] = apiRoutes(deps)): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // Proxies of ours stand in private networks; what they add to X-Forwarded-For is believed, what clients send isn't.
  app.set("trust proxy", ["loopback", "linklocal", "uniquelocal"]);
  app.use(requestLog(deps.logger));
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      crossOriginResourcePolicy: { policy: "same-site" },
    }),
  );
  app.use(healthRoutes(deps));
  app.use("/api", docsPage());
  app.use("/api/v1", crossOrigin(deps.trustedOrigins), originCheck(deps.trustedOrigins));
  app.use("/api/v1", mountRoutes({ ...deps, authenticate: createAuthenticate(deps) }, routes));
  app.use(answerUnknownRoute);
  app.use(answerErrors(deps.logger));
  return app;
}
