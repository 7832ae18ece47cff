import type { PhoneNumber, PhoneNumberProgress } from "@callflex/contracts/api/phone-numbers";
import { Link } from "@remix-run/react";
import { RotateCcw, Search } from "lucide-react";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { remedyWords } from "~/lib/numbers/number-words.ts";
import { useChange } from "~/lib/use-change.ts";
import { searchLike } from "./search-params.ts";

/** What went wrong with a number, and what somebody can do about it. */
export function FailureHelp(props: { number: PhoneNumber; progress: PhoneNumberProgress; mayManage: boolean }) {
  const { number, progress, mayManage } = props;
  const { state, lastError, remedy, needsCleanup, canRetry } = progress;
  const retry = useChange("retry", { key: number.id, action: `/numbers/${number.id}?index` });
  // While it is tried again nobody has to do anything yet.
  const help = state === "failed" || canRetry ? remedyWords(remedy) : null;
  return (
    <div
      role={state === "failed" ? "alert" : undefined}
      className={`rounded-[10px] px-4 py-3 text-[13px] ${state === "failed" ? "bg-coral-soft text-coral-on-soft" : "bg-amber-soft text-amber-on-soft"}`}
    >
      {lastError && <p className="font-medium">{lastError}</p>}
      {help && <p className="mt-0.5">{help}</p>}
      {needsCleanup && (
        <p className="mt-0.5">
          Something of it could not be taken back yet. Support has been told and looks after it; you pay nothing.
        </p>
      )}
      {mayManage && (state === "failed" || canRetry) && (
        <p className="mt-3 flex flex-wrap gap-2">
          {canRetry && (
            <Button size="sm" disabled={retry.busy} onClick={() => retry.send()}>
              <RotateCcw className="size-3.5" aria-hidden />
              {retry.busy ? "Trying…" : "Try again"}
            </Button>
          )}
          {state === "failed" && (
            <Link
              to={`/numbers/new?${searchLike(number)}`}
              className={buttonClass({ size: "sm", variant: canRetry ? "outline" : "primary" })}
            >
              <Search className="size-3.5" aria-hidden />
              Choose another number
            </Link>
          )}
        </p>
      )}
    </div>
  );
}
