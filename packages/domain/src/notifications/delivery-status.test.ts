import { describe, expect, test } from "vitest";
import { readDeliveryStatus } from "./delivery-status.ts";
import { explainSmsError } from "./sms-errors.ts";

describe("a delivery status", () => {
  test.each(["accepted", "queued", "sending", "sent", "scheduled", "brand-new-word"])(
    "%s says nothing final about a text message",
    (status) => {
      expect(readDeliveryStatus("sms", status)).toBeNull();
    },
  );

  test.each(["undelivered", "failed", "canceled"])("%s is the end of a text message", (status) => {
    expect(readDeliveryStatus("sms", status, "30007")).toEqual({
      final: "failed",
      reason: "The carrier filtered the text message. (Twilio 30007)",
      revokes: false,
    });
  });

  test("Resend's words count with and without their prefix", () => {
    expect(readDeliveryStatus("email", "email.delivered")?.final).toBe("delivered");
    expect(readDeliveryStatus("email", "delivered")?.final).toBe("delivered");
    expect(readDeliveryStatus("email", "email.delivery_delayed")).toBeNull();
  });

  test("a bounce outdoes a delivery, a complaint presupposes one", () => {
    expect(readDeliveryStatus("email", "bounced")).toMatchObject({ final: "failed", revokes: true });
    expect(readDeliveryStatus("email", "complained")?.final).toBe("delivered");
  });

  test("an error nobody wrote words for is told by its number", () => {
    expect(explainSmsError("39999")).toBe("The text message was not delivered. (Twilio 39999)");
    expect(explainSmsError(undefined)).toBe("The text message was not delivered.");
  });
});
