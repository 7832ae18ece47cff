import type { AssistantContent } from "@callflex/contracts/assistant";
import { spokenHours } from "@callflex/contracts/render-prompt";
import { formatPhone } from "~/lib/format.ts";

/** How the assistant does what it can do: whom it rings, what it asks for, when you call back. */
export function CapabilityFacts({ content }: { content: AssistantContent }) {
  const { functions, capabilities } = content;
  const { transferDestinations, messageFields, callbackHours } = capabilities;
  const can = (type: string) => functions.some((one) => one.type === type);
  const people = can("transferCall") && transferDestinations.length > 0;
  const asks = can("takeMessage") && messageFields.length > 0;
  const hours = can("scheduleCallback") && callbackHours;
  if (!people && !asks && !hours) return null;
  return (
    <dl className="space-y-3 border-t pt-4 text-[13px]">
      {people && (
        <div>
          <dt className="text-muted">Rings, in this order</dt>
          <dd>
            <ol className="num list-inside list-decimal">
              {transferDestinations.map(({ name, number, department }) => (
                <li key={name + number}>
                  {name}
                  {department && `, ${department}`} · {formatPhone(number)}
                </li>
              ))}
            </ol>
          </dd>
        </div>
      )}
      {asks && (
        <div>
          <dt className="text-muted">Also asks for</dt>
          <dd>{messageFields.map(({ label, required }) => (required ? label : `${label} (if known)`)).join(", ")}</dd>
        </div>
      )}
      {hours && (
        <div>
          <dt className="text-muted">You call back</dt>
          <dd>{spokenHours(hours)}</dd>
        </div>
      )}
    </dl>
  );
}
