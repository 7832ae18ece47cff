import { apiKeyCreated, apiKeyCreateRequest, apiKeyList, apiKeyListQuery } from "@callflex/contracts/api/api-keys";
import { id } from "@callflex/contracts/common";
import { createApiKey } from "@callflex/domain/api-keys/create-api-key";
import { listApiKeys } from "@callflex/domain/api-keys/list-api-keys";
import { revokeApiKey } from "@callflex/domain/api-keys/revoke-api-key";
import { z } from "zod";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "api-keys";

/** Routes of API keys. */
export function apiKeyRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/api-keys",
      operationId: "listApiKeys",
      tag,
      summary: "API keys, newest first, also those that were revoked",
      permission: "api_keys.read",
      query: apiKeyListQuery,
      success: { status: 200, description: "A page of keys", schema: apiKeyList },
      handler: async ({ ctx, query }) => ({ body: await listApiKeys({ ctx, input: query }) }),
    }),
    // Without Idempotency-Key: the answer that it would store holds the key in clear.
    defineRoute({
      method: "post",
      path: "/api-keys",
      operationId: "createApiKey",
      tag,
      summary: "Make an API key",
      description:
        "The answer is the only one that holds the key. It is kept nowhere, so `Idempotency-Key` is not honoured here: if the " +
        "answer gets lost, revoke the key and make another. Whoever makes a key must have confirmed their own address.",
      permission: "api_keys.manage",
      body: apiKeyCreateRequest,
      success: { status: 201, description: "The key", schema: apiKeyCreated },
      problems: [409],
      handler: async ({ ctx, body }) => ({ body: await createApiKey({ ctx, input: body }) }),
    }),
    defineRoute({
      method: "delete",
      path: "/api-keys/{id}",
      operationId: "revokeApiKey",
      tag,
      summary: "Revoke an API key",
      description: "Its next request is refused, and its live streams end. A key that was revoked already stays so.",
      permission: "api_keys.manage",
      params: z.object({ id }),
      success: { status: 204, description: "It is revoked" },
      async handler({ ctx, params }) {
        await revokeApiKey({ ctx, input: params });
        return { body: undefined };
      },
    }),
  ];
}
