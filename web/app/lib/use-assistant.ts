import { useRouteLoaderData } from "@remix-run/react";
import type { loader } from "~/routes/_app.assistants.$assistantId/route.tsx";

/**
 * The assistant that a page is about, and whether its reader may change it.
 *
 * @throws outside of an assistant's pages
 */
export function useAssistant() {
  const loaded = useRouteLoaderData<typeof loader>("routes/_app.assistants.$assistantId");
  if (!loaded) throw new Error("This part stands outside of an assistant's pages, where none is known.");
  return loaded;
}
