import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { useId, useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { INPUT_CLASS } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { formatPhone } from "~/lib/format.ts";
import { useChange } from "~/lib/use-change.ts";

/** Gives a number back, after a warning that can't be clicked away by a slip. */
export function ReleaseSection({ number }: { number: PhoneNumber }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      tone="danger"
      title="Release this number"
      lead="It stops taking calls and goes back to the phone company. You can’t get it back for sure."
    >
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        Release…
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Release ${formatPhone(number.e164)}?`}>
        <ReleaseForm number={number} onCancel={() => setOpen(false)} />
      </Dialog>
    </Section>
  );
}

function ReleaseForm({ number, onCancel }: { number: PhoneNumber; onCancel: () => void }) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const release = useChange("release", { key: number.id, onDone: onCancel });
  const last = number.e164.slice(-4);
  const confirmed = typed.trim() === last;
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (confirmed) release.send();
      }}
    >
      <ul className="list-disc space-y-1 pl-5 text-muted">
        <li>Callers hear that the number is out of service, from this moment on.</li>
        <li>Somebody else can get it, also with your old cards and website still showing it.</li>
        <li>If your own number is forwarded to it, switch that off first.</li>
        <li>Its calls, transcripts and messages stay here.</li>
      </ul>
      <div>
        <label htmlFor={id} className="mb-1.5 block text-[13px] font-medium">
          Type its last four digits to confirm: <span className="num">{last}</span>
        </label>
        <input
          id={id}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          className={`num ${INPUT_CLASS}`}
        />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="outline" onClick={onCancel}>
          Keep it
        </Button>
        <Button type="submit" variant="danger" disabled={!confirmed || release.busy}>
          {release.busy ? "Releasing…" : "Release it"}
        </Button>
      </div>
    </form>
  );
}
