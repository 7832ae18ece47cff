import { useRouteLoaderData } from "@remix-run/react";
import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import type { loader } from "~/routes/_app.numbers.$numberId/route.tsx";

/**
 * The number that the page is about, on the pages of `/numbers/{id}`.
 *
 * @throws elsewhere
 */
export function useNumber(): PhoneNumber {
  const loaded = useRouteLoaderData<typeof loader>("routes/_app.numbers.$numberId");
  if (!loaded) throw new Error("This part stands outside of a number's pages, where no number is known.");
  return loaded.number;
}
