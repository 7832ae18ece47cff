import type { ErrorRequestHandler, Response } from "express";

const STATUS: Record<string, number> = {
  validation_error: 422,
  missing_required_field: 422,
  invalid_parameter: 422,
  invalid_attachment: 422,
  missing_api_key: 401,
  invalid_api_key: 403,
  not_found: 404,
  method_not_allowed: 405,
  invalid_idempotency_key: 400,
  invalid_idempotent_request: 409,
  concurrent_idempotent_requests: 409,
  rate_limit_exceeded: 429,
  application_error: 500,
};

/** An answer of Resend's API other than success. */
export class ResendApiError extends Error {
  override name = "ResendApiError";
  readonly code: string;
  readonly status: number;

  /**
   * @param code Resend's error name
   * @param status where a name has several: validation_error is 400, 403 or 422
   */
  constructor(code: string, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status ?? STATUS[code] ?? 500;
  }
}

/** Writes an error in Resend's shape. */
export function writeResendError(res: Response, error: ResendApiError): void {
  res.status(error.status).json({ statusCode: error.status, name: error.code, message: error.message });
}

/** Writes a failure that a fault asks for. */
export function writeResendFailure(res: Response, status: number): void {
  if (status === 429) {
    res.set({ "retry-after": "1", "ratelimit-remaining": "0", "ratelimit-reset": "1" });
    return writeResendError(res, tooManyRequests(5));
  }
  const message = "Internal server error. We are unable to process your request right now, please try again later.";
  writeResendError(res, new ResendApiError("application_error", message, status));
}

/**
 * The refusal beyond the rate limit.
 *
 * @param limit requests a second
 */
export function tooManyRequests(limit: number): ResendApiError {
  const text = `Too many requests. You can only make ${limit} requests per second.`;
  return new ResendApiError("rate_limit_exceeded", text);
}

/** Turns errors of Resend's routes into answers. */
export const resendErrorHandler: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof ResendApiError) return writeResendError(res, error);
  if ((error as { type?: string }).type === "entity.parse.failed") {
    return writeResendError(res, new ResendApiError("validation_error", "The request body is not valid JSON.", 400));
  }
  next(error);
};
