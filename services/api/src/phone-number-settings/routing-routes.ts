import {
  numberRoutingRequest,
  numberRoutingState,
  routeExplanation,
  routeQuestionRequest,
  type NumberRoutingState,
} from "@callflex/contracts/api/number-routing";
import { id } from "@callflex/contracts/common";
import { explainRoute } from "@callflex/domain/routing/explain-route";
import { getNumberRouting } from "@callflex/domain/routing/get-number-routing";
import { setNumberRouting } from "@callflex/domain/routing/set-number-routing";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "phone-numbers";
const params = z.object({ id });
const ETAG = { ETag: "The number's version" };

function tagged(body: NumberRoutingState) {
  return { body, headers: { ETag: entityTag(body.version) } };
}

/**
 * Routes of the rules by which a number's calls are taken.
 *
 * @param deps.now our clock
 */
export function numberRoutingRoutes({ now }: { now: () => Date }): Route[] {
  const path = "/phone-numbers/{id}/routing";
  return [
    defineRoute({
      method: "get",
      path,
      operationId: "getNumberRouting",
      tag,
      summary: "Rules by which the number's calls are taken",
      permission: "phone_numbers.read",
      params,
      success: { status: 200, description: "The rules", schema: numberRoutingState, headers: ETAG },
      handler: async ({ ctx, params: { id: numberId } }) =>
        tagged(await getNumberRouting({ ctx, input: { id: numberId } })),
    }),
    defineRoute({
      method: "put",
      path,
      operationId: "setNumberRouting",
      tag,
      summary: "Set the rules by which the number's calls are taken",
      description: "All rules at once; one that is left out takes its default.",
      permission: "phone_numbers.manage",
      versioned: true,
      params,
      body: numberRoutingRequest,
      success: { status: 200, description: "The rules as they are now", schema: numberRoutingState, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params: { id: numberId }, body, versions }) =>
        tagged(await setNumberRouting({ ctx, input: { id: numberId, routing: body, versions } })),
    }),
    defineRoute({
      method: "post",
      path: "/phone-numbers/{id}/explain",
      operationId: "explainRoute",
      tag,
      summary: "What happens when somebody calls the number",
      description:
        "Each question that is asked about such a call, what is found, and who takes it: by the code that decides about the calls that come in.",
      permission: "phone_numbers.read",
      params,
      body: routeQuestionRequest,
      success: { status: 200, description: "The questions and the answer", schema: routeExplanation },
      handler: async ({ ctx, params: { id: numberId }, body }) => ({
        body: await explainRoute({
          ctx,
          input: { id: numberId, caller: body.caller, at: new Date(body.at), now: now() },
        }),
      }),
    }),
  ];
}
