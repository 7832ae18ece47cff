import { twoFactorSignInRequest } from "@callflex/contracts/api/auth";
import { getFormProps, useForm } from "@conform-to/react";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { Button } from "~/components/ui/button.tsx";
import { Field, FormErrors } from "~/components/ui/field.tsx";
import { sendAuthForm } from "~/lib/auth-form.server.ts";
import { safeNext } from "~/lib/safe-next.ts";

export const meta: MetaFunction = () => [{ title: "Second step · CallFlex" }];

/** Which of the two a person has at hand; the address says so, so that it works without JavaScript. */
export function loader({ request }: LoaderFunctionArgs) {
  return { withRecoveryCode: new URL(request.url).searchParams.get("with") === "recovery-code" };
}

export { clientAction } from "~/lib/auth-client-action.ts";

/** Takes the code and leads to the page that was asked for. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const [byApp, byRecoveryCode] = twoFactorSignInRequest.options;
  return sendAuthForm(scope, {
    schema: form.has("recoveryCode") ? byRecoveryCode : byApp,
    operation: "POST /auth/signin/two-factor",
    form,
    done: () => redirect(safeNext(new URL(scope.request.url).searchParams.get("next"))),
  });
}

export default function SecondStep() {
  const { withRecoveryCode } = useLoaderData<typeof loader>();
  // Each way has a form of its own: what was typed for one is nothing for the other.
  return <CodeForm key={String(withRecoveryCode)} withRecoveryCode={withRecoveryCode} />;
}

function CodeForm({ withRecoveryCode }: { withRecoveryCode: boolean }) {
  const lastResult = useActionData<typeof action>();
  const busy = useNavigation().formMethod === "POST";
  const [search] = useSearchParams();
  const [form, fields] = useForm<{ code: string; recoveryCode: string }>({ lastResult, defaultNoValidate: false });
  const other = new URLSearchParams(search);
  if (withRecoveryCode) other.delete("with");
  else other.set("with", "recovery-code");
  return (
    <>
      <h1 className="text-2xl font-semibold">One more step</h1>
      <p className="mt-1 text-muted">
        {withRecoveryCode
          ? "Enter one of the recovery codes that you kept. It works once."
          : "Enter the code that your authenticator app shows."}
      </p>
      <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
        <FormErrors id={form.errorId} errors={form.errors} />
        {withRecoveryCode ? (
          <Field field={fields.recoveryCode} label="Recovery code" type="text" autoComplete="off" />
        ) : (
          <Field
            field={fields.code}
            label="6-digit code"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        )}
        <Button type="submit" size="lg" className="w-full" disabled={busy}>
          {busy ? "Checking…" : "Sign in"}
        </Button>
      </Form>
      <p className="mt-6 flex flex-wrap justify-between gap-3 text-[13px]">
        <Link to={`?${other}`} replace className="font-medium text-brand-on-soft underline">
          {withRecoveryCode ? "Use the app instead" : "Use a recovery code"}
        </Link>
        <Link to="/login" className="text-muted underline">
          Start over
        </Link>
      </p>
    </>
  );
}
