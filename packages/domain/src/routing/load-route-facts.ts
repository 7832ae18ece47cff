import { organizationSettings, type OrganizationSettings } from "@callflex/contracts/organization-settings";
import { numberRouting, VIP_TAG, type NumberRouting } from "@callflex/contracts/routing";
import type { AssistantLanguage } from "@callflex/contracts/template";
import type { Tx } from "@callflex/db/transaction";
import type { NumberPlace } from "../disclosure/suggest-disclosure.ts";
import { usagePeriod } from "../usage/usage-period.ts";
import { speakerColumns, toSpeaker, type Speaker, type SpeakerRow } from "./load-speaker.ts";
import type { RouteAssistant, RouteFacts } from "./route-facts.ts";
import { assistantIdsIn } from "./rule-targets.ts";

/** A number with its organization and the caller as it knows them. */
export interface LoadedRoute {
  e164: string;
  /** Only an active number takes calls. */
  state: string;
  fallbackNumber: string | null;
  routing: NumberRouting;
  callerNumber: string | null;
  callerBlocked: boolean;
  callerVip: boolean;
  own: (RouteAssistant & Speaker) | null;
  /** Of the number's assistant; English where it has none, since organizations choose no language of their own. */
  language: AssistantLanguage;
  /** Where the number belongs to, and what was chosen to be said there. */
  place: NumberPlace;
  storedDisclosure: unknown;
  organization: {
    id: string;
    name: string;
    timezone: string;
    settings: OrganizationSettings;
    subscriptionStatus: string;
    trialEndsAt: Date;
    periodAnchorAt: Date;
  };
  plan: RouteFacts["plan"];
}

interface RouteRow extends SpeakerRow {
  e164: string;
  state: string;
  fallback_number: string | null;
  routing: unknown;
  assistant_id: string | null;
  assistant_name: string;
  assistant_status: string;
  vapi_assistant_id: string | null;
  country: string;
  region: string | null;
  number_type: string;
  disclosure: unknown;
  organization_name: string;
  timezone: string;
  settings: unknown;
  subscription_status: string;
  trial_ends_at: Date;
  period_anchor_at: Date;
  included_minutes: number;
  overage_allowed: boolean;
  max_concurrent_calls: number;
  caller_blocked: boolean;
  caller_vip: boolean;
}

function ownAssistant(row: RouteRow): LoadedRoute["own"] {
  if (!row.assistant_id) return null;
  return {
    id: row.assistant_id,
    name: row.assistant_name,
    status: row.assistant_status,
    vapiAssistantId: row.vapi_assistant_id,
    ...toSpeaker(row),
  };
}

/**
 * The organization's number with its rules: by VAPI's id if it takes calls, or by our own whatever its state.
 *
 * @param input.callerNumber in E.164; null for callers who show none
 * @returns null when the number is none of the organization's
 */
export async function loadRoute(
  tx: Tx,
  input: { organizationId: string; callerNumber: string | null } & (
    { vapiPhoneNumberId: string | null } | { phoneNumberId: string }
  ),
): Promise<LoadedRoute | null> {
  const { organizationId, callerNumber } = input;
  const [numberId, which] =
    "phoneNumberId" in input
      ? [input.phoneNumberId, "n.id = $2::uuid"]
      : [input.vapiPhoneNumberId, "n.vapi_phone_number_id = $2 AND n.state = 'active'"];
  const [row] = await tx.rows<RouteRow>(
    `SELECT n.e164, n.state, n.fallback_number, n.routing, n.disclosure, n.country, n.region, n.number_type,
            a.id AS assistant_id, a.name AS assistant_name, a.status AS assistant_status, a.vapi_assistant_id,
            ${speakerColumns("a")},
            o.name AS organization_name, o.timezone, o.settings, o.subscription_status, o.trial_ends_at, o.period_anchor_at,
            p.included_minutes, p.overage_allowed, p.max_concurrent_calls,
            coalesce(c.blocked, false) AS caller_blocked,
            EXISTS (SELECT FROM unnest(c.tags) AS tag WHERE lower(tag) = $4) AS caller_vip
     FROM phone_numbers n
     JOIN organizations o ON o.id = n.organization_id
     JOIN plans p ON p.key = o.plan_key
     LEFT JOIN assistants a ON a.organization_id = n.organization_id AND a.id = n.assistant_id AND a.deleted_at IS NULL
     LEFT JOIN contacts c ON c.organization_id = n.organization_id AND c.phone = $3
     WHERE n.organization_id = $1 AND ${which}`,
    [organizationId, numberId, callerNumber, VIP_TAG],
  );
  if (!row) return null;
  const own = ownAssistant(row);
  return {
    e164: row.e164,
    state: row.state,
    fallbackNumber: row.fallback_number,
    routing: numberRouting.parse(row.routing),
    callerNumber,
    callerBlocked: row.caller_blocked,
    callerVip: row.caller_vip,
    own,
    language: own?.language ?? "en",
    place: { e164: row.e164, country: row.country, region: row.region, tollFree: row.number_type === "toll_free" },
    storedDisclosure: row.disclosure,
    organization: {
      id: organizationId,
      name: row.organization_name,
      timezone: row.timezone,
      settings: organizationSettings.parse(row.settings),
      subscriptionStatus: row.subscription_status,
      trialEndsAt: row.trial_ends_at,
      periodAnchorAt: row.period_anchor_at,
    },
    plan: {
      includedMinutes: row.included_minutes,
      overageAllowed: row.overage_allowed,
      maxConcurrentCalls: row.max_concurrent_calls,
    },
  };
}

