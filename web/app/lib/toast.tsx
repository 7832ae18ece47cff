import { lazy, Suspense, useEffect, useState } from "react";
import { useTheme } from "./theme.ts";

interface Notice {
  kind: "success" | "error";
  text: string;
}

const waiting: Notice[] = [];
let wake: () => void = () => undefined;

/** Shows a short notice at the edge of the page. */
export function notify(notice: Notice): void {
  waiting.push(notice);
  wake();
}

/** After the page itself; a notice that CallFlex can't be reached couldn't load it any more. */
const LOAD_AFTER_MS = 3_000;

const loadSonner = () => import("sonner");

/** The place where notices appear. The library behind it is loaded with the first notice, or a while after the page. */
export function Notices() {
  const [needed, setNeeded] = useState(0);
  useEffect(() => {
    wake = () => setNeeded((count) => count + 1);
    const timer = setTimeout(() => void loadSonner().catch(() => undefined), LOAD_AFTER_MS);
    return () => {
      clearTimeout(timer);
      wake = () => undefined;
    };
  }, []);
  const theme = useTheme();
  if (needed === 0) return null;
  return (
    <Suspense>
      <Toaster theme={theme} count={needed} />
    </Suspense>
  );
}

const Toaster = lazy(async () => {
  const library = await loadSonner().catch(() => null);
  if (!library) return { default: PlainNotices };
  const { toast, Toaster: Shown } = library;
  function ShowWaiting({ theme, count }: { theme: "light" | "dark" | "system"; count: number }) {
    useEffect(() => {
      for (const { kind, text } of waiting.splice(0)) toast[kind](text);
    }, [count]);
    return <Shown theme={theme} position="bottom-right" mobileOffset={{ bottom: 84 }} />;
  }
  return { default: ShowWaiting };
});

/** Stands in for the library where it can't be loaded. */
function PlainNotices() {
  return (
    <p role="alert" className="card fixed right-4 bottom-24 left-4 z-50 p-4 sm:bottom-6 sm:left-auto sm:max-w-sm">
      {waiting.at(-1)?.text}
    </p>
  );
}
