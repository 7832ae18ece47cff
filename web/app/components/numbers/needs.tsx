import { FileText } from "lucide-react";

/** What must be on file before numbers of a kind can be used. */
export function Needs({ needs }: { needs: string[] }) {
  if (needs.length === 0) return null;
  return (
    <div className="flex gap-3 rounded-[10px] bg-amber-soft px-4 py-3 text-[13px] text-amber-on-soft">
      <FileText className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">Such a number needs papers first</p>
        <ul className="mt-1 list-disc space-y-0.5 pl-4">
          {needs.map((need) => (
            <li key={need}>{need}</li>
          ))}
        </ul>
        <p className="mt-1">Contact support to hand them in. Without them the phone company refuses the purchase.</p>
      </div>
    </div>
  );
}
