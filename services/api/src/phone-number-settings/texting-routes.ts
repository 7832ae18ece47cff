import { phoneNumber } from "@callflex/contracts/api/phone-numbers";
import { id } from "@callflex/contracts/common";
import { confirmTexting } from "@callflex/domain/texting/confirm-texting";
import { z } from "zod";
import { entityTag } from "../http/entity-tags.ts";
import { defineRoute, type Route } from "../http/route.ts";

/** Routes of a number's standing with the carriers that take its texts. */
export function textingRoutes(): Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/phone-numbers/{id}/texting/confirm",
      operationId: "confirmTexting",
      tag: "phone-numbers",
      summary: "Say that the carriers have registered the number",
      description:
        "Texts go out again instead of mails. A text that the carriers refuse all the same takes that back, and is told by mail.",
      permission: "phone_numbers.manage",
      params: z.object({ id }),
      success: {
        status: 200,
        description: "The number as it is now",
        schema: phoneNumber,
        headers: { ETag: "The number's version" },
      },
      problems: [409],
      handler: async ({ ctx, params }) => {
        const body = await confirmTexting({ ctx, input: params });
        return { body, headers: { ETag: entityTag(body.version) } };
      },
    }),
  ];
}
