import "~/lib/zod-without-eval.ts";
import { numberRoutingState } from "@callflex/contracts/api/number-routing";
import { routingWords } from "@callflex/contracts/routing-words";
import type { FieldMetadata } from "@conform-to/react";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { formatPhone } from "~/lib/format.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { loadAssistantChoices } from "~/lib/numbers/assistant-choices.server.ts";
import { useNumber } from "~/lib/numbers/use-number.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { routingForm, routingInput, routingOf, type RuleInput } from "./routing-form.ts";
import { RuleFields } from "./rule-fields.tsx";
import { CALLER_RULES, LIMIT_RULES, TIME_RULES, type RuleShown } from "./rules.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.read");
  const path = { id: scope.params.numberId ?? "" };
  const [loaded, assistants] = await Promise.all([
    loadApi(scope, "GET /phone-numbers/{id}/routing", numberRoutingState, { path }),
    loadAssistantChoices(scope),
  ]);
  return { loaded, assistants, mayChange: organization.permissions.includes("phone_numbers.manage") };
}

/** Who takes the calls of a number, by time, by caller, and when nobody is free. */
export default function NumberRoutingPage() {
  const data = useLoaderData<typeof loader>();
  const number = useNumber();
  return <RoutingForm key={number.id} {...data} />;
}

const GROUPS: readonly { title: string; lead: React.ReactNode; rules: readonly RuleShown[] }[] = [
  {
    title: "By time",
    lead: (
      <>
        Opening hours and holidays are set in{" "}
        <Link to="/settings/hours" className="underline underline-offset-2">
          Settings
        </Link>
        , for all numbers.
      </>
    ),
    rules: TIME_RULES,
  },
  { title: "By caller", lead: "These rules come before those about the time.", rules: CALLER_RULES },
  {
    title: "Nobody free",
    lead: "No caller ends in silence: somebody rings, a message is taken, or the caller hears why.",
    rules: LIMIT_RULES,
  },
];

function RoutingForm({ loaded, assistants, mayChange }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const number = useNumber();
  const parts = useVersionedForm({ schema: routingForm, intent: "routing", loaded, inputOf: routingInput });
  const { form, fields, busy, newer, held } = parts;
  const others = assistants
    .filter(({ status }) => status !== "draft")
    .map(({ id, name, status }) => [id, status === "paused" ? `${name} (paused)` : name] as const);
  const names = {
    own: number.assistant?.name ?? null,
    assistant: (id: string) => assistants.find((one) => one.id === id)?.name ?? "another assistant",
    phone: formatPhone,
    fallback: number.fallbackNumber,
  };
  const typed = routingForm.safeParse(form.value);
  const words = routingWords(typed.success ? routingOf(typed.data) : held.routing, names);
  return (
    <ContractForm parts={parts} label="Routing" className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="min-w-0 space-y-4">
        {newer && (
          <ConflictNotice
            version={newer.version}
            lines={[["Routing", routingWords(newer.routing, names).join(" ")]]}
            onTake={parts.takeNewer}
            busy={busy}
          />
        )}
        <fieldset disabled={!mayChange} className="space-y-4">
          {GROUPS.map(({ title, lead, rules }) => (
            <Section key={title} title={title} lead={lead}>
              <div className="divide-y">
                {rules.map((rule) => (
                  <RuleFields
                    key={rule.name}
                    rule={rule}
                    field={fields[rule.name] as unknown as FieldMetadata<RuleInput>}
                    assistants={others}
                  />
                ))}
              </div>
            </Section>
          ))}
        </fieldset>
        {mayChange && <SaveBar busy={busy} dirty={form.dirty} />}
        {mayChange && <UnsavedDialog unsaved={form.dirty && !busy} />}
      </div>
      <div className="order-first lg:sticky lg:top-4 lg:order-none">
        <Section title="In words">
          <ul className="space-y-2 text-[13px] text-ink-2" aria-live="polite">
            {words.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <p className="mt-4 text-[13px]">
            <Link to={`/numbers/${number.id}/explain`} className="underline underline-offset-2">
              Ask what happens at a moment
            </Link>
          </p>
        </Section>
      </div>
    </ContractForm>
  );
}
