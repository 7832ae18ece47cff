import type { RouteAnswer } from "@callflex/contracts/routing";

/** Numbers that cases name. */
export const FALLBACK_NUMBER = "+12125550199";
export const OWNER_NUMBER = "+12125550166";

const weekday = [{ opens: "09:00", closes: "17:00" }];

/** Settings of the organization of every case, in New York. */
export const CASE_TIMEZONE = "America/New_York";
export const CASE_SETTINGS = {
  businessHours: { monday: weekday, tuesday: weekday, wednesday: weekday, thursday: weekday, friday: weekday },
  holidays: [
    { date: "2026-11-01", name: "Inventory", hours: [{ opens: "01:00", closes: "02:00" }] },
    { date: "2026-12-25", name: "Christmas Day" },
    { date: "2026-12-31", name: "New Year's Eve", hours: [{ opens: "20:00", closes: "24:00" }] },
    { date: "2027-01-01", name: "New Year's Day", hours: [{ opens: "00:00", closes: "03:00" }] },
  ],
};

/** A call, and who is to take it: the same for the pure decision, for a live call and for one that is only asked about. */
export interface RouteCase {
  name: string;
  at: string;
  /** Rules of the number; `night` is the id of the organization's other assistant. */
  rules: (night: string) => object;
  caller?: "known" | "vip" | "blocked" | "anonymous" | "owner";
  /** What else is so. */
  state?: "all_lines_taken" | "trial_ended" | "own_paused" | "night_deleted";
  expected: {
    kind: RouteAnswer["kind"];
    to?: "own" | "night" | typeof FALLBACK_NUMBER | typeof OWNER_NUMBER;
    refusal?: RouteAnswer["refusal"];
  };
}

const takeMessage = { do: "take_message" };
const toOwner = { do: "forward", number: OWNER_NUMBER };
const toNight = (night: string) => ({ do: "other_assistant", assistantId: night });

const byHours = (night: string) => ({ afterHours: takeMessage, holidays: toNight(night) });
const own = { kind: "assistant", to: "own" } as const;
const night = { kind: "assistant", to: "night" } as const;
const message = { kind: "take_message" } as const;
const owner = { kind: "forward", to: OWNER_NUMBER } as const;

const OPEN = "2026-12-07T15:00:00Z";
const CLOSED = "2026-12-07T23:00:00Z";

/** The cases that decision, live answer and explanation agree on. */
export const ROUTE_CASES: readonly RouteCase[] = [
  { name: "within business hours", at: OPEN, rules: byHours, expected: own },
  { name: "in their last second", at: "2026-12-07T21:59:59Z", rules: byHours, expected: own },
  { name: "when they have ended", at: "2026-12-07T22:00:00Z", rules: byHours, expected: message },
  { name: "at the weekend", at: "2026-12-06T15:00:00Z", rules: byHours, expected: message },
  { name: "on Christmas Day at 19:10", at: "2026-12-26T00:10:00Z", rules: byHours, expected: night },
  { name: "in the last second of Christmas Day", at: "2026-12-26T04:59:59Z", rules: byHours, expected: night },
  { name: "on the Saturday after it", at: "2026-12-26T05:00:00Z", rules: byHours, expected: message },
  { name: "on a holiday before its hours", at: "2027-01-01T00:59:59Z", rules: byHours, expected: night },
  { name: "on a holiday within its hours", at: "2027-01-01T04:59:59Z", rules: byHours, expected: own },
  { name: "when its hours run over midnight", at: "2027-01-01T05:00:00Z", rules: byHours, expected: own },
  { name: "when those are over", at: "2027-01-01T08:00:00Z", rules: byHours, expected: night },
  { name: "at 9 in winter time", at: "2027-03-12T14:00:00Z", rules: byHours, expected: own },
  { name: "at 8 in winter time", at: "2027-03-12T13:00:00Z", rules: byHours, expected: message },
  { name: "at 9 in summer time", at: "2027-03-15T13:00:00Z", rules: byHours, expected: own },
  { name: "in the hour that comes twice, the first time", at: "2026-11-01T05:30:00Z", rules: byHours, expected: own },
  { name: "in the hour that comes twice, again", at: "2026-11-01T06:30:00Z", rules: byHours, expected: own },
  { name: "after that hour", at: "2026-11-01T07:00:00Z", rules: byHours, expected: night },
  {
    name: "of a VIP after hours",
    at: CLOSED,
    rules: (id) => ({ ...byHours(id), vipCallers: toOwner }),
    caller: "vip",
    expected: owner,
  },
  {
    name: "of a blocked caller",
    at: OPEN,
    rules: byHours,
    caller: "blocked",
    expected: { kind: "say", refusal: "caller_blocked" },
  },
  {
    name: "of a blocked caller who may leave a message",
    at: OPEN,
    rules: () => ({ blockedCallers: takeMessage }),
    caller: "blocked",
    expected: { kind: "take_message", refusal: "caller_blocked" },
  },
  {
    name: "of an anonymous caller who is refused",
    at: OPEN,
    rules: () => ({ anonymousCallers: { do: "refuse" } }),
    caller: "anonymous",
    expected: { kind: "say", refusal: "caller_anonymous" },
  },
  {
    name: "of an anonymous caller who leaves a message",
    at: OPEN,
    rules: () => ({ anonymousCallers: { do: "take_message", greeting: "Who is calling, please?" } }),
    caller: "anonymous",
    expected: message,
  },
  {
    name: "with all lines taken and no rule for it",
    at: OPEN,
    rules: byHours,
    state: "all_lines_taken",
    expected: { kind: "forward", to: FALLBACK_NUMBER, refusal: "too_many_calls" },
  },
  {
    name: "with all lines taken, to a message",
    at: OPEN,
    rules: () => ({ overflow: takeMessage }),
    state: "all_lines_taken",
    expected: { kind: "take_message", refusal: "too_many_calls" },
  },
  {
    name: "after the end of the trial",
    at: OPEN,
    rules: () => ({ overflow: { ...toOwner, message: "One moment, our owner helps you." } }),
    state: "trial_ended",
    expected: { kind: "forward", to: OWNER_NUMBER, refusal: "trial_ended" },
  },
  {
    name: "while the assistant is paused",
    at: OPEN,
    rules: byHours,
    state: "own_paused",
    expected: { kind: "forward", to: FALLBACK_NUMBER, refusal: "no_assistant" },
  },
  {
    name: "for another assistant that was deleted",
    at: OPEN,
    rules: (id) => ({ businessHours: toNight(id) }),
    state: "night_deleted",
    expected: own,
  },
  {
    name: "of the person to whom it would be forwarded",
    at: OPEN,
    rules: () => ({ businessHours: toOwner }),
    caller: "owner",
    expected: own,
  },
];
