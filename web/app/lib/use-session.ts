import { useRouteLoaderData } from "@remix-run/react";
import type { loader } from "~/routes/_app/route.tsx";
import type { Session } from "./session.server.ts";

/**
 * Who is signed in, on the pages inside the dashboard's frame.
 *
 * @throws elsewhere
 */
export function useSession(): Session {
  const loaded = useRouteLoaderData<typeof loader>("routes/_app");
  if (!loaded) throw new Error("This part stands outside the dashboard's frame, where nobody is known.");
  return loaded.session;
}
