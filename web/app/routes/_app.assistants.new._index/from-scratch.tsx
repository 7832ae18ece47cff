import { Form, useNavigation } from "@remix-run/react";
import { PencilRuler } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { useSession } from "~/lib/use-session.ts";

/** The way to an assistant without a template: an empty draft in the builder. */
export function FromScratch() {
  const { organization } = useSession();
  const { state, formData } = useNavigation();
  const busy = state !== "idle" && formData?.get("_intent") === "scratch";
  return (
    <section
      aria-labelledby="from-scratch"
      className="flex flex-wrap items-center gap-4 rounded-card border border-dashed border-line-strong p-4 sm:p-5"
    >
      <span aria-hidden className="grid size-10 place-items-center rounded-full bg-sunken text-muted max-sm:hidden">
        <PencilRuler className="size-5" />
      </span>
      <div className="mr-auto min-w-0">
        <h2 id="from-scratch" className="font-semibold">
          Nothing fits?
        </h2>
        <p className="text-[13px] text-muted">
          Write an assistant of your own in five steps. It is a draft until you activate it.
        </p>
      </div>
      <Form method="post" action="/assistants/new?index">
        <input type="hidden" name="_intent" value="scratch" />
        <input type="hidden" name="_organization" value={organization.id} />
        <Button type="submit" variant="outline" disabled={busy}>
          {busy ? "Starting…" : "Start from scratch"}
        </Button>
      </Form>
    </section>
  );
}
