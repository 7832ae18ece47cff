import type { RotationAccepted, VapiCredential } from "@callflex/contracts/api/vapi-credentials";
import { useState } from "react";
import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { useChange } from "~/lib/use-change.ts";

/**
 * Asks for another key.
 *
 * @param keys as loaded, newest first: the change was begun once there is a newer one than before
 */
export function useRotation(keys: VapiCredential[]) {
  const newest = keys[0]?.id ?? "";
  const [askedOver, setAskedOver] = useState<string>();
  const change = useChange<RotationAccepted>("rotate-key", {
    onDone: (answer) => {
      if (answer.ok) setAskedOver(newest);
    },
  });
  return {
    busy: change.busy,
    /** It was asked for, and isn't to be seen yet. */
    asked: askedOver === newest,
    ask: () => change.send({ key: crypto.randomUUID() }),
  };
}

/** The button that says first what happens. */
export function RotateButton(props: { busy: boolean; disabled: boolean; onConfirm: () => void }) {
  return (
    <ConfirmButton
      label="Change the key"
      title="Change the webhook key?"
      confirm="Change the key"
      tone="primary"
      busy={props.busy || props.disabled}
      onConfirm={props.onConfirm}
    >
      <p>
        A new key is made and used for all your numbers about half a minute later. Calls go on as usual, also those that
        are running.
      </p>
      <p className="mt-2">
        The old key is accepted for another hour and refused after that. You don’t have to do anything.
      </p>
    </ConfirmButton>
  );
}
