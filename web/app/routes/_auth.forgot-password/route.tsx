import "~/lib/zod-without-eval.ts";
import { forgotPasswordRequest } from "@callflex/contracts/api/auth";
import { getFormProps, useForm } from "@conform-to/react";
import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useNavigation } from "@remix-run/react";
import { MailCheck } from "lucide-react";
import { Outcome } from "~/components/outcome.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field, FormErrors } from "~/components/ui/field.tsx";
import { sendAuthForm } from "~/lib/auth-form.server.ts";
import { parseForm } from "~/lib/parse-form.ts";

export const meta: MetaFunction = () => [{ title: "Forgot your password? · CallFlex" }];

export { clientAction } from "~/lib/auth-client-action.ts";

/** Asks for the mail; the answer is the same whether the address has an account. */
export async function action(scope: ActionFunctionArgs) {
  return sendAuthForm(scope, {
    schema: forgotPasswordRequest,
    operation: "POST /auth/forgot-password",
    form: await scope.request.formData(),
    done: (_response, { email }) => ({ sentTo: email }),
  });
}

export default function ForgotPassword() {
  const answer = useActionData<typeof action>();
  const busy = useNavigation().formMethod === "POST";
  const [form, fields] = useForm({
    lastResult: answer && "sentTo" in answer ? undefined : answer,
    onValidate: ({ formData }) => parseForm(formData, forgotPasswordRequest),
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
  });
  if (answer && "sentTo" in answer) return <Sent to={answer.sentTo} />;
  return (
    <>
      <h1 className="text-2xl font-semibold">Forgot your password?</h1>
      <p className="mt-1 text-muted">Tell us your address, and we send you a link to choose a new one.</p>
      <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
        <FormErrors id={form.errorId} errors={form.errors} />
        <Field field={fields.email} label="E-mail" type="email" autoComplete="username" />
        <Button type="submit" size="lg" className="w-full" disabled={busy}>
          {busy ? "Sending…" : "Send the link"}
        </Button>
      </Form>
      <p className="mt-6 text-[13px]">
        <Link to="/login" className="font-medium text-brand-on-soft underline">
          Back to sign-in
        </Link>
      </p>
    </>
  );
}

function Sent({ to }: { to: string }) {
  return (
    <Outcome icon={MailCheck} title="Look into your inbox">
      <p>
        If <strong className="text-ink">{to}</strong> has an account here, a link is on its way to it. It works for an
        hour, once. Nothing there? Look into the spam folder, then ask again.
      </p>
      <p className="mt-6">
        <Link to="/login" className="font-medium text-brand-on-soft underline">
          Back to sign-in
        </Link>
      </p>
    </Outcome>
  );
}
