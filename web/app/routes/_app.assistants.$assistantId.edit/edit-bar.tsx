import { Link } from "@remix-run/react";
import { Button, buttonClass } from "~/components/ui/button.tsx";

/** The foot of the page: what callers hear is changed by a review, a draft is saved at once. */
export function EditBar(props: { draft: boolean; busy: boolean; dirty: boolean; assistantId: string }) {
  const { draft, busy, dirty, assistantId } = props;
  return (
    <div className="sticky bottom-[calc(60px+env(safe-area-inset-bottom))] z-10 -mx-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-t bg-bg/95 px-4 py-3 backdrop-blur lg:bottom-0 lg:mx-0 lg:px-0">
      {draft ? (
        <>
          <Button type="submit" disabled={busy || !dirty}>
            {busy ? "Saving…" : "Save draft"}
          </Button>
          {!dirty && (
            <Link to={`/assistants/build/${assistantId}/review`} className={buttonClass({ variant: "outline" })}>
              Review and activate
            </Link>
          )}
        </>
      ) : (
        <Button type="submit" name="_do" value="review" disabled={busy || !dirty}>
          {busy ? "Checking…" : "Review changes"}
        </Button>
      )}
      <span role="status" className="text-[13px] text-muted">
        {busy ? "" : dirty ? "Not saved yet" : draft ? "" : "Callers hear a change once you publish it."}
      </span>
    </div>
  );
}
