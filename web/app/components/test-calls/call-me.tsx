import type { TestCall } from "@callflex/contracts/api/test-calls";
import { getInputProps } from "@conform-to/react";
import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field, SelectField } from "~/components/ui/field.tsx";
import { formatPhone } from "~/lib/format.ts";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { callMeForm } from "./test-call-form.ts";
import { numbersFor, TEST_CALLS_ROUTE, testCallPath, type TestChoices } from "./test-choices.ts";

interface CallMeProps {
  choices: TestChoices;
  assistantId?: string;
  phoneNumberId?: string;
}

/** Lets the assistant ring the reader's telephone. */
export function CallMe({ choices, assistantId, phoneNumberId }: CallMeProps) {
  const numbers = numbersFor(choices, assistantId).filter((number) => assistantId ?? number.assistant);
  if (numbers.length === 0)
    return (
      <p className="text-[13px] text-ink-2">
        A call needs an active number that an assistant answers. You have none yet.
      </p>
    );
  return <CallMeForm numbers={numbers} assistantId={assistantId} phoneNumberId={phoneNumberId} />;
}

function CallMeForm({
  numbers,
  assistantId,
  phoneNumberId,
}: Omit<CallMeProps, "choices"> & Pick<TestChoices, "numbers">) {
  const navigate = useNavigate();
  // One for this form: pressing twice rings once.
  const [key] = useState(() => crypto.randomUUID());
  const first = numbers.find(({ id }) => id === phoneNumberId) ?? numbers[0];
  const parts = useContractForm<typeof callMeForm, TestCall>({
    schema: callMeForm,
    intent: "call-me",
    action: TEST_CALLS_ROUTE,
    defaultValue: { phoneNumberId: first?.id, assistantId },
    onDone: ({ value }) => {
      if (value) navigate(testCallPath(value));
    },
  });
  const { fields, busy } = parts;
  const { key: boxKey, ...box } = getInputProps(fields.consent, { type: "checkbox", value: "yes" });
  const consentError = fields.consent.errors?.[0];
  return (
    <ContractForm parts={parts} label="Call me">
      <input type="hidden" name="_key" value={key} />
      {assistantId && <input type="hidden" name={fields.assistantId.name} value={assistantId} />}
      <SelectField
        field={fields.phoneNumberId}
        label="Called from"
        options={numbers.map((number) => [number.id, numberWords(number, assistantId)] as const)}
      />
      <Field
        field={fields.toNumber}
        label="Your telephone"
        hint="It rings within a few seconds."
        type="tel"
        autoComplete="tel"
        placeholder="(415) 555-0134"
      />
      <div>
        <label className="flex items-start gap-2.5 text-[13px]">
          <input key={boxKey} {...box} className="mt-0.5 size-4 shrink-0 accent-brand" />
          <span>This is my telephone, or its owner has agreed to be called by an assistant and to be recorded.</span>
        </label>
        {consentError && (
          <p id={fields.consent.errorId} className="mt-1.5 text-[13px] text-coral-on-soft">
            {consentError}
          </p>
        )}
      </div>
      <div className="flex justify-end">
        <Button type="submit" disabled={busy}>
          {busy ? "Calling…" : "Call me"}
        </Button>
      </div>
    </ContractForm>
  );
}

function numberWords({ e164, label, assistant }: TestChoices["numbers"][number], assistantId: string | undefined) {
  const whose = assistantId ? null : assistant?.name;
  return [formatPhone(e164), label, whose].filter(Boolean).join(" · ");
}
