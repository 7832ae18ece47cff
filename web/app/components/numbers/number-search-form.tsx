import { Form, useSubmit } from "@remix-run/react";
import { Search } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import { hasAreaCodes, NUMBER_COUNTRIES } from "~/lib/numbers/countries.ts";
import { typeName } from "~/lib/numbers/number-words.ts";
import { NUMBER_TYPES, type NumberSearch } from "./search-params.ts";

const LABEL = "mb-1.5 block text-[13px] font-medium";

/** What numbers to look for; the choice lives in the address, so that a reload shows the same ones. */
export function NumberSearchForm({ search, busy }: { search: NumberSearch; busy: boolean }) {
  const submit = useSubmit();
  const areaCodes = hasAreaCodes(search.country);
  return (
    <Form
      // Going back changes the address; the fields follow.
      key={JSON.stringify(search)}
      role="search"
      aria-label="Numbers to choose from"
      className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[1.2fr_1fr_0.8fr_1fr_auto] lg:items-end"
      onSubmit={(event) => {
        event.preventDefault();
        const given = [...new FormData(event.currentTarget)].filter((pair): pair is [string, string] => pair[1] !== "");
        submit(given, { replace: true, preventScrollReset: true });
      }}
      onChange={({ target, currentTarget }) => {
        if ((target as unknown as Element).tagName === "SELECT") currentTarget.requestSubmit();
      }}
    >
      <label>
        <span className={LABEL}>Country</span>
        <select name="country" defaultValue={search.country} className={INPUT_CLASS}>
          {NUMBER_COUNTRIES.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className={LABEL}>Kind</span>
        <select name="type" defaultValue={search.numberType} className={INPUT_CLASS}>
          {NUMBER_TYPES.map((type) => (
            <option key={type} value={type}>
              {typeName(type)}
            </option>
          ))}
        </select>
      </label>
      {areaCodes && (
        <label>
          <span className={LABEL}>Area code</span>
          <input
            name="areaCode"
            defaultValue={search.areaCode}
            inputMode="numeric"
            pattern="[2-9][0-9]{2}"
            title="Three digits, like 415"
            maxLength={3}
            placeholder="Any"
            autoComplete="off"
            className={`num ${INPUT_CLASS}`}
          />
        </label>
      )}
      <label>
        <span className={LABEL}>Contains</span>
        <input
          name="contains"
          defaultValue={search.contains}
          pattern="[0-9A-Za-z*]{2,12}"
          title="2 to 12 digits or letters, like 2000 or MOVE; * stands for any digit"
          maxLength={12}
          placeholder="2000 or MOVE"
          autoComplete="off"
          className={`num ${INPUT_CLASS}`}
        />
      </label>
      <Button type="submit" variant="outline" className="h-10!" disabled={busy}>
        <Search className="size-4" aria-hidden />
        {busy ? "Searching…" : "Search"}
      </Button>
    </Form>
  );
}
