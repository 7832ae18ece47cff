import { signInOptions } from "@callflex/contracts/api/auth";
import { ApiProblem, readApi, type RequestScope } from "./api.server.ts";

/** @returns whether people can sign in with Google here; signing in with a password must not hang on the question */
export async function offersGoogle(scope: RequestScope): Promise<boolean> {
  try {
    return (await readApi(scope, "GET /auth/options", signInOptions)).google;
  } catch (error) {
    if (error instanceof ApiProblem) return false;
    throw error;
  }
}
