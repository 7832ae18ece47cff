import "~/lib/zod-without-eval.ts";
import { resetPasswordRequest } from "@callflex/contracts/api/auth";
import { getFormProps, useForm } from "@conform-to/react";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { CheckCheck, Link2Off } from "lucide-react";
import { Outcome } from "~/components/outcome.tsx";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { Field, FormErrors } from "~/components/ui/field.tsx";
import { sendAuthForm } from "~/lib/auth-form.server.ts";
import { parseForm } from "~/lib/parse-form.ts";

export const meta: MetaFunction = () => [{ title: "A new password · CallFlex" }];

export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get("token") ?? "" };
}

const LINK_IS_OVER = "link is over";

export { clientAction } from "~/lib/auth-client-action.ts";

/** Sets the new password; every session ends with it. */
export async function action(scope: ActionFunctionArgs) {
  return sendAuthForm(scope, {
    schema: resetPasswordRequest,
    operation: "POST /auth/reset-password",
    form: await scope.request.formData(),
    explain: ({ status, errors }) =>
      status === 404 || status === 409 || errors?.some(({ pointer }) => pointer.includes("token"))
        ? LINK_IS_OVER
        : undefined,
    done: () => ({ changed: true as const }),
  });
}

export default function ResetPassword() {
  const { token } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().formMethod === "POST";
  const lastResult = answer && !("changed" in answer) ? answer : undefined;
  const [form, fields] = useForm({
    lastResult,
    onValidate: ({ formData }) => parseForm(formData, resetPasswordRequest),
    shouldRevalidate: "onInput",
  });
  if (answer && "changed" in answer) return <Changed />;
  if (token.length < 10 || form.errors?.includes(LINK_IS_OVER)) return <LinkIsOver />;
  return (
    <>
      <h1 className="text-2xl font-semibold">Choose a new password</h1>
      <p className="mt-1 text-muted">You are signed out everywhere else with it.</p>
      <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
        <FormErrors id={form.errorId} errors={form.errors} />
        {/* Not the form's own field: a refusal that came back without JavaScript would have emptied it. */}
        <input type="hidden" name="token" value={token} />
        <Field
          field={fields.password}
          label="New password"
          hint="At least 10 characters."
          type="password"
          autoComplete="new-password"
        />
        <Button type="submit" size="lg" className="w-full" disabled={busy}>
          {busy ? "Saving…" : "Save the password"}
        </Button>
      </Form>
    </>
  );
}

function Changed() {
  return (
    <Outcome icon={CheckCheck} title="Your password is changed">
      <p>Sign in with the new one.</p>
      <p className="mt-6">
        <Link to="/login" className={buttonClass({ size: "lg" })}>
          Sign in
        </Link>
      </p>
    </Outcome>
  );
}

function LinkIsOver() {
  return (
    <Outcome icon={Link2Off} title="This link no longer works" tone="bad">
      <p>It was used already, or its hour is over. Your password is as it was.</p>
      <p className="mt-6">
        <Link to="/forgot-password" className={buttonClass({ size: "lg" })}>
          Send me a new link
        </Link>
      </p>
    </Outcome>
  );
}
