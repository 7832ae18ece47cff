import type { PhoneNumber, PhoneNumberOffer } from "@callflex/contracts/api/phone-numbers";
import { getInputProps } from "@conform-to/react";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Field, SelectField } from "~/components/ui/field.tsx";
import { formatPhone } from "~/lib/format.ts";
import { placeWords, priceWords } from "~/lib/numbers/number-words.ts";
import { useContractForm } from "~/lib/use-contract-form.ts";
import { useZone } from "~/lib/zone.tsx";
import { assistantOptions, type AssistantChoice } from "./assistant-options.ts";
import { buyForm, buyInput } from "./buy-form.ts";
import { Needs } from "./needs.tsx";

const HIDDEN = ["e164", "country", "numberType", "city", "region", "price"] as const;

interface BuyProps {
  assistants: AssistantChoice[];
  /** What the form begins with. */
  first: { assistantId: string | null; fallbackNumber: string | null };
  /** What must be on file for such a number. */
  needs: string[];
  onBought: (number: PhoneNumber) => void;
}

/** Confirms the choice of a number: who answers it, who is called when nobody can, what it costs. */
export function BuyDialog({
  offer,
  onClose,
  ...rest
}: BuyProps & { offer: PhoneNumberOffer | null; onClose: () => void }) {
  return (
    <Dialog open={offer !== null} onClose={onClose} title="Get this number">
      {offer && <BuyForm key={offer.e164} offer={offer} {...rest} />}
    </Dialog>
  );
}

function BuyForm({ offer, assistants, first, needs, onBought }: BuyProps & { offer: PhoneNumberOffer }) {
  const price = priceWords(offer.monthlyPrice, useZone().locale);
  // One purchase, however often the button is pressed.
  const [key] = useState(() => crypto.randomUUID());
  const parts = useContractForm<typeof buyForm, PhoneNumber>({
    schema: buyForm,
    // Told apart, so that what was said about another number isn't shown here.
    intent: `buy-${offer.e164}`,
    action: "/numbers/new",
    defaultValue: buyInput(offer, first),
    onDone: ({ value }) => value && onBought(value),
  });
  const { fields, busy } = parts;
  return (
    <ContractForm parts={{ ...parts, intent: "buy" }} label="Get this number">
      <input type="hidden" name="_key" value={key} />
      {HIDDEN.map((name) => (
        <input {...getInputProps(fields[name], { type: "hidden" })} key={name} />
      ))}
      <div className="rounded-[10px] bg-sunken px-4 py-3">
        <p className="num text-xl font-semibold tracking-tight">{formatPhone(offer.e164)}</p>
        <p className="num text-[13px] text-muted">
          {placeWords(offer)} · {price ?? "Price not known"}
        </p>
      </div>
      {fields.e164.errors && (
        <p role="alert" className="rounded-[10px] bg-coral-soft px-3 py-2 text-[13px] text-coral-on-soft">
          {fields.e164.errors[0]}
        </p>
      )}
      <Needs needs={needs} />
      <Field
        field={fields.label}
        label="Label (optional)"
        hint="What you call it, like “Front desk”. Callers don’t hear it."
        type="text"
        autoComplete="off"
      />
      <SelectField
        field={fields.assistantId}
        label="Answered by"
        hint="You can change this at any time."
        options={assistantOptions(assistants, null)}
      />
      <Field
        field={fields.fallbackNumber}
        label="Fallback: a person’s phone"
        hint="Rings when no assistant can take a call: a limit is reached, none is chosen, or we have a fault. Your mobile, for example."
        type="tel"
        autoComplete="tel"
        placeholder="(555) 555-0123"
      />
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        <p className="mr-auto text-[13px] text-muted">You can release it at any time.</p>
        <Button type="submit" disabled={busy}>
          {busy ? "Getting it…" : price ? `Get it for ${price}` : "Get it"}
        </Button>
      </div>
    </ContractForm>
  );
}
