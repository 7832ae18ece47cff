import { locale, organizationCreateRequest, organizationDeleteRequest } from "@callflex/contracts/api/organizations";
import { transferOwnershipRequest } from "@callflex/contracts/api/members";
import { timezone } from "@callflex/contracts/common";
import { z } from "zod";

/** The contract's organization as a form: a select has no null, "" stands for it. */
export const organizationForm = z.strictObject({
  name: organizationCreateRequest.shape.name,
  industrySlug: z.string().optional(),
  timezone,
  locale,
});

export const transferForm = transferOwnershipRequest;
export const deleteForm = organizationDeleteRequest;
