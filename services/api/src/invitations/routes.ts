import {
  invitation,
  invitationAcceptance,
  invitationList,
  invitationListQuery,
  invitationPreview,
  invitationTokenRequest,
} from "@callflex/contracts/api/members";
import { id } from "@callflex/contracts/common";
import type { PrismaClient } from "@callflex/db/prisma";
import { acceptInvitation } from "@callflex/domain/invitations/accept-invitation";
import { hashInvitationToken } from "@callflex/domain/invitations/invitation-secret";
import { listInvitations } from "@callflex/domain/invitations/list-invitations";
import { lookUpInvitation } from "@callflex/domain/invitations/look-up-invitation";
import type { InvitationMailing } from "@callflex/domain/invitations/mail-invitation";
import { resendInvitation } from "@callflex/domain/invitations/resend-invitation";
import { revokeInvitation } from "@callflex/domain/invitations/revoke-invitation";
import { z } from "zod";
import { createLimiter, takeOne } from "../http/rate-limits.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { definePublicRoute, defineRoute, defineUserRoute, type Route } from "../http/route.ts";

const tag = "members";
const params = z.object({ organizationId: id });
const invitationParams = params.extend({ invitationId: id });

/** Routes of invitations, for those who invite and for those who are invited. */
export function invitationRoutes({ authDb, mailing }: { authDb: PrismaClient; mailing: InvitationMailing }): Route[] {
  // Whoever has a link asks a few times; more often asks who tries links.
  const lookUpLimit = createLimiter({ name: "invitation-look-up", points: 30, seconds: 60 });

  return [
    defineRoute({
      method: "get",
      path: "/organizations/{organizationId}/invitations",
      operationId: "listInvitations",
      tag,
      summary: "Invitations, newest first, with how far their mails got",
      permission: "members.read",
      params,
      query: invitationListQuery,
      success: { status: 200, description: "A page of invitations", schema: invitationList },
      handler: async ({ ctx, query }) => ({ body: await listInvitations({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "delete",
      path: "/organizations/{organizationId}/invitations/{invitationId}",
      operationId: "revokeInvitation",
      tag,
      summary: "Take an invitation back",
      permission: "members.manage",
      params: invitationParams,
      success: { status: 204, description: "Its link is worth nothing any more" },
      problems: [409],
      async handler({ ctx, params: { invitationId } }) {
        await revokeInvitation({ ctx, input: { id: invitationId } });
        return { body: undefined };
      },
    }),
    defineRoute({
      method: "post",
      path: "/organizations/{organizationId}/invitations/{invitationId}/resend",
      operationId: "resendInvitation",
      tag,
      summary: "Send an invitation again",
      description:
        "The mail has a new link that holds for 7 days; the old one is worth nothing. At most once a minute and five times a day " +
        "to one address.",
      permission: "members.manage",
      idempotent: true,
      params: invitationParams,
      success: { status: 200, description: "The invitation; its mail is on the way", schema: invitation },
      handler: async ({ ctx, params: { invitationId } }) => ({
        body: await resendInvitation({ ctx, input: { id: invitationId, mailing } }),
      }),
    }),
    definePublicRoute({
      method: "post",
      path: "/invitations/look-up",
      operationId: "lookUpInvitation",
      tag,
      summary: "What an invitation is about, for whoever has its link",
      body: invitationTokenRequest,
      success: { status: 200, description: "The invitation", schema: invitationPreview },
      problems: [404],
      async handler({ body, req }) {
        await takeOne(lookUpLimit, req.ip ?? "unknown");
        return { body: await lookUpInvitation(authDb, { tokenHash: hashInvitationToken(body.token) }) };
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/invitations/accept",
      operationId: "acceptInvitation",
      tag,
      summary: "Accept an invitation that went to one's own address",
      description:
        "The session goes on in the organization that it was in; choose the new one with `POST /auth/active-organization`.",
      body: invitationTokenRequest,
      success: { status: 200, description: "Where and as what one belongs now", schema: invitationAcceptance },
      problems: [404, 409],
      async handler({ body, caller: { userId }, req }) {
        const accepted = await authDb.$transaction(async (tx) => {
          const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
          const tokenHash = hashInvitationToken(body.token);
          return acceptInvitation(tx, { tokenHash, userId, email, request: requestOrigin(req) });
        });
        return { body: accepted };
      },
    }),
  ];
}
