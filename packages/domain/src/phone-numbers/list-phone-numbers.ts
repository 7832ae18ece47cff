import type { PhoneNumberList, PhoneNumberListQuery } from "@callflex/contracts/api/phone-numbers";
import { Prisma } from "@callflex/db/prisma";
import type { VerbContext } from "../context.ts";
import { behindCursor, exactTime, keysetPage, type KeysetRow } from "../keyset-page.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { toPhoneNumber, withAssistant } from "./phone-number-row.ts";

const LIST = "phone-numbers";

function readPage(ctx: VerbContext, query: PhoneNumberListQuery): Promise<KeysetRow[]> {
  const time = Prisma.sql`created_at`;
  const conditions = [
    Prisma.sql`organization_id = ${ctx.actor.organizationId}::uuid`,
    query.state ? Prisma.sql`state = ${query.state}` : Prisma.sql`state <> 'released'`,
    behindCursor(query.cursor, { list: LIST, time, id: Prisma.sql`id`, newest: "first" }),
  ];
  if (query.assistantId) conditions.push(Prisma.sql`assistant_id = ${query.assistantId}::uuid`);
  return ctx.tx.$queryRaw`
    SELECT id, ${exactTime(time)} AS position
    FROM phone_numbers
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY created_at DESC, id DESC
    LIMIT ${query.limit + 1}`;
}

/**
 * A page of the organization's numbers, newest first.
 *
 * @throws {DomainError} `forbidden`
 * @throws {InvalidCursorError} the cursor is damaged
 */
export async function listPhoneNumbers({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: PhoneNumberListQuery;
}): Promise<PhoneNumberList> {
  requirePermission(ctx.actor, "phone_numbers.read");
  const page = keysetPage(await readPage(ctx, input), { list: LIST, limit: input.limit }, ({ id }) => id);
  const rows = await ctx.tx.phoneNumber.findMany({
    where: { organizationId: ctx.actor.organizationId, id: { in: page.data } },
    include: withAssistant,
  });
  const byId = new Map(rows.map((row) => [row.id, toPhoneNumber(row)]));
  return { data: page.data.flatMap((id) => byId.get(id) ?? []), nextCursor: page.nextCursor };
}
