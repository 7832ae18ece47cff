import { passwordRequest } from "@callflex/contracts/api/auth";
import { ContractForm } from "~/components/form/contract-form.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field } from "~/components/ui/field.tsx";
import type { FormAnswer } from "~/lib/form-answer.ts";
import { useContractForm } from "~/lib/use-contract-form.ts";

/** Asks for the password again, before something that whoever finds an open window must not do. */
export function PasswordForm<T = unknown>(props: {
  intent: string;
  text: string;
  button: string;
  onDone: (answer: FormAnswer<T>) => void;
}) {
  const parts = useContractForm<typeof passwordRequest, T>({
    schema: passwordRequest,
    intent: props.intent,
    onDone: props.onDone,
  });
  return (
    <ContractForm parts={parts}>
      <p className="text-muted">{props.text}</p>
      <Field field={parts.fields.password} label="Your password" type="password" autoComplete="current-password" />
      <div className="flex justify-end">
        <Button type="submit" disabled={parts.busy}>
          {parts.busy ? "One moment…" : props.button}
        </Button>
      </div>
    </ContractForm>
  );
}
