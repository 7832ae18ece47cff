import geist from "@fontsource-variable/geist/files/geist-latin-wght-normal.woff2?url";
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import "./app.css";
import { ErrorFace } from "~/components/error-face.tsx";
import { useNonce } from "~/lib/nonce.tsx";
import { readTheme } from "~/lib/theme.server.ts";
import { SYSTEM_THEME_SCRIPT, useTheme } from "~/lib/theme.ts";
import { Notices } from "~/lib/toast.tsx";

export const links: LinksFunction = () => [
  { rel: "preload", href: geist, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "CallFlex" }];

export function loader({ request }: LoaderFunctionArgs) {
  return { theme: readTheme(request) };
}

/** The theme never changes by itself. */
export function shouldRevalidate({ formAction }: { formAction?: string }) {
  return formAction === "/theme";
}

export function Layout({ children }: { children: ReactNode }) {
  const theme = useTheme();
  const nonce = useNonce();
  const loaded = useRouteLoaderData("root") !== undefined;
  return (
    <html lang="en" data-theme={theme} className={theme === "dark" ? "dark" : undefined} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SYSTEM_THEME_SCRIPT }} />
        <ThemeColors theme={theme} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {loaded && <Notices />}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** Colour of a phone's browser bars. */
function ThemeColors({ theme }: { theme: string }) {
  const light = "#f5f6f2";
  const dark = "#0a0f0d";
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={theme === "dark" ? dark : light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={theme === "light" ? light : dark} />
    </>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <main>
      <ErrorFace />
    </main>
  );
}
