import { expect, test } from "vitest";
import { redirected } from "./redirected.ts";

const ACCOUNT = "https://api.twilio.com/2010-04-01/Accounts/AC1.json?x=1";
const PRICES = "https://pricing.twilio.com/v1/PhoneNumbers/Countries/US";

test.each([
  ["https://api.twilio.com", ACCOUNT, ACCOUNT, {}],
  ["https://api.twilio.com", PRICES, PRICES, {}],
  ["https://api.dublin.ie1.twilio.com", ACCOUNT, ACCOUNT.replace("api.", "api.dublin.ie1."), {}],
  ["https://api.dublin.ie1.twilio.com", PRICES, PRICES, {}],
  ["http://127.0.0.1:3300/twilio", ACCOUNT, "http://127.0.0.1:3300/twilio/2010-04-01/Accounts/AC1.json?x=1", {}],
  [
    "http://127.0.0.1:3300/twilio/",
    PRICES,
    "http://127.0.0.1:3300/twilio/v1/PhoneNumbers/Countries/US",
    { "x-forwarded-host": "pricing.twilio.com" },
  ],
  ["https://twilio.test", ACCOUNT, ACCOUNT.replace("api.twilio.com", "twilio.test"), {}],
])("with %s as base, %s is asked at %s", (base, uri, expected, headers) => {
  expect(redirected(uri, new URL(base))).toEqual({ uri: expected, headers });
});
