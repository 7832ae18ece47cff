import "~/lib/zod-without-eval.ts";
import { numberForwardingState } from "@callflex/contracts/api/number-forwarding";
import {
  carriersFor,
  FORWARDING_KINDS,
  forwardingCode,
  forwardingKindLabels,
} from "@callflex/contracts/forwarding-codes";
import type { FieldMetadata } from "@conform-to/react";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ConflictNotice } from "~/components/form/conflict-notice.tsx";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { SaveBar } from "~/components/form/save-bar.tsx";
import { UnsavedDialog } from "~/components/form/unsaved-dialog.tsx";
import { Field, SelectField } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { formatPhone } from "~/lib/format.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useNumber } from "~/lib/numbers/use-number.ts";
import { useVersionedForm } from "~/lib/use-versioned-form.ts";
import { DialCode } from "./dial-code.tsx";
import { forwardingForm, forwardingInput } from "./forwarding-form.ts";
import { PortingGuide } from "./porting-guide.tsx";
import { Proof } from "./proof.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  const { organization } = await loadPermitted(scope, "phone_numbers.read");
  const path = { id: scope.params.numberId ?? "" };
  const loaded = await loadApi(scope, "GET /phone-numbers/{id}/forwarding", numberForwardingState, { path });
  return { loaded, mayChange: organization.permissions.includes("phone_numbers.manage"), now: Date.now() };
}

/** How a business keeps the number that its customers know: its calls are forwarded here, or the number moves. */
export default function KeepYourNumber() {
  const data = useLoaderData<typeof loader>();
  const number = useNumber();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
      <div className="min-w-0 space-y-4">
        <ForwardingForm key={number.id} {...data} />
      </div>
      <div className="min-w-0 space-y-4">
        {data.loaded.forwarding && (
          <Proof forwarding={data.loaded.forwarding} mayChange={data.mayChange} now={data.now} />
        )}
        <PortingGuide />
      </div>
    </div>
  );
}

function ForwardingForm({ loaded, mayChange }: ReturnType<typeof useLoaderData<typeof loader>>) {
  const number = useNumber();
  const carriers = carriersFor(number.country);
  const parts = useVersionedForm({
    schema: forwardingForm,
    intent: "forwarding",
    loaded,
    inputOf: ({ forwarding }) => forwardingInput({ forwarding, usual: carriers[0]![0] }),
  });
  const { form, fields, busy, newer } = parts;
  const text = (field: unknown) => field as FieldMetadata<string>;
  const carrier = carriers.find(([key]) => key === fields.carrier.value) ?? carriers[0]!;
  const kinds = FORWARDING_KINDS.filter((kind) => carrier[1].codes[kind]);
  const kind = kinds.find((one) => one === fields.kind.value) ?? kinds[0]!;
  const code = forwardingCode(carrier[0], kind, number.e164);
  return (
    <Section
      title="Forward your own number"
      lead={`Your customers keep calling the number they know. Your telephone company forwards those calls to ${formatPhone(number.e164)}.`}
    >
      <ContractForm parts={parts} label="Forwarding">
        {newer && (
          <ConflictNotice
            version={newer.version}
            lines={[["Your number", newer.forwarding?.businessNumber ?? "none"]]}
            onTake={parts.takeNewer}
            busy={busy}
          />
        )}
        <fieldset disabled={!mayChange} className="space-y-4">
          <Field
            field={text(fields.businessNumber)}
            label="Your business number"
            type="tel"
            autoComplete="tel"
            placeholder="(212) 555-0188"
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              field={text(fields.carrier)}
              label="Telephone company"
              options={carriers.map(([key, { label }]) => [key, label] as const)}
            />
            <SelectField
              field={text(fields.kind)}
              label="Forward calls"
              options={kinds.map((one) => [one, forwardingKindLabels[one]] as const)}
            />
          </div>
        </fieldset>
        {code && <DialCode code={code} note={carrier[1].note} />}
        {mayChange && <SaveBar busy={busy} dirty={form.dirty} />}
        {mayChange && <UnsavedDialog unsaved={form.dirty && !busy} />}
      </ContractForm>
    </Section>
  );
}
