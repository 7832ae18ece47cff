import type { ErrorRequestHandler, Response } from "express";

const MESSAGES: Record<number, string> = {
  20001: "Parameter is not valid",
  20003: "Authenticate",
  20404: "The requested resource was not found",
  20429: "Too Many Requests",
  20500: "An internal server error has occurred",
  21201: "No 'To' number is specified",
  21210: "'From' phone number not verified",
  21211: "Invalid 'To' Phone Number",
  21212: "Invalid From Number (caller ID)",
  21266: "'To' and 'From' number cannot be the same",
  21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
  21421: "PhoneNumber is invalid",
  21422: "PhoneNumber is not available",
  21631: "Phone Number Requires an Address",
  21649: "Phone Number requires an approved Regulatory Bundle",
  21452: "No phone numbers found in area code",
  21602: "Message body is required",
  21603: "A 'From' phone number is required",
  21604: "'To' phone number is required",
  21606:
    "The 'From' phone number provided is not a valid, SMS-capable inbound phone number or short code for your account",
  21609: "Invalid 'StatusCallback' URL",
  21610: "Attempt to send to unsubscribed recipient",
  21611: "This 'From' number has exceeded the maximum number of queued messages",
  21612: "The 'To' phone number is not currently reachable using the 'From' phone number via SMS",
  21614: "'To' number is not a valid mobile number",
  21617: "The concatenated message body exceeds the 1600 character limit",
};

const HTTP_STATUS: Record<number, number> = { 20003: 401, 20404: 404, 20429: 429, 20500: 500 };

/** An answer of Twilio's API other than success. */
export class TwilioApiError extends Error {
  override name = "TwilioApiError";
  readonly code: number;

  /**
   * @param code Twilio's error code; it decides the HTTP status
   * @param detail added to the code's standard text
   */
  constructor(code: number, detail?: string) {
    super(`${MESSAGES[code] ?? "Error"}${detail ? `: ${detail}` : ""}`);
    this.code = code;
  }
}

/** Writes an error in Twilio's shape. */
export function writeTwilioError(res: Response, error: TwilioApiError): void {
  const status = HTTP_STATUS[error.code] ?? 400;
  res.status(status).json({
    code: error.code,
    message: error.message,
    more_info: `https://www.twilio.com/docs/errors/${error.code}`,
    status,
  });
}

/** Writes a failure that a fault asks for: 429 in Twilio's shape, an outage as the page of a proxy. */
export function writeTwilioFailure(res: Response, status: number): void {
  if (status === 429) return writeTwilioError(res, new TwilioApiError(20429));
  if (status === 500) return writeTwilioError(res, new TwilioApiError(20500));
  res.status(status).type("html").send(`<html><body><h1>${status} Service Unavailable</h1></body></html>`);
}

/** Turns errors of Twilio's routes into answers. */
export const twilioErrorHandler: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent || !(error instanceof TwilioApiError)) return next(error);
  writeTwilioError(res, error);
};
