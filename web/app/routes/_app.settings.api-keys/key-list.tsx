import type { ApiKey } from "@callflex/contracts/api/api-keys";
import { permissionLabels } from "@callflex/contracts/permissions";
import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { When } from "~/components/ui/when.tsx";
import { calendarDay, formatDay } from "~/lib/format.ts";
import { useChange } from "~/lib/use-change.ts";
import { useZone } from "~/lib/zone.tsx";

/** The organization's keys, by what they are for. */
export function KeyList({ keys, now, mayManage }: { keys: ApiKey[]; now: number; mayManage: boolean }) {
  return (
    <ul className="-my-2 divide-y">
      {keys.map((apiKey) => (
        <KeyRow key={apiKey.id} apiKey={apiKey} now={now} mayManage={mayManage} />
      ))}
    </ul>
  );
}

function KeyRow({ apiKey, now, mayManage }: { apiKey: ApiKey; now: number; mayManage: boolean }) {
  const zone = useZone();
  const revoke = useChange("revoke-key", { key: apiKey.id });
  const expired = apiKey.expiresAt !== null && Date.parse(apiKey.expiresAt) <= now;
  const day = (instant: string) => formatDay(calendarDay(instant, zone), zone.locale, "short");
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium break-words">{apiKey.name}</span>
          <code className="num text-[13px] text-muted">{apiKey.prefix}…</code>
          {apiKey.revokedAt ? <Tag tone="bad">Revoked</Tag> : expired && <Tag tone="bad">Expired</Tag>}
        </p>
        <p className="text-[13px] text-muted">{apiKey.scopes.map((scope) => permissionLabels[scope]).join(", ")}</p>
        <p className="text-[13px] text-muted">
          Made {day(apiKey.createdAt)}
          {apiKey.createdBy && ` by ${apiKey.createdBy}`}
          {apiKey.expiresAt && `, ${expired ? "expired" : "expires"} ${day(apiKey.expiresAt)}`}
          {", "}
          {apiKey.lastUsedAt ? (
            <>
              last used <When at={apiKey.lastUsedAt} now={now} />
            </>
          ) : (
            "never used"
          )}
        </p>
      </div>
      {mayManage && !apiKey.revokedAt && !expired && (
        <ConfirmButton
          label="Revoke"
          name={apiKey.name}
          title={`Revoke “${apiKey.name}”?`}
          confirm="Revoke"
          busy={revoke.busy}
          onConfirm={() => revoke.send({ keyId: apiKey.id })}
        >
          Whatever uses it stops working at once. This can’t be taken back.
        </ConfirmButton>
      )}
    </li>
  );
}
