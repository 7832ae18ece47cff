import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { useChange } from "~/lib/use-change.ts";

/** Brings a version back, as a new one. */
export function RestoreButton({ version, newest }: { version: number; newest: number }) {
  const { busy, send } = useChange("restore-version", { key: String(version) });
  return (
    <ConfirmButton
      label="Bring it back"
      name={`version ${version}`}
      title={`Bring version ${version} back?`}
      confirm="Bring it back"
      tone="primary"
      busy={busy}
      onConfirm={() => send({ version: String(version), newest: String(newest) })}
    >
      It becomes version {newest + 1}, and callers hear it in a moment. Version {newest} stays in the history.
    </ConfirmButton>
  );
}