/** The assistants that rules name beside the number's own, by id. */
async function loadOthers(tx: Tx, organizationId: string, routing: NumberRouting) {
  const ids = assistantIdsIn(routing);
  if (ids.length === 0) return {};
  const rows = await tx.rows<RouteAssistant>(
    `SELECT id, name, vapi_assistant_id AS "vapiAssistantId", status FROM assistants
     WHERE organization_id = $1 AND id = ANY($2::uuid[]) AND deleted_at IS NULL`,
    [organizationId, ids],
  );
  return Object.fromEntries(rows.map((assistant) => [assistant.id, assistant]));
}

/** Calls that VAPI stopped telling us about don't count as live for ever. */
const LONGEST_CALL = "2 hours";

/** A call holds a line at VAPI unless it was forwarded at once, or heard why it isn't taken. */
const HOLDS_A_LINE = "coalesce(route ->> 'kind', '') NOT IN ('forward', 'say')";

/** All that is live at VAPI, of whatever organization. */
async function countProviderCalls(tx: Tx, callId: string | null, now: Date): Promise<number> {
  const [row] = await tx.rows<{ live: number }>(
    `SELECT count(*)::int AS live FROM calls
     WHERE status <> 'ended' AND id IS DISTINCT FROM $1::uuid AND ${HOLDS_A_LINE}
       AND started_at > $2::timestamptz - interval '${LONGEST_CALL}'`,
    [callId, now],
  );
  return row?.live ?? 0;
}

/**
 * Everything that the decision about a call rests on.
 *
 * @param input.callId the call itself, which takes up no line beside itself; null for one that is only asked about
 * @param input.now the moment that is decided for
 * @param input.usageAt the moment whose period's minutes count; left out: `now`
 * @param input.providerLimit calls at once that VAPI's account allows; null where that isn't known
 */
export async function loadRouteFacts(
  tx: Tx,
  route: LoadedRoute,
  input: { callId: string | null; now: Date; usageAt?: Date; providerLimit: number | null },
): Promise<RouteFacts> {
  const { callId, now, providerLimit } = input;
  const { id: organizationId, settings, ...organization } = route.organization;
  const period = usagePeriod(organization.periodAnchorAt, input.usageAt ?? now);
  const [figures] = await tx.rows<{ used: number; live: number; messages: number }>(
    `SELECT coalesce((SELECT seconds FROM usage_periods WHERE organization_id = $1 AND period_start = $2), 0)::float8 AS used,
            count(*) FILTER (WHERE refusal IS NULL)::int AS live,
            count(*) FILTER (WHERE refusal IS NOT NULL)::int AS messages
     FROM calls
     WHERE organization_id = $1 AND status <> 'ended' AND id IS DISTINCT FROM $3::uuid AND ${HOLDS_A_LINE}
       AND started_at > $4::timestamptz - interval '${LONGEST_CALL}'`,
    [organizationId, period.start, callId, now],
  );
  return {
    now,
    number: {
      e164: route.e164,
      fallbackNumber: route.fallbackNumber,
      routing: route.routing,
      language: route.language,
    },
    caller: { number: route.callerNumber, blocked: route.callerBlocked, vip: route.callerVip },
    assistants: { own: route.own, others: await loadOthers(tx, organizationId, route.routing) },
    organization: { ...organization, businessHours: settings.businessHours, holidays: settings.holidays },
    plan: route.plan,
    usedSeconds: figures?.used ?? 0,
    liveCalls: figures?.live ?? 0,
    liveMessages: figures?.messages ?? 0,
    providerLines:
      providerLimit === null ? null : { limit: providerLimit, live: await countProviderCalls(tx, callId, now) },
  };
}
