import type { PhoneNumber, PhoneNumberOffer } from "@callflex/contracts/api/phone-numbers";
import { useLocation, useNavigation } from "@remix-run/react";
import { clsx } from "clsx";
import { SearchX, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import type { FoundNumbers } from "~/lib/numbers/search-numbers.server.ts";
import { countryName } from "~/lib/numbers/countries.ts";
import { typeName } from "~/lib/numbers/number-words.ts";
import type { AssistantChoice } from "./assistant-options.ts";
import { BuyDialog } from "./buy-dialog.tsx";
import { Needs } from "./needs.tsx";
import { NumberSearchForm } from "./number-search-form.tsx";
import { OfferList } from "./offer-list.tsx";
import type { NumberSearch } from "./search-params.ts";

/** Search, choice and confirmation of a new number. */
export function NumberChooser(props: {
  search: NumberSearch;
  found: FoundNumbers;
  assistants: AssistantChoice[];
  /** Who answers the number, and the person's telephone, unless others are chosen. */
  first: { assistantId: string | null; fallbackNumber: string | null };
  onBought: (number: PhoneNumber) => void;
}) {
  const { search, found, assistants, first, onBought } = props;
  const [chosen, choose] = useState<PhoneNumberOffer | null>(null);
  const { pathname } = useLocation();
  const { state, location } = useNavigation();
  const searching = state === "loading" && location?.pathname === pathname;
  return (
    <section className="card overflow-hidden" aria-label="Choose a number" aria-busy={searching}>
      <div className="border-b p-4 sm:p-5">
        <NumberSearchForm search={search} busy={searching} />
      </div>
      <div className={clsx("transition-opacity", searching && "opacity-60")}>
        <div className="px-4 pt-4 empty:hidden sm:px-5">
          <Needs needs={found.needs} />
        </div>
        {found.data.length > 0 ? (
          <OfferList offers={found.data} onChoose={choose} />
        ) : found.problem ? (
          <EmptyState icon={TriangleAlert} title="The search didn’t work">
            {found.problem}
          </EmptyState>
        ) : (
          <NothingFound search={search} />
        )}
      </div>
      <BuyDialog
        offer={chosen}
        onClose={() => choose(null)}
        assistants={assistants}
        first={first}
        needs={found.needs}
        onBought={onBought}
      />
    </section>
  );
}

function NothingFound({ search }: { search: NumberSearch }) {
  const narrowed = search.areaCode || search.contains;
  return (
    <EmptyState icon={SearchX} title="No number matches">
      {narrowed
        ? "Try another area code, or other digits."
        : `${typeName(search.numberType)} numbers aren’t sold in ${countryName(search.country)}. Try another kind.`}
    </EmptyState>
  );
}
