import {
  rotationAccepted,
  vapiCredentialList,
  vapiCredentialListQuery,
} from "@callflex/contracts/api/vapi-credentials";
import { listVapiCredentials } from "@callflex/domain/vapi-credentials/list-vapi-credentials";
import { requestRotation } from "@callflex/domain/vapi-credentials/request-rotation";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "vapi-credentials";

/** Routes of the keys by which deliveries about calls are proved. */
export function vapiCredentialRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/vapi-credentials",
      operationId: "listVapiCredentials",
      tag,
      summary: "Webhook keys, newest first, also those that are refused by now",
      description: "Which keys there are and since when. A key itself is never shown.",
      permission: "phone_numbers.manage",
      query: vapiCredentialListQuery,
      success: { status: 200, description: "A page of keys", schema: vapiCredentialList },
      handler: async ({ ctx, query }) => ({ body: await listVapiCredentials({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "post",
      path: "/vapi-credentials/rotate",
      operationId: "rotateVapiCredential",
      tag,
      summary: "Change the webhook key",
      description:
        "A new key is made and used about half a minute later. The one before is accepted for another hour, so that no call " +
        "is lost. Refused while an earlier change isn't over.",
      permission: "phone_numbers.manage",
      idempotent: true,
      success: { status: 202, description: "It will be changed", schema: rotationAccepted },
      problems: [409],
      handler: async ({ ctx }) => ({ body: await requestRotation({ ctx }) }),
    }),
  ];
}
