import type { ApiKeyCreated } from "@callflex/contracts/api/api-keys";
import { Button } from "~/components/ui/button.tsx";
import { CopyButton } from "~/components/ui/copy-button.tsx";

/** The key, which is shown this once, and a first request with it. */
export function NewKey({ made, apiUrl, onDone }: { made: ApiKeyCreated; apiUrl: string; onDone: () => void }) {
  const example = `curl -H "Authorization: Bearer ${made.key}" \\\n  "${apiUrl}/api/v1/calls?limit=1"`;
  return (
    <div className="space-y-4">
      <p className="text-muted">
        It is not shown again, and CallFlex keeps only its fingerprint. Whoever has it acts with its scopes.
      </p>
      <Code label="API key" text={made.key} />
      <Code label="Try it" text={example} />
      <div className="flex justify-end">
        <Button onClick={onDone}>I kept it</Button>
      </div>
    </div>
  );
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <p className="text-[13px] font-medium">{label}</p>
        <CopyButton text={text} />
      </div>
      <code className="block rounded-[10px] bg-sunken p-3 font-mono text-[13px] break-all whitespace-pre-wrap">
        {text}
      </code>
    </div>
  );
}
