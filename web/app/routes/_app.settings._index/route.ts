import { redirect } from "@remix-run/node";

/** The settings begin with the organization. */
export function loader() {
  return redirect("/settings/organization");
}
