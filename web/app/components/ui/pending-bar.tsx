import { useNavigation } from "@remix-run/react";

/** A thin bar at the top while the next page is on its way; short waits don't show it. */
export function PendingBar() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return (
    <div role="progressbar" aria-label="Loading" className="pending-bar fixed inset-x-0 top-0 z-50 h-0.5">
      <div className="h-full bg-brand" />
    </div>
  );
}
