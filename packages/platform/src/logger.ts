import { pino, type Logger as PinoLogger } from "pino";

/** Structured logger; one JSON line an entry on standard output. */
export type Logger = PinoLogger;

/** Fields that hold secrets or personal data wherever they stand in a log entry; their values never leave the process. */
const REDACTED = [
  "authorization",
  "cookie",
  "password",
  "token",
  "secret",
  "apiKey",
  "signature",
  "phone",
  "email",
  "to",
  "from",
  "customerNumber",
  "transcript",
  "body",
];

/**
 * Makes the logger of a service.
 *
 * @param options.service name shown on every line
 * @param options.level lowest level written
 */
export function createLogger(options: { service: string; level: string }): Logger {
  return pino({
    level: options.level,
    base: { service: options.service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        ...REDACTED.flatMap((field) => [field, `*.${field}`]),
        'req.headers["authorization"]',
        'req.headers["cookie"]',
        'res.headers["set-cookie"]',
      ],
      censor: "[redacted]",
    },
  });
}
