import { Button } from "~/components/ui/button.tsx";

/**
 * Says that somebody else saved first, and leaves the choice: theirs, or what is typed here. Stands inside the form.
 *
 * @param props.version of theirs; saving over it names it
 * @param props.lines what they changed, as label and text
 */
export function ConflictNotice(props: {
  version: number;
  lines: [label: string, text: string][];
  onTake: () => void;
  busy: boolean;
}) {
  return (
    <div role="alert" className="rounded-[10px] bg-amber-soft px-4 py-3 text-[13px] text-amber-on-soft">
      <p className="font-medium">Somebody changed this meanwhile. What you typed is still here.</p>
      {props.lines.length > 0 && (
        <dl className="mt-2 space-y-0.5">
          {props.lines.map(([label, text]) => (
            <div key={label} className="flex gap-2">
              <dt className="shrink-0">{label} is now:</dt>
              <dd className="min-w-0 font-medium break-words">{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" variant="outline" onClick={props.onTake} disabled={props.busy}>
          Take theirs
        </Button>
        <Button size="sm" type="submit" name="_overwrite" value={props.version} disabled={props.busy}>
          Save mine over it
        </Button>
      </div>
    </div>
  );
}
