import type { TemplateSummary } from "@callflex/contracts/api/templates";
import { Form } from "@remix-run/react";
import { clsx } from "clsx";
import { useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { useSession } from "~/lib/use-session.ts";

/** Turns of the sample conversation that are shown before somebody asks for more. */
const FIRST_TURNS = 3;

/** A template: what it is for, how a call sounds, and its choice. */
export function TemplateCard(props: { template: TemplateSummary; chosen: boolean; canChoose: boolean; busy: boolean }) {
  const { template, chosen, canChoose, busy } = props;
  const { organization } = useSession();
  return (
    <li className={clsx("card flex flex-col p-4 sm:p-5", chosen && "border-brand")}>
      <h2 className="text-[15px] font-semibold">{template.name}</h2>
      <p className="mt-0.5 text-[13px] text-muted">{template.description}</p>
      <Sample turns={template.sampleConversation} />
      {canChoose && (
        <Form method="post" className="mt-auto pt-4">
          <input type="hidden" name="_organization" value={organization.id} />
          <input type="hidden" name="templateSlug" value={template.slug} />
          <Button type="submit" disabled={busy} variant={chosen ? "outline" : "primary"}>
            {chosen ? "Begin anew with this one" : "Use this one"}
            <span className="sr-only">: {template.name}</span>
          </Button>
        </Form>
      )}
    </li>
  );
}

function Sample({ turns }: { turns: TemplateSummary["sampleConversation"] }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? turns : turns.slice(0, FIRST_TURNS);
  return (
    <div className="mt-4 rounded-[10px] bg-sunken/70 p-3 text-[13px]">
      <ol aria-label="A call, as an example" className="space-y-2">
        {shown.map(({ speaker, text }, index) => (
          <li key={index}>
            <span className="font-medium">{speaker === "caller" ? "Caller" : "Receptionist"}:</span>{" "}
            <span className="text-ink-2">{text}</span>
          </li>
        ))}
      </ol>
      {!whole && turns.length > FIRST_TURNS && (
        <button type="button" onClick={() => setWhole(true)} className="mt-2 font-medium text-brand-on-soft underline">
          Read the whole call
        </button>
      )}
    </div>
  );
}
