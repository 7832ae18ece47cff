import { loadSample } from "@callflex/testing/webhook-samples/load";
import { expect, test } from "vitest";
import { answerError } from "./answer-error.ts";
import { refusals } from "./refusals.ts";

interface ApiError {
  httpStatus: number;
  body: object;
}

test("an opt-out is final and keeps Twilio's code", () => {
  const { httpStatus, body } = loadSample<ApiError>("twilio", "api_error_21610");
  const error = answerError(httpStatus, body, {});
  expect(error).toMatchObject({ provider: "twilio", retryable: false, code: "21610" });
  expect(error.message).toBe("Attempt to send to unsubscribed recipient");
});

test("too many requests are tried again when Twilio says", () => {
  const { httpStatus, body } = loadSample<ApiError>("twilio", "api_error_20429");
  expect(answerError(httpStatus, JSON.stringify(body), { "retry-after": "2" })).toMatchObject({
    retryable: true,
    code: "20429",
    retryAfterMs: 2_000,
  });
});

test("a full sending queue empties by itself, although its status is 400", () => {
  expect(answerError(400, { code: 21611, message: "queue is full" }, {}).retryable).toBe(true);
});

test.each([
  [20003, 401, false, "tell_operator"],
  [20429, 429, true, undefined],
  [21421, 400, false, "choose_another_number"],
  [21422, 400, false, "choose_another_number"],
  [21452, 400, false, "choose_another_number"],
  [21631, 400, false, "give_address"],
  [21649, 400, false, "give_bundle"],
  [21211, 400, false, "correct_input"],
  [21610, 400, false, "correct_input"],
  [21408, 400, false, "tell_operator"],
  [10002, 403, false, "tell_operator"],
  [29999, 400, false, "tell_operator"],
  [20500, 500, true, undefined],
])("%i: retryable and what helps", (code, status, retryable, remedy) => {
  const error = answerError(status, { code, message: "in Twilio's words" }, {});
  expect(error).toMatchObject({ code: String(code), retryable, remedy });
});

test("no customer reads about codes, nor about whom we buy from", () => {
  const all = Object.keys(refusals).map((code) => answerError(400, { code: Number(code), message: "x" }, {}));
  expect(all.length).toBeGreaterThan(20);
  for (const { customerMessage } of all) expect(customerMessage).toMatch(/^(?!.*(Twilio|VAPI|\d{5}|API)).{20,}$/i);
});

test("a page of HTML from something before Twilio is told by its status", () => {
  const error = answerError(503, "<html>Service Unavailable</html>", {});
  expect(error).toMatchObject({ retryable: true, code: "503", message: "Twilio answered with HTTP 503" });
});
