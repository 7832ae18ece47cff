/** Answers about the session through the web server: one of the API's cheapest, and it needs the database as every page does. */
const PROBE_PATH = "/api/v1/auth/me";

/** What browsers call a request that got no answer, and Remix an answer that came from something before the web server. */
const NO_ANSWER = /failed to fetch|networkerror|load failed|unable to decode turbo-stream/i;

let asking: Promise<boolean> | undefined;

/** @returns whether a page could be loaded now: the web server is reached from here, and the API from there */
export function isReachable(): Promise<boolean> {
  // Several parts of a page may want to know at once.
  asking ??= probe().finally(() => (asking = undefined));
  return asking;
}

async function probe(): Promise<boolean> {
  try {
    const { status } = await fetch(PROBE_PATH, { cache: "no-store", headers: { accept: "application/json" } });
    return status < 500 && status !== 429;
  } catch {
    return false;
  }
}

/** @returns whether an error means that no answer of the web server came */
export function isUnanswered(error: unknown): boolean {
  return error instanceof Error && NO_ANSWER.test(error.message);
}
