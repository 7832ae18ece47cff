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

/** The place where notices appear. The library behind it is loaded with the first notice. */
export function Notices() {
  const [needed, setNeeded] = useState(0);
  useEffect(() => {
    wake = () => setNeeded((count) => count + 1);
    return () => {
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
  const sonner = await import("sonner");
  function ShowWaiting({ theme, count }: { theme: "light" | "dark" | "system"; count: number }) {
    useEffect(() => {
      for (const { kind, text } of waiting.splice(0)) sonner.toast[kind](text);
    }, [count]);
    return <sonner.Toaster theme={theme} position="bottom-right" mobileOffset={{ bottom: 84 }} />;
  }
  return { default: ShowWaiting };
});
