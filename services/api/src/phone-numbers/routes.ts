import { id } from "@callflex/contracts/common";
import {
  phoneNumber,
  phoneNumberList,
  phoneNumberListQuery,
  phoneNumberPatch,
  phoneNumberProgress,
  phoneNumberProvisionRequest,
  phoneNumberSearchRequest,
  phoneNumberSearchResult,
} from "@callflex/contracts/api/phone-numbers";
import { getNumberProgress } from "@callflex/domain/phone-numbers/get-number-progress";
import { getPhoneNumber } from "@callflex/domain/phone-numbers/get-phone-number";
import { listPhoneNumbers } from "@callflex/domain/phone-numbers/list-phone-numbers";
import { requestPhoneNumber } from "@callflex/domain/phone-numbers/request-phone-number";
import { requestRelease } from "@callflex/domain/phone-numbers/request-release";
import { requestNumberRetry } from "@callflex/domain/phone-numbers/request-retry";
import { updatePhoneNumber } from "@callflex/domain/phone-numbers/update-phone-number";
import type { TwilioNumbers } from "@callflex/providers/twilio/numbers";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRemoteRoute, defineRoute, type Route } from "../http/route.ts";
import { searchNumbers } from "./search-numbers.ts";

const params = z.object({ id });
const tag = "phone-numbers";

/** Routes of phone numbers. */
export function phoneNumberRoutes({
  numbers,
}: {
  numbers: Pick<TwilioNumbers, "searchAvailableNumbers" | "listNumberPapers">;
}): Route[] {
  return [
    defineRemoteRoute({
      method: "post",
      path: "/phone-numbers/search",
      operationId: "searchPhoneNumbers",
      tag,
      summary: "Numbers that can be bought",
      description:
        "Nobody keeps a number for you: whoever buys first has it. Area codes work in the United States and Canada.",
      permission: "phone_numbers.manage",
      body: phoneNumberSearchRequest,
      success: { status: 200, description: "What is on offer at this moment", schema: phoneNumberSearchResult },
      problems: [502],
      prepare: async ({ body }) => body,
      remote: async (search) => ({ body: await searchNumbers(numbers, search) }),
    }),
    defineRoute({
      method: "post",
      path: "/phone-numbers",
      operationId: "provisionPhoneNumber",
      tag,
      summary: "Buy a number and set it up",
      description:
        "The number is reserved at once and set up within seconds: follow `GET /phone-numbers/{id}/progress`, or the event " +
        "`number_progress`. Send an `Idempotency-Key`: a request that is sent again with it buys nothing a second time.",
      permission: "phone_numbers.manage",
      idempotent: true,
      body: phoneNumberProvisionRequest,
      success: { status: 202, description: "The number, being set up", schema: phoneNumber },
      problems: [409],
      handler: async ({ ctx, body }) => ({ body: await requestPhoneNumber({ ctx, input: body }) }),
    }),
    defineRoute({
      method: "get",
      path: "/phone-numbers",
      operationId: "listPhoneNumbers",
      tag,
      summary: "Phone numbers, newest first; without `state` all but those that were given back",
      permission: "phone_numbers.read",
      query: phoneNumberListQuery,
      success: { status: 200, description: "A page of numbers", schema: phoneNumberList },
      handler: async ({ ctx, query }) => ({ body: await listPhoneNumbers({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "get",
      path: "/phone-numbers/{id}",
      operationId: "getPhoneNumber",
      tag,
      summary: "A phone number",
      permission: "phone_numbers.read",
      params,
      success: {
        status: 200,
        description: "The number",
        schema: phoneNumber,
        headers: { ETag: "The number's version" },
      },
      async handler({ ctx, params: input }) {
        const found = await getPhoneNumber({ ctx, input });
        return { body: found, headers: { ETag: entityTag(found.version) } };
      },
    }),
    defineRoute({
      method: "patch",
      path: "/phone-numbers/{id}",
      operationId: "updatePhoneNumber",
      tag,
      summary: "Choose who takes a number's calls, its label, or the telephone that rings without them",
      permission: "phone_numbers.manage",
      versioned: true,
      params,
      body: phoneNumberPatch,
      success: {
        status: 200,
        description: "The number as it is now",
        schema: phoneNumber,
        headers: { ETag: "The number's new version" },
      },
      problems: [409],
      async handler({ ctx, params: { id: numberId }, body, versions }) {
        const changed = await updatePhoneNumber({ ctx, input: { id: numberId, patch: body, versions } });
        return { body: changed, headers: { ETag: entityTag(changed.version) } };
      },
    }),
    defineRoute({
      method: "delete",
      path: "/phone-numbers/{id}",
      operationId: "releasePhoneNumber",
      tag,
      summary: "Give a number back",
      description:
        "From now on it takes no calls, and it can't be had back for sure. Its calls stay. Asking again does nothing.",
      permission: "phone_numbers.manage",
      params,
      success: { status: 202, description: "The number, being given back", schema: phoneNumber },
      problems: [409],
      handler: async ({ ctx, params: input }) => ({ body: await requestRelease({ ctx, input }) }),
    }),
    defineRoute({
      method: "get",
      path: "/phone-numbers/{id}/progress",
      operationId: "getPhoneNumberProgress",
      tag,
      summary: "How far a number is set up, or given back, step by step",
      permission: "phone_numbers.read",
      params,
      success: { status: 200, description: "The steps", schema: phoneNumberProgress },
      handler: async ({ ctx, params: input }) => ({ body: await getNumberProgress({ ctx, input }) }),
    }),
    defineRoute({
      method: "post",
      path: "/phone-numbers/{id}/retry",
      operationId: "retryPhoneNumber",
      tag,
      summary: "Try again what failed for good",
      permission: "phone_numbers.manage",
      params,
      success: { status: 202, description: "The number; it is tried again", schema: phoneNumber },
      problems: [409],
      handler: async ({ ctx, params: input }) => ({ body: await requestNumberRetry({ ctx, input }) }),
    }),
  ];
}
