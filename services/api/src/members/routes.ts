import {
  invitation,
  invitationCreateRequest,
  member,
  memberList,
  memberListQuery,
  memberPatch,
  transferOwnershipRequest,
} from "@callflex/contracts/api/members";
import { id } from "@callflex/contracts/common";
import { inviteMember } from "@callflex/domain/invitations/invite-member";
import type { InvitationMailing } from "@callflex/domain/invitations/mail-invitation";
import { changeRole } from "@callflex/domain/members/change-role";
import { leaveOrganization } from "@callflex/domain/members/leave-organization";
import { listMembers } from "@callflex/domain/members/list-members";
import { removeMember } from "@callflex/domain/members/remove-member";
import { transferOwnership } from "@callflex/domain/members/transfer-ownership";
import { z } from "zod";
import { defineRoute, type Route } from "../http/route.ts";

const tag = "members";
const params = z.object({ organizationId: id });
const memberParams = params.extend({ userId: id });

/** Routes of an organization's team. */
export function memberRoutes({ mailing }: { mailing: InvitationMailing }): Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/organizations/{organizationId}/members",
      operationId: "listMembers",
      tag,
      summary: "The team, the first to join first",
      permission: "members.read",
      params,
      query: memberListQuery,
      success: { status: 200, description: "A page of members", schema: memberList },
      handler: async ({ ctx, query }) => ({ body: await listMembers({ ctx, input: query }) }),
    }),
    defineRoute({
      method: "post",
      path: "/organizations/{organizationId}/members",
      operationId: "inviteMember",
      tag,
      summary: "Invite somebody by mail",
      description:
        "The invitation holds for 7 days and takes a place of the plan. An address has at most one open invitation; send that one " +
        "again instead of making another. Whoever invites must have confirmed their own address.",
      permission: "members.manage",
      idempotent: true,
      params,
      body: invitationCreateRequest,
      success: { status: 201, description: "The invitation; its mail is on the way", schema: invitation },
      handler: async ({ ctx, body }) => ({ body: await inviteMember({ ctx, input: { ...body, mailing } }) }),
    }),
    defineRoute({
      method: "patch",
      path: "/organizations/{organizationId}/members/{userId}",
      operationId: "changeMemberRole",
      tag,
      summary: "Give a member another role",
      description:
        "Owners and admins change admins, members and viewers; only owners change owners; nobody changes themselves. Nobody is " +
        "made an owner: ownership is handed over.",
      permission: "members.manage",
      params: memberParams,
      body: memberPatch,
      success: { status: 200, description: "The member as they are now", schema: member },
      problems: [409],
      handler: async ({ ctx, params: { userId }, body: { role } }) => ({
        body: await changeRole({ ctx, input: { userId, role } }),
      }),
    }),
    defineRoute({
      method: "delete",
      path: "/organizations/{organizationId}/members/{userId}",
      operationId: "removeMember",
      tag,
      summary: "Remove somebody from the team",
      description: "Their next request finds no such organization, and their live streams end.",
      permission: "members.manage",
      params: memberParams,
      success: { status: 204, description: "They are removed" },
      problems: [409],
      async handler({ ctx, params: { userId } }) {
        await removeMember({ ctx, input: { userId } });
        return { body: undefined };
      },
    }),
    defineRoute({
      method: "post",
      path: "/organizations/{organizationId}/leave",
      operationId: "leaveOrganization",
      tag,
      summary: "Leave the organization",
      description: "The last owner can't leave. API keys are refused.",
      permission: "organization.read",
      params,
      success: { status: 204, description: "You don't belong to it any more" },
      problems: [409],
      async handler({ ctx }) {
        await leaveOrganization({ ctx });
        return { body: undefined };
      },
    }),
    defineRoute({
      method: "post",
      path: "/organizations/{organizationId}/transfer-ownership",
      operationId: "transferOwnership",
      tag,
      summary: "Hand the organization over to another member",
      description: "The member becomes owner, and whoever hands over stays as admin.",
      permission: "organization.transfer",
      params,
      body: transferOwnershipRequest,
      success: { status: 204, description: "It has a new owner" },
      problems: [409],
      async handler({ ctx, body }) {
        await transferOwnership({ ctx, input: body });
        return { body: undefined };
      },
    }),
  ];
}
