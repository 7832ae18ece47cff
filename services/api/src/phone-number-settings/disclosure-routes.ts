import {
  numberDisclosureRequest,
  numberDisclosureState,
  type NumberDisclosureState,
} from "@callflex/contracts/api/number-disclosure";
import { id } from "@callflex/contracts/common";
import { getNumberDisclosure } from "@callflex/domain/disclosure/get-number-disclosure";
import { setNumberDisclosure } from "@callflex/domain/disclosure/set-number-disclosure";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "phone-numbers";
const path = "/phone-numbers/{id}/disclosure";
const params = z.object({ id });
const ETAG = { ETag: "The number's version" };

function tagged(body: NumberDisclosureState) {
  return { body, headers: { ETag: entityTag(body.version) } };
}

/** Routes of what callers of a number are told, and of whether calls are recorded. */
export function numberDisclosureRoutes(): Route[] {
  return [
    defineRoute({
      method: "get",
      path,
      operationId: "getNumberDisclosure",
      tag,
      summary: "What callers are told first, and whether calls are recorded",
      permission: "phone_numbers.read",
      params,
      success: {
        status: 200,
        description: "What holds, and what is suggested",
        schema: numberDisclosureState,
        headers: ETAG,
      },
      handler: async ({ ctx, params: { id: numberId } }) =>
        tagged(await getNumberDisclosure({ ctx, input: { id: numberId } })),
    }),
    defineRoute({
      method: "put",
      path,
      operationId: "setNumberDisclosure",
      tag,
      summary: "Choose what callers are told first, and whether calls are recorded",
      description: "Holds from the next call on. Without recording, neither sound nor words of a call are kept.",
      permission: "phone_numbers.manage",
      versioned: true,
      params,
      body: numberDisclosureRequest,
      success: { status: 200, description: "What holds now", schema: numberDisclosureState, headers: ETAG },
      problems: [409],
      handler: async ({ ctx, params: { id: numberId }, body, versions }) =>
        tagged(await setNumberDisclosure({ ctx, input: { id: numberId, disclosure: body, versions } })),
    }),
  ];
}
