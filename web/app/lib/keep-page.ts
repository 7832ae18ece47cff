import { isRouteErrorResponse, type ClientActionFunctionArgs } from "@remix-run/react";
import { isUnanswered } from "./reach.ts";
import { NOT_NOW_STATUS } from "./should-revalidate.ts";

const UNREACHABLE = "CallFlex is not reachable right now. What is on this page stays: try again in a moment.";
const BROKEN = "Something went wrong on our side. What is on this page stays: try again in a moment.";
const TOO_MANY = "Too many tries. What is on this page stays: wait a minute, then try again.";

/**
 * Makes the browser's part of a page's action: where a change can't be made because the web server or the API doesn't answer,
 * the page stays as it is, with what is typed, in place of an error page. It isn't loaded again then, which would fail too.
 *
 * @param answerOf makes the answer that the page's forms and buttons read of what to tell
 * @returns the `clientAction`; it throws what leads elsewhere, and refusals that no trying again helps against
 */
export function keepPage<T>(answerOf: (text: string) => T) {
  return async ({ request, serverAction }: ClientActionFunctionArgs) => {
    try {
      const answer = await serverAction();
      return isUnreachable(answer) ? unavailable(answer) : answer;
    } catch (error) {
      const text = request.signal.aborted ? null : wordsOf(error);
      if (text === null) throw error;
      return unavailable(answerOf(text));
    }
  };
}

/** Remix hands on the status of a response alone. */
function unavailable(answer: unknown): Response {
  return Response.json(answer, { status: NOT_NOW_STATUS });
}

function isUnreachable(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "unreachable" in answer && answer.unreachable === true;
}

function wordsOf(error: unknown): string | null {
  if (!isRouteErrorResponse(error)) {
    if (isUnanswered(error)) return UNREACHABLE;
    return error instanceof Error ? BROKEN : null;
  }
  if (error.status === 429) return TOO_MANY;
  if (error.status < 500) return null;
  return error.status === 500 ? BROKEN : UNREACHABLE;
}
