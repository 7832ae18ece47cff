import { loadSample } from "@callflex/testing/webhook-samples/load";
import { expect, test } from "vitest";
import { answerError } from "./answer-error.ts";

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

test("a page of HTML from something before Twilio is told by its status", () => {
  const error = answerError(503, "<html>Service Unavailable</html>", {});
  expect(error).toMatchObject({ retryable: true, code: "503", message: "Twilio answered with HTTP 503" });
});
