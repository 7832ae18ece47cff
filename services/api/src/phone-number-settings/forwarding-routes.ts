import {
  numberForwardingRequest,
  numberForwardingState,
  type NumberForwardingState,
} from "@callflex/contracts/api/number-forwarding";
import { id } from "@callflex/contracts/common";
import { beginVerification } from "@callflex/domain/forwarding/begin-verification";
import { getNumberForwarding } from "@callflex/domain/forwarding/get-number-forwarding";
import { setNumberForwarding } from "@callflex/domain/forwarding/set-number-forwarding";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "phone-numbers";
const path = "/phone-numbers/{id}/forwarding";
const params = z.object({ id });
const ETAG = { ETag: "The number's version" };

function tagged(body: NumberForwardingState) {
  return { body, headers: { ETag: entityTag(body.version) } };
}

/**
 * Routes of the business's own number, which forwards its calls to one of ours.
 *
 * @param deps.now our clock
 */
export function numberForwardingRoutes({ now }: { now: () => Date }): Route[] {
  return [
    defineRoute({
      method: "get",
      path,
      operationId: "getNumberForwarding",
      tag,
      summary: "Which number forwards its calls here",
      permission: "phone_numbers.read",
      params,
      success: {
        status: 200,
        description: "The number, and whether a call came",
        schema: numberForwardingState,
        headers: ETAG,
      },
      handler: async ({ ctx, params: { id: numberId } }) =>
        tagged(await getNumberForwarding({ ctx, input: { id: numberId } })),
    }),
    defineRoute({
      method: "put",
      path,
      operationId: "setNumberForwarding",
      tag,
      summary: "Say which number forwards its calls here",
      permission: "phone_numbers.manage",
      versioned: true,
      params,
      body: numberForwardingRequest,
      success: { status: 200, description: "The number as it is now", schema: numberForwardingState, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params: { id: numberId }, body, versions }) =>
        tagged(await setNumberForwarding({ ctx, input: { id: numberId, choice: body.forwarding, versions } })),
    }),
    defineRoute({
      method: "post",
      path: `${path}/verify`,
      operationId: "verifyNumberForwarding",
      tag,
      summary: "Wait for a call that the business's number forwards",
      description:
        "Call the business's number from another telephone and let it ring. When the call arrives here, the forwarding is verified, and the live stream tells `number_progress`.",
      permission: "phone_numbers.manage",
      params,
      success: { status: 200, description: "A call is waited for", schema: numberForwardingState, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params: { id: numberId } }) =>
        tagged(await beginVerification({ ctx, input: { id: numberId, now: now() } })),
    }),
  ];
}
