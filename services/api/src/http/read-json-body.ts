import express, { type Request, type Response } from "express";
import { HttpProblem } from "./problem.ts";

/** Far above any form of ours without a file, far below what hurts; bytes. */
const LIMIT = 100 * 1024;

/**
 * Reads the request's JSON into `req.body`.
 *
 * @param limit bytes that it may have
 * @throws {HttpProblem} 415 for another media type; body-parser's errors for broken or large bodies
 */
export async function readJsonBody(req: Request, res: Response, limit = LIMIT): Promise<void> {
  if (!req.is(["application/json", "application/*+json"])) {
    throw new HttpProblem("unsupported_media_type", "Send the body as JSON with Content-Type: application/json.");
  }
  const parse = express.json({ limit, strict: true });
  await new Promise<void>((resolve, reject) => {
    parse(req, res, (error?: unknown) => (error ? reject(error as Error) : resolve()));
  });
}
