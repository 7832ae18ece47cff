import { useEffect, useRef } from "react";
import { isOwn } from "~/components/test-calls/own-conversation.ts";
import { useLatest } from "~/lib/use-latest.ts";
import { useSession } from "~/lib/use-session.ts";

/**
 * Ends a conversation when the page is left by whoever began it there: nobody talks on, and its minutes count.
 *
 * @param testCallId the same as long as the component is shown
 * @param runs whether there is something to end
 * @returns says that the page is only loaded anew, for the same conversation
 */
export function useEndOnLeave(testCallId: string, runs: boolean): () => void {
  const { organization } = useSession();
  const stays = useRef(false);
  const gone = useRef<ReturnType<typeof setTimeout>>();
  const end = useLatest(() => {
    if (!runs || stays.current || !isOwn(testCallId)) return;
    // It outlives the page, and nobody is there to hear what comes of it.
    fetch(`/api/v1/test-calls/${testCallId}/end`, {
      method: "POST",
      keepalive: true,
      headers: { "X-Organization-Id": organization.id },
    }).catch(() => undefined);
  });
  useEffect(() => {
    // React's strict mode takes a component away and puts it back at once.
    clearTimeout(gone.current);
    window.addEventListener("pagehide", end);
    return () => {
      window.removeEventListener("pagehide", end);
      gone.current = setTimeout(end);
    };
  }, [end]);
  return () => {
    stays.current = true;
  };
}
