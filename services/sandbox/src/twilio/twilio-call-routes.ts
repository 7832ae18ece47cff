import { Router } from "express";
import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";
import { twilioCallSeconds, twilioCallStatus } from "./call-status-form.ts";
import { friendlyNumber } from "./show-number.ts";
import { rfc2822 } from "./twilio-dates.ts";
import { TwilioApiError } from "./twilio-error.ts";
import { twilioPage } from "./twilio-page.ts";

/** USD a minute. */
const MINUTE_PRICE = 0.0085;

/** `/Calls…` of an account: the carrier's record of the calls that were played. */
export function twilioCallRoutes(sandbox: Sandbox, accountPath: string): Router {
  const { calls } = sandbox.store;
  const accountSid = sandbox.secrets.twilioAccountSid;
  const router = Router();

  router.get("/Calls.json", (req, res) => {
    const { To, From, Status, ParentCallSid } = req.query;
    const startedAfter = Date.parse((req.query["StartTime>"] as string | undefined) ?? "");
    const matching = calls.newest().filter((call) => {
      const { from, to } = sides(call);
      if (!call.callSid || ParentCallSid) return false;
      if ((To && to !== To) || (From && from !== From)) return false;
      if (Status && twilioCallStatus(call) !== Status) return false;
      return Number.isNaN(startedAfter) || call.createdAt >= startedAfter;
    });
    const path = `${accountPath}/Calls.json`;
    res.json(twilioPage(req, "calls", matching, path, (call) => showTwilioCall(sandbox, accountSid, call)));
  });
  router.get("/Calls/:sid.json", (req, res) => {
    const call = calls.find((known) => known.callSid === req.params.sid);
    if (!call) throw new TwilioApiError(20404, `/Calls/${req.params.sid}.json`);
    res.json(showTwilioCall(sandbox, accountSid, call));
  });
  return router;
}

function showTwilioCall(sandbox: Sandbox, accountSid: string, call: CallRecord): Record<string, unknown> {
  const { from, to } = sides(call);
  const seconds = twilioCallSeconds(call);
  const line = sandbox.store.twilioNumbers.find((number) => number.phoneNumber === call.lineNumber);
  const ended = call.status === "ended";
  return {
    account_sid: accountSid,
    annotation: null,
    answered_by: null,
    api_version: "2010-04-01",
    caller_name: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    direction: call.type === "inboundPhoneCall" ? "inbound" : "outbound-api",
    duration: ended ? String(seconds) : null,
    end_time: ended && call.endedAt ? rfc2822(call.endedAt) : null,
    forwarded_from: call.forwardedFrom ?? null,
    from,
    from_formatted: friendlyNumber(from),
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: line?.id ?? null,
    price: ended && seconds > 0 ? (-MINUTE_PRICE * Math.ceil(seconds / 60)).toFixed(5) : null,
    price_unit: "USD",
    queue_time: "0",
    sid: call.callSid,
    start_time: call.startedAt ? rfc2822(call.startedAt) : null,
    status: twilioCallStatus(call),
    subresource_uris: {},
    to,
    to_formatted: friendlyNumber(to),
    trunk_sid: null,
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${call.callSid}.json`,
  };
}

function sides(call: CallRecord): { from: string; to: string } {
  const person = call.customerNumber ?? "";
  const line = call.lineNumber ?? "";
  return call.type === "inboundPhoneCall" ? { from: person, to: line } : { from: line, to: person };
}
