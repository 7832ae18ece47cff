import { describe, expect, it } from "vitest";
import { carryOutAction, isOffered } from "./carry-out-action.ts";

describe("carryOutAction", () => {
  it("takes a message", () => {
    expect(
      carryOutAction({
        name: "takeMessage",
        arguments: { callerName: " Ada ", message: "The heating\nis cold", urgent: true },
      }),
    ).toEqual({
      status: "succeeded",
      answer: "The message from Ada is saved and will be passed on.",
      inbox: {
        kind: "message",
        callerName: "Ada",
        callbackNumber: null,
        subject: "The heating is cold",
        details: { message: "The heating\nis cold", urgent: true },
      },
    });
  });

  it("shortens the subject of a long message and keeps its whole text", () => {
    const message = "word ".repeat(300).trim();
    const result = carryOutAction({ name: "takeMessage", arguments: { callerName: "Ada", message } });
    expect(result).toMatchObject({ status: "succeeded", inbox: { details: { message } } });
    expect(result.status === "succeeded" && result.inbox.subject).toMatch(/^(word ){20}.*…$/);
    expect(result.status === "succeeded" && result.inbox.subject.length).toBe(120);
  });

  describe("with fields of the assistant's own", () => {
    const fields = [
      { label: "order number", required: true },
      { label: "Message", required: false },
      { label: "Floor", required: false },
    ];
    const message = { callerName: "Ada", message: "It is late" };

    it("keeps what was asked for beside the message, under its label", () => {
      const result = carryOutAction(
        { name: "takeMessage", arguments: { ...message, orderNumber: 4711, message2: " by post ", floor: "" } },
        fields,
      );
      expect(result).toMatchObject({
        inbox: { details: { message: "It is late", urgent: false, "Order number": "4711", Message: "by post" } },
      });
      expect(JSON.stringify(result)).not.toContain("Floor");
    });

    it.each([{}, { orderNumber: " " }, { orderNumber: { a: 1 } }])("asks for what is required: %j", (given) => {
      expect(carryOutAction({ name: "takeMessage", arguments: { ...message, ...given } }, fields)).toEqual({
        status: "refused",
        answer: expect.stringContaining("orderNumber: order number is missing") as unknown,
      });
    });
  });

  it("schedules a callback", () => {
    const input = {
      callerName: "Ada",
      callbackNumber: "+14155550134",
      preferredTime: "tomorrow at 9",
      topic: "The invoice",
    };
    expect(carryOutAction({ name: "scheduleCallback", arguments: input })).toEqual({
      status: "succeeded",
      answer: "The callback for Ada is noted: tomorrow at 9.",
      inbox: {
        kind: "callback",
        callerName: "Ada",
        callbackNumber: "+14155550134",
        subject: "The invoice",
        details: { topic: "The invoice", preferredTime: "tomorrow at 9" },
      },
    });
  });

  it("logs a driver's callout", () => {
    const input = { driverName: "Bo", shift: "Route 7, Monday", reason: "has the flu" };
    expect(carryOutAction({ name: "logDriverCallout", arguments: input })).toEqual({
      status: "succeeded",
      answer: "The callout of Bo is logged and dispatch will be told.",
      inbox: {
        kind: "callout",
        callerName: "Bo",
        callbackNumber: null,
        subject: "Route 7, Monday: has the flu",
        details: { shift: "Route 7, Monday", reason: "has the flu" },
      },
    });
  });

  it("promises no transfer that nobody carries out", () => {
    const result = carryOutAction({ name: "transferCall", arguments: { destination: "Sales" } });
    expect(result).toMatchObject({ status: "refused", answer: expect.stringContaining("Nothing was done") as string });
  });

  it.each([
    ["takeMessage", { callerName: "Ada" }, "message"],
    ["takeMessage", { callerName: "   ", message: "Hi" }, "callerName"],
    ["takeMessage", { callerName: "Ada", message: "x".repeat(2_001) }, "message"],
    ["takeMessage", { callerName: "Ada", message: "Hi", urgent: "very" }, "urgent"],
    ["scheduleCallback", { callerName: "Ada", topic: "Invoice" }, "preferredTime"],
    [
      "scheduleCallback",
      { callerName: "Ada", topic: "Invoice", preferredTime: "9", callbackNumber: "1" },
      "callbackNumber",
    ],
    ["logDriverCallout", { driverName: "Bo", reason: "flu" }, "shift"],
    ["transferCall", {}, "destination"],
    ["takeMessage", null, "arguments must be a JSON object"],
    ["takeMessage", [], "arguments must be a JSON object"],
    ["takeMessage", "Hi", "arguments must be a JSON object"],
  ])("%s with %j says what to ask for: %s", (name, input, told) => {
    const result = carryOutAction({ name, arguments: input });
    expect(result.status).toBe("refused");
    expect(result.answer).toMatch(/^Nothing was done/);
    expect(result.answer).toContain(told);
  });

  it.each(["deleteEverything", "constructor", "__proto__", "toString", ""])("knows no function %j", (name) => {
    expect(isOffered(name)).toBe(false);
    expect(carryOutAction({ name, arguments: {} })).toMatchObject({
      status: "refused",
      answer: expect.stringMatching(/^Nothing was done: there is no function/) as string,
    });
  });
});
