import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { callApi, passCookies } from "~/lib/api.server.ts";

/** Ends the session and leads to the sign-in page. */
export async function action(scope: ActionFunctionArgs) {
  const response = await callApi(scope, "/auth/signout", { method: "POST" });
  return redirect("/login", { headers: passCookies(response) });
}

export function loader() {
  return redirect("/");
}
