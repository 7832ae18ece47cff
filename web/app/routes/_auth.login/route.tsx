import type { SignInRequest } from "@callflex/contracts/api/auth";
import { getFormProps, useForm } from "@conform-to/react";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { GoogleButton, googleTrouble } from "~/components/google-button.tsx";
import { Button } from "~/components/ui/button.tsx";
import { Field, FormErrors } from "~/components/ui/field.tsx";
import { callApi } from "~/lib/api.server.ts";
import { offersGoogle } from "~/lib/offers-google.server.ts";
import { safeNext } from "~/lib/safe-next.ts";
import { signInConstraint } from "./constraint.server.ts";
import type { action as signInAction } from "./action.server.ts";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/auth-client-action.ts";

export const meta: MetaFunction = () => [{ title: "Sign in · CallFlex" }];

/** Who is signed in already goes on. */
export async function loader(scope: LoaderFunctionArgs) {
  const [{ status }, google] = await Promise.all([callApi(scope, "GET /auth/me"), offersGoogle(scope)]);
  if (status === 200) throw redirect(safeNext(new URL(scope.request.url).searchParams.get("next")));
  return { constraint: signInConstraint, google };
}

export default function Login() {
  const { constraint, google } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof signInAction>();
  const busy = useNavigation().formMethod === "POST";
  const [search] = useSearchParams();
  const [form, fields] = useForm<SignInRequest>({
    lastResult,
    constraint,
    // The server checks with the contract's schema; the first page that people load goes without it.
    defaultNoValidate: false,
  });
  const next = search.get("next");
  return (
    <>
      <h1 className="text-2xl font-semibold">Welcome back</h1>
      <p className="mt-1 text-muted">Sign in to see who called.</p>
      <Form method="post" {...getFormProps(form)} className="mt-7 space-y-4">
        <FormErrors id={form.errorId} errors={form.errors ?? googleTrouble(search.get("error"))} />
        <Field field={fields.email} label="E-mail" type="email" autoComplete="username" />
        <Field field={fields.password} label="Password" type="password" autoComplete="current-password" />
        <Button type="submit" size="lg" className="w-full" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </Button>
      </Form>
      <p className="mt-4 text-[13px]">
        <Link to="/forgot-password" className="font-medium text-brand-on-soft underline">
          Forgot your password?
        </Link>
      </p>
      {google && <GoogleButton next={next} />}
      <p className="mt-6 text-[13px] text-muted">
        New here?{" "}
        <Link
          to={next ? `/signup?next=${encodeURIComponent(next)}` : "/signup"}
          className="font-medium text-brand-on-soft underline"
        >
          Create an account
        </Link>
      </p>
    </>
  );
}
