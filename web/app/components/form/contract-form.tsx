import { getFormProps } from "@conform-to/react";
import type { ReactNode } from "react";
import { FormErrors } from "~/components/ui/field.tsx";
import type { ContractFormParts } from "~/lib/use-contract-form.ts";
import { useSession } from "~/lib/use-session.ts";

/** The frame of a form: where it goes, what it changes, and what is wrong with it as a whole. */
export function ContractForm(props: {
  parts: ContractFormParts;
  children: ReactNode;
  className?: string;
  label?: string;
}) {
  const { form, fetcher, intent, version, action } = props.parts;
  const { organization } = useSession();
  return (
    <fetcher.Form
      method="post"
      action={action}
      aria-label={props.label}
      {...getFormProps(form)}
      className={props.className ?? "space-y-4"}
    >
      <input type="hidden" name="_intent" value={intent} />
      <input type="hidden" name="_organization" value={organization.id} />
      {version !== undefined && <input type="hidden" name="_version" value={version} />}
      {/* Enter in a field takes the form's first button, which would be one that adds or removes something. */}
      <button type="submit" tabIndex={-1} aria-hidden disabled={props.parts.busy} className="sr-only">
        Save
      </button>
      <FormErrors id={form.errorId} errors={form.errors} />
      {props.children}
    </fetcher.Form>
  );
}
