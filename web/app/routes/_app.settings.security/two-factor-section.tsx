import { twoFactorConfirmRequest } from "@callflex/contracts/api/auth";
import { useState } from "react";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { CopyButton } from "~/components/ui/copy-button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Field } from "~/components/ui/field.tsx";
import { Section } from "~/components/ui/section.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { useContractForm } from "~/lib/use-contract-form.ts";
import type { ShownSetup } from "./action.server.ts";
import { PasswordForm } from "./password-form.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** What is open above the page; the codes are known to this page alone, and once it is left nobody shows them again. */
type Step =
  | { name: "none" }
  | { name: "password" }
  | { name: "scan"; setup: ShownSetup }
  | { name: "codes"; codes: string[] }
  | { name: "off" }
  | { name: "new-codes" };

/** Signing in with a code of an app beside the password. */
export function TwoFactorSection({ enabled }: { enabled: boolean }) {
  const [step, go] = useState<Step>({ name: "none" });
  const close = () => go({ name: "none" });
  return (
    <Section
      title="Two-factor sign-in"
      lead="Beside your password, a code of an app on your phone. Who learns your password still doesn’t get in."
      aside={enabled ? <Tag tone="good">On</Tag> : <Tag>Off</Tag>}
    >
      <div className="flex flex-wrap gap-2">
        {enabled ? (
          <>
            <Button variant="outline" size="sm" onClick={() => go({ name: "new-codes" })}>
              New recovery codes
            </Button>
            <Button variant="outline" size="sm" onClick={() => go({ name: "off" })}>
              Turn off
            </Button>
          </>
        ) : (
          <Button size="sm" onClick={() => go({ name: "password" })}>
            Turn on
          </Button>
        )}
      </div>
      <Dialog open={step.name === "password"} onClose={close} title="Turn on two-factor sign-in">
        <PasswordForm<ShownSetup>
          intent="two-factor-on"
          text="First, your password."
          button="Continue"
          onDone={({ value }) => value && go({ name: "scan", setup: value })}
        />
      </Dialog>
      <Dialog open={step.name === "scan"} onClose={close} title="Scan this with your app">
        {step.name === "scan" && (
          <ScanStep setup={step.setup} onDone={() => go({ name: "codes", codes: step.setup.recoveryCodes })} />
        )}
      </Dialog>
      <Dialog open={step.name === "codes"} onClose={close} title="Keep your recovery codes">
        {step.name === "codes" && <RecoveryCodes codes={step.codes} onDone={close} />}
      </Dialog>
      <Dialog open={step.name === "new-codes"} onClose={close} title="New recovery codes">
        <PasswordForm<{ recoveryCodes: string[] }>
          intent="recovery-codes"
          text="The codes that you have stop working."
          button="Make new codes"
          onDone={({ value }) => value && go({ name: "codes", codes: value.recoveryCodes })}
        />
      </Dialog>
      <Dialog open={step.name === "off"} onClose={close} title="Turn off two-factor sign-in">
        <PasswordForm
          intent="two-factor-off"
          text="Your password alone lets in from then on."
          button="Turn off"
          onDone={close}
        />
      </Dialog>
    </Section>
  );
}

function ScanStep({ setup, onDone }: { setup: ShownSetup; onDone: () => void }) {
  const parts = useContractForm({ schema: twoFactorConfirmRequest, intent: "two-factor-confirm", onDone });
  const { fields, busy } = parts;
  return (
    <ContractForm parts={parts}>
      <div className="flex flex-wrap items-center gap-5">
        <img
          src={setup.qrCode}
          alt="QR code for your authenticator app"
          width={176}
          height={176}
          className="rounded-[10px] border bg-white"
        />
        <div className="min-w-0 flex-1 basis-48 space-y-2 text-[13px] text-muted">
          <p>Any authenticator app will do. Without a camera, type this into it:</p>
          <p className="num font-medium break-all text-ink">{setup.secret.replace(/(.{4})(?=.)/g, "$1 ")}</p>
          <CopyButton text={setup.secret} />
        </div>
      </div>
      <Field
        field={fields.code}
        label="The 6 digits that the app shows"
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <div className="flex justify-end">
        <Button type="submit" disabled={busy}>
          {busy ? "Checking…" : "Turn on"}
        </Button>
      </div>
    </ContractForm>
  );
}
