import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { notify } from "~/lib/toast.tsx";
import { Button } from "./button.tsx";

const SHOWN_MS = 2_000;

/** Puts a text into the clipboard and says so. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      notify({ kind: "error", text: "The browser didn't allow copying. Select the text and copy it yourself." });
    }
  };
  return (
    <Button size="sm" variant="outline" onClick={() => void copy()}>
      {copied ? <Check className="size-3.5" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
      <span aria-live="polite">{copied ? "Copied" : label}</span>
    </Button>
  );
}
