import "~/lib/zod-without-eval.ts";
import { phoneNumber } from "@callflex/contracts/api/phone-numbers";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, Outlet, useLoaderData } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { Tabs } from "~/components/ui/tabs.tsx";
import { loadApi } from "~/lib/api.server.ts";
import { useLive } from "~/lib/live/use-live.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { numberTitle } from "~/lib/numbers/number-words.ts";
import { NumberHeader } from "./number-header.tsx";
import { NUMBER_TABS } from "./tabs.ts";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${numberTitle(data.number)} · CallFlex` : "Number · CallFlex" },
];

export async function loader(scope: LoaderFunctionArgs) {
  await loadPermitted(scope, "phone_numbers.read");
  const path = { id: scope.params.numberId ?? "" };
  return { number: await loadApi(scope, "GET /phone-numbers/{id}", phoneNumber, { path }) };
}

/** The frame of a number's pages: which number it is, where it stands, and what there is about it. */
export default function NumberLayout() {
  const { number } = useLoaderData<typeof loader>();
  useLive({ types: ["number_progress"], phoneNumberId: number.id });
  // Of a number that never rang, or rings no more, nothing can be set.
  const isAlive = number.state === "active" || number.state === "provisioning";
  return (
    <div className="space-y-4 lg:space-y-5">
      <Link to="/numbers" className="inline-flex items-center gap-1.5 text-[13px] text-muted hover:text-ink">
        <ArrowLeft className="size-3.5" aria-hidden />
        Numbers
      </Link>
      <NumberHeader number={number} />
      {isAlive && <Tabs base={`/numbers/${number.id}`} pages={NUMBER_TABS} label="About this number" />}
      <Outlet />
    </div>
  );
}
