/** `(415) 555-0123` for a North American number. */
export function phone(number) {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number ?? "");
  return match ? `(${match[1]}) ${match[2]}-${match[3]}` : (number ?? "Browser");
}

/** Time of day, with the date when it isn't today. */
export function time(ms) {
  const date = new Date(ms);
  const clock = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return date.toDateString() === new Date().toDateString() ? clock : `${date.toLocaleDateString()} ${clock}`;
}

/** Length as `1:05`. */
export function duration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** `takeMessage` as `take message`. */
export function words(name) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}

const ENDINGS = {
  "customer-ended-call": "Caller hung up",
  "assistant-ended-call": "Assistant ended the call",
  "assistant-said-end-call-phrase": "Assistant said goodbye",
  "assistant-forwarded-call": "Forwarded",
  "assistant-request-returned-forwarding-phone-number": "Forwarded without assistant",
  "silence-timed-out": "Nobody spoke",
  "assistant-request-failed": "Server gave no assistant",
  "assistant-request-returned-error": "Server refused the call",
  "call.forwarding.no-answer": "Transfer not answered",
  "call.in-progress.error-vapifault-worker-died": "Cut off by a restart",
};

/** What became of a call, in words. */
export function ending(call) {
  if (call.status !== "ended")
    return { queued: "Queued", ringing: "Ringing", forwarding: "Forwarding" }[call.status] ?? "Live";
  return ENDINGS[call.endedReason] ?? words(call.endedReason ?? "ended");
}

/** Colour of what became of a call. */
export function endingTone(call) {
  if (call.status !== "ended") return "good";
  if (/failed|error|died|invalid|not-found|no-assistant/.test(call.endedReason ?? "")) return "bad";
  return /forward|silence|customer/.test(call.endedReason ?? "") ? "warn" : "good";
}
