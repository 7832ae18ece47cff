import "~/lib/zod-without-eval.ts";
import { signUpRequest } from "@callflex/contracts/api/auth";
import { getFormProps, useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { parseForm } from "~/lib/parse-form.ts";
import { GoogleButton } from "~/components/google-button.tsx";
import { offersGoogle } from "~/lib/offers-google.server.ts";
import { Button } from "~/components/ui/button.tsx";
import { Field, FormErrors } from "~/components/ui/field.tsx";
import { timeZones } from "~/lib/time-zones.server.ts";
import { ZoneField } from "~/components/zone-field.tsx";
import type { action as signUpAction } from "./action.server.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/auth-client-action.ts";

export const meta: MetaFunction = () => [{ title: "Create an account · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  return { zones: timeZones(), google: await offersGoogle(scope) };
}

export default function SignUp() {
  const { zones, google } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof signUpAction>();
  const busy = useNavigation().formMethod === "POST";
  const [search] = useSearchParams();
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(signUpRequest),
    onValidate: ({ formData }) => parseForm(formData, signUpRequest),
    shouldValidate: "onBlur",
    shouldRevalidate: "onInput",
  });
  const next = search.get("next");
  return (
    <>
      <h1 className="text-2xl font-semibold">Create your account</h1>
      <p className="mt-1 text-muted">And the organization whose calls are answered.</p>
      <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
        <FormErrors id={form.errorId} errors={form.errors} />
        <Field field={fields.name} label="Your name" type="text" autoComplete="name" />
        <Field field={fields.organizationName} label="Name of your business" type="text" autoComplete="organization" />
        <Field field={fields.email} label="E-mail" type="email" autoComplete="username" />
        <Field
          field={fields.password}
          label="Password"
          hint="At least 10 characters."
          type="password"
          autoComplete="new-password"
        />
        <ZoneField field={fields.timezone} zones={zones} />
        <Button type="submit" size="lg" className="w-full" disabled={busy}>
          {busy ? "Creating…" : "Create account"}
        </Button>
      </Form>
      {google && <GoogleButton next={next} />}
      <p className="mt-6 text-[13px] text-muted">
        You have one already?{" "}
        <Link
          to={next ? `/login?next=${encodeURIComponent(next)}` : "/login"}
          className="font-medium text-brand-on-soft underline"
        >
          Sign in
        </Link>
      </p>
    </>
  );
}
