import { callOutcomeLabels } from "@callflex/contracts/labels";
import { Form, Link, useSubmit } from "@remix-run/react";
import { Search, X } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { DayRange } from "~/components/day-range.tsx";
import { buttonClass } from "~/components/ui/button.tsx";
import { debounce } from "~/lib/live/debounce.ts";
import { useLatest } from "~/lib/use-latest.ts";
import type { FilterChoice } from "./filter-choices.ts";
import type { CallsSearch } from "./search-params.ts";

const CONTROL =
  "h-9 rounded-[10px] border border-line-strong/80 bg-surface px-3 text-[13px] text-ink placeholder:text-muted";

/** Quiet milliseconds after the last key before the list follows what was typed. */
const TYPING_MS = 350;

function showInFields(form: HTMLFormElement, search: CallsSearch): void {
  for (const element of form.elements) {
    const field = element as HTMLInputElement;
    if (field.name && field !== document.activeElement) field.value = search[field.name as keyof CallsSearch] ?? "";
  }
}

/** The filters of the call list; they live in the address, so that a filtered list can be sent to somebody. */
export function CallsFilters(props: {
  search: CallsSearch;
  filtered: boolean;
  numbers: FilterChoice[];
  assistants: FilterChoice[];
}) {
  const { search, filtered, numbers, assistants } = props;
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  const apply = () => {
    if (!form.current?.checkValidity()) return;
    const given = [...new FormData(form.current)].filter((pair): pair is [string, string] => pair[1] !== "");
    submit(given, { action: "/calls", replace: true, preventScrollReset: true });
  };
  const newest = useLatest(apply);
  const typing = useMemo(() => debounce(newest, TYPING_MS, 60_000), [newest]);
  useEffect(() => typing.cancel, [typing]);

  // Going back or clearing changes the address; the fields follow, but for the one that somebody is typing into.
  useEffect(() => {
    if (form.current) showInFields(form.current, search);
  }, [search]);

  return (
    <Form
      ref={form}
      action="/calls"
      role="search"
      aria-label="Calls"
      className="flex flex-wrap items-center gap-2"
      onChange={(event) => {
        const { type } = event.target as unknown as HTMLInputElement;
        if (type === "search") typing();
        else apply();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        typing.cancel();
        apply();
      }}
    >
      <label className="relative min-w-52 flex-1 sm:max-w-xs">
        <span className="sr-only">Name, number or words of the summary</span>
        <Search className="pointer-events-none absolute top-2.5 left-3 size-4 text-muted" aria-hidden />
        <input
          type="search"
          name="q"
          defaultValue={search.q}
          minLength={2}
          maxLength={100}
          placeholder="Name, number or summary"
          className={`${CONTROL} w-full pl-9`}
        />
      </label>
      <label>
        <span className="sr-only">Outcome</span>
        <select name="outcome" defaultValue={search.outcome ?? ""} className={CONTROL}>
          <option value="">Any outcome</option>
          {Object.entries(callOutcomeLabels).map(([outcome, label]) => (
            <option key={outcome} value={outcome}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="sr-only">Status</span>
        <select name="status" defaultValue={search.status ?? ""} className={CONTROL}>
          <option value="">Running and ended</option>
          <option value="in_progress">Running</option>
          <option value="ringing">Ringing</option>
          <option value="forwarding">Being transferred</option>
          <option value="ended">Ended</option>
        </select>
      </label>
      <Choice name="phoneNumberId" label="Number" all="Any number" chosen={search.phoneNumberId} choices={numbers} />
      <Choice
        name="assistantId"
        label="Assistant"
        all="Any assistant"
        chosen={search.assistantId}
        choices={assistants}
      />
      <DayRange from={search.from} to={search.to} className={CONTROL} />
      <button className="sr-only">Apply filters</button>
      {filtered && (
        <Link to="/calls" onClick={typing.cancel} className={buttonClass({ variant: "ghost", size: "sm" })}>
          <X className="size-3.5" aria-hidden />
          Clear
        </Link>
      )}
    </Form>
  );
}

/** One of the organization's numbers or assistants; left out while there is nothing to choose from. */
function Choice(props: {
  name: string;
  label: string;
  all: string;
  chosen: string | undefined;
  choices: FilterChoice[];
}) {
  const { name, label, all, chosen, choices } = props;
  if (choices.length === 0) return null;
  return (
    <label className="min-w-0">
      <span className="sr-only">{label}</span>
      <select name={name} defaultValue={chosen ?? ""} className={`${CONTROL} max-w-52`}>
        <option value="">{all}</option>
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
