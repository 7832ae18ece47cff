import { Download } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { CopyButton } from "~/components/ui/copy-button.tsx";

/** The codes for the day when the phone is gone, shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const text = codes.join("\n");
  return (
    <div className="space-y-4">
      <p className="text-muted">
        Each lets you in once without your phone. Keep them where you keep passwords: they are not shown again.
      </p>
      <ul className="num grid grid-cols-2 gap-x-6 gap-y-1 rounded-[10px] bg-sunken p-4 text-center font-medium">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label="Copy all" />
        <Button size="sm" variant="outline" onClick={() => download(text)}>
          <Download className="size-3.5" aria-hidden />
          Download
        </Button>
        <Button size="sm" className="ml-auto" onClick={onDone}>
          I kept them
        </Button>
      </div>
    </div>
  );
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "callflex-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(url);
}
