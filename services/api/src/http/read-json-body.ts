import express, { type Request, type Response } from "express";
import { HttpProblem } from "./problem.ts";

/** Far above any form of ours, far below what hurts. */
const LIMIT = "100kb";
const parse = express.json({ limit: LIMIT, strict: true });

/**
 * Reads the request's JSON into `req.body`.
 *
 * @throws {HttpProblem} 415 for another media type; body-parser's errors for broken or large bodies
 */
export async function readJsonBody(req: Request, res: Response): Promise<void> {
  if (!req.is(["application/json", "application/*+json"])) {
    throw new HttpProblem("unsupported_media_type", "Send the body as JSON with Content-Type: application/json.");
  }
  await new Promise<void>((resolve, reject) => {
    parse(req, res, (error?: unknown) => (error ? reject(error as Error) : resolve()));
  });
}
