import type { NotificationKind } from "@callflex/contracts/enums";

/** What a notification tells about. */
export interface NotificationFacts {
  kind: NotificationKind;
  organizationName: string;
  /** IANA time zone in which times are written. */
  timezone: string;
  /** BCP 47 language of dates. */
  locale: string;
  calledAt: Date;
  callerName: string | null;
  callerNumber: string | null;
  /** One line about the work item; null for a missed call. */
  subject: string | null;
  /** What the assistant noted down, by the names of the function's arguments. */
  details: Record<string, unknown>;
}

/** Who called, by name and number as far as known. */
export function callerOf(facts: Pick<NotificationFacts, "callerName" | "callerNumber">): string {
  const { callerName, callerNumber } = facts;
  if (callerName && callerNumber) return `${callerName} (${callerNumber})`;
  return callerName ?? callerNumber ?? "an unknown caller";
}

const TITLES: Record<NotificationKind, string> = {
  message: "New message from",
  callback: "Callback requested by",
  callout: "Driver callout from",
  missed_call: "Missed call from",
};

/** What happened, in one line. */
export function titleOf(facts: NotificationFacts): string {
  return `${TITLES[facts.kind]} ${callerOf(facts)}`;
}

const DETAIL_LABELS: Record<string, string> = {
  message: "Message",
  urgent: "Urgent",
  topic: "Topic",
  preferredTime: "Preferred time",
  shift: "Shift",
  reason: "Reason",
};

/** The facts as labelled lines, in the order in which a person wants to know them. */
export function linesOf(facts: NotificationFacts): { label: string; value: string }[] {
  const called = new Intl.DateTimeFormat(facts.locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: facts.timezone,
  });
  const details = Object.entries(DETAIL_LABELS).flatMap(([name, label]) => {
    const value = facts.details[name];
    if (value === true) return [{ label, value: "Yes" }];
    return typeof value === "string" && value.trim() ? [{ label, value: value.trim() }] : [];
  });
  return [
    { label: "Caller", value: callerOf(facts) },
    ...details,
    { label: "Called", value: `${called.format(facts.calledAt)} (${facts.timezone})` },
  ];
}
