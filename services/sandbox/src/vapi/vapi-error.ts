import type { ErrorRequestHandler, Response } from "express";

const NAMES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** An answer of VAPI's API other than success. */
export class VapiApiError extends Error {
  override name = "VapiApiError";
  readonly status: number;
  readonly details: string | string[];

  /**
   * @param status HTTP status
   * @param details a sentence, or for a refused body the list of everything wrong with it
   */
  constructor(status: number, details: string | string[]) {
    super(String(details));
    this.status = status;
    this.details = details;
  }
}

/** Nothing with this id. */
export function notFound(kind: string, id: string): VapiApiError {
  return new VapiApiError(404, `Couldn't Find ${kind}. Id: ${id}`);
}

/** Writes an error in VAPI's shape. */
export function writeVapiError(res: Response, status: number, details?: string | string[]): void {
  const name = NAMES[status] ?? "Error";
  if (status === 429) res.set("retry-after", "1");
  res.status(status).json({ message: details ?? name, error: name, statusCode: status });
}

/** Turns errors of VAPI's routes into answers. */
export const vapiErrorHandler: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof VapiApiError) return writeVapiError(res, error.status, error.details);
  const status = (error as { status?: number }).status;
  if (status && status < 500) return writeVapiError(res, status, (error as Error).message);
  next(error);
};
