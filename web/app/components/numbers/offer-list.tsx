import type { PhoneNumberOffer } from "@callflex/contracts/api/phone-numbers";
import { MessageSquareText, Phone } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { formatPhone } from "~/lib/format.ts";
import { placeWords, priceWords, typeName } from "~/lib/numbers/number-words.ts";
import { useZone } from "~/lib/zone.tsx";

/** Numbers that can be bought now, each with what it can do and costs. */
export function OfferList(props: { offers: PhoneNumberOffer[]; onChoose: (offer: PhoneNumberOffer) => void }) {
  return (
    <ul aria-label="Numbers on offer" className="divide-y">
      {props.offers.map((offer) => (
        <Offer key={offer.e164} offer={offer} onChoose={props.onChoose} />
      ))}
    </ul>
  );
}

function Offer({ offer, onChoose }: { offer: PhoneNumberOffer; onChoose: (offer: PhoneNumberOffer) => void }) {
  const { locale } = useZone();
  const number = formatPhone(offer.e164);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-3 sm:px-5 md:grid-cols-[13rem_minmax(0,1fr)_8rem_9rem_auto]">
      <p className="num text-base font-medium tracking-tight">{number}</p>
      <p className="truncate text-[13px] text-muted max-md:col-start-1">
        {placeWords(offer)} · {typeName(offer.numberType)}
      </p>
      <p className="flex items-center gap-1.5 text-[13px] text-muted max-md:col-start-1">
        {offer.capabilities.sms ? (
          <MessageSquareText className="size-3.5" aria-hidden />
        ) : (
          <Phone className="size-3.5" aria-hidden />
        )}
        {offer.capabilities.sms ? "Calls and texts" : "Calls only"}
      </p>
      <p className="num text-[13px] max-md:col-start-1 md:text-right">
        {priceWords(offer.monthlyPrice, locale) ?? "Price not known"}
      </p>
      <Button
        size="sm"
        variant="outline"
        className="max-md:col-start-2 max-md:row-span-4 max-md:row-start-1"
        onClick={() => onChoose(offer)}
      >
        Choose
        <span className="sr-only"> {number}</span>
      </Button>
    </li>
  );
}
