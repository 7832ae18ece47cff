import { invitedSignUpRequest } from "@callflex/contracts/api/auth";
import { getFormProps, useForm } from "@conform-to/react";
import { Form, Link, useActionData, useNavigation } from "@remix-run/react";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { Field, FormErrors } from "~/components/ui/field.tsx";
import { parseForm } from "~/lib/parse-form.ts";
import type { action } from "./action.server.ts";

/** For who is signed in with the address that was invited. */
export function JoinForm({ token, organizationName }: { token: string; organizationName: string }) {
  const lastResult = useActionData<typeof action>();
  const busy = useNavigation().formMethod === "POST";
  const [form] = useForm({ lastResult });
  return (
    <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
      <FormErrors id={form.errorId} errors={form.errors} />
      <input type="hidden" name="token" value={token} />
      <Button type="submit" size="lg" className="w-full" disabled={busy}>
        {busy ? "Joining…" : `Join ${organizationName}`}
      </Button>
    </Form>
  );
}

/** For who has no account yet: the address is known already. */
export function SignUpForm({ token, email }: { token: string; email: string }) {
  const lastResult = useActionData<typeof action>();
  const busy = useNavigation().formMethod === "POST";
  const [form, fields] = useForm({
    lastResult,
    onValidate: ({ formData }) => parseForm(formData, invitedSignUpRequest),
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
  });
  return (
    <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
      <FormErrors id={form.errorId} errors={form.errors} />
      <input type="hidden" name="token" value={token} />
      <div>
        <p className="mb-1.5 text-[13px] font-medium">E-mail</p>
        <p className="truncate text-muted">{email}</p>
        {/* Password managers keep the password under it. */}
        <input type="hidden" autoComplete="username" value={email} />
      </div>
      <Field field={fields.name} label="Your name" type="text" autoComplete="name" />
      <Field
        field={fields.password}
        label="Password"
        hint="At least 10 characters."
        type="password"
        autoComplete="new-password"
      />
      <Button type="submit" size="lg" className="w-full" disabled={busy}>
        {busy ? "Joining…" : "Create account and join"}
      </Button>
    </Form>
  );
}

/** For who has an account: sign in, and come back here. */
export function SignInFirst({ token, email }: { token: string; email: string }) {
  const back = `/invitation?${new URLSearchParams({ token })}`;
  return (
    <div className="mt-7 space-y-3">
      <p className="text-muted">
        <strong className="text-ink">{email}</strong> has an account here. Sign in with it, then you come back to this
        page.
      </p>
      <Link to={`/login?next=${encodeURIComponent(back)}`} className={buttonClass({ size: "lg" }, "w-full")}>
        Sign in to join
      </Link>
    </div>
  );
}

/** For who is signed in with another address. */
export function OtherAccount({ token, email, signedInAs }: { token: string; email: string; signedInAs: string }) {
  return (
    <div className="mt-7 space-y-4">
      <p className="rounded-[10px] bg-amber-soft px-3 py-2.5 text-[13px] text-amber-on-soft">
        You are signed in as <strong>{signedInAs}</strong>, but the invitation went to <strong>{email}</strong>.
      </p>
      <Form method="post" action="/logout" reloadDocument>
        <input type="hidden" name="next" value={`/invitation?${new URLSearchParams({ token })}`} />
        <Button type="submit" size="lg" className="w-full">
          Sign out and go on as {email}
        </Button>
      </Form>
      <Link to="/" className={buttonClass({ variant: "outline", size: "lg" }, "w-full")}>
        Stay signed in
      </Link>
    </div>
  );
}
