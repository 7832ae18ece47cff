import { Outlet } from "@remix-run/react";
import { ErrorFace } from "~/components/error-face.tsx";
import { Logo } from "~/components/ui/logo.tsx";
import { PendingBar } from "~/components/ui/pending-bar.tsx";
import { Claim } from "./claim.tsx";

/** The frame around signing in and signing up. */
export default function AuthLayout() {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <main className="flex flex-col px-5 py-6 sm:px-10">
        <PendingBar />
        <Logo />
        <div className="mx-auto my-auto w-full max-w-sm py-10">
          <Outlet />
        </div>
      </main>
      <Claim />
    </div>
  );
}

export function ErrorBoundary() {
  return (
    <main>
      <ErrorFace />
    </main>
  );
}
