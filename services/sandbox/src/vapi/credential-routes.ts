import type { Router } from "express";
import type { Sandbox } from "../sandbox.ts";
import type { VapiCredential } from "../state/vapi-resources.ts";
import { credentialSchema } from "./credential-schema.ts";
import { resourceRoutes } from "./resource-routes.ts";

/** `/credential`: webhook credentials. Their secrets are never shown again. */
export function credentialRoutes(sandbox: Sandbox): Router {
  return resourceRoutes<VapiCredential>(sandbox, {
    name: "Credential",
    items: sandbox.store.credentials,
    schema: credentialSchema,
    show: ({ authenticationPlan, ...shown }) => {
      const { token: _token, secretKey: _secretKey, ...plan } = { ...authenticationPlan } as Record<string, unknown>;
      return { ...shown, authenticationPlan: plan };
    },
  });
}
