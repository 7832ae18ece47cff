import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { themeCookie } from "~/lib/theme.server.ts";
import { isTheme } from "~/lib/theme.ts";

/** Keeps the chosen theme. A page without JavaScript posts the form itself and is led home. */
export async function action({ request }: ActionFunctionArgs) {
  const theme = (await request.formData()).get("theme");
  if (!isTheme(theme)) throw data({ title: "Unknown theme" }, { status: 400 });
  const headers = { "Set-Cookie": themeCookie(theme) };
  const byScript = new URL(request.url).pathname.endsWith(".data") || request.headers.get("sec-fetch-dest") === "empty";
  return byScript ? data(null, { headers }) : redirect("/", { headers });
}

export function loader() {
  return redirect("/");
}
