import { useFetcher } from "@remix-run/react";
import { RotateCw } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { notify } from "~/lib/toast.tsx";
import type { action } from "./action.server.ts";

/** Runs the processing of an ended call again. */
export function ReprocessButton() {
  const fetcher = useFetcher<typeof action>();
  const [key] = useState(() => crypto.randomUUID());
  const answer = fetcher.data;
  useEffect(() => {
    if (answer) notify({ kind: answer.ok ? "success" : "error", text: answer.text });
  }, [answer]);
  const busy = fetcher.state !== "idle";
  return (
    <fetcher.Form method="post" className="mt-4 border-t pt-4">
      <input type="hidden" name="key" value={`${key}-${answer?.at ?? 0}`} />
      <Button type="submit" variant="outline" size="sm" disabled={busy}>
        <RotateCw className="size-3.5" aria-hidden />
        {busy ? "Asking…" : "Process again"}
      </Button>
      <p className="mt-2 text-xs text-muted">What was already sent or billed is not sent or billed again.</p>
    </fetcher.Form>
  );
}
