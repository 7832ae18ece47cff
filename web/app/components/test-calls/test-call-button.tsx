import { PhoneOutgoing } from "lucide-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { useSession } from "~/lib/use-session.ts";
import { LookingForChoices } from "./looking-for-choices.tsx";

/** With the libraries of forms, which pages that only offer it go without. */
const TestCallWays = lazy(async () => {
  const { TestCallWays: Ways } = await import("./test-call-ways.tsx");
  return { default: Ways };
});

/**
 * The button that lets somebody try an assistant, and its window. Nothing stands there for those who may not.
 *
 * @param props.assistantId the assistant to try; without it, one is chosen
 * @param props.phoneNumberId the number that rings first in “Call me”
 * @param props.children words of the button
 */
export function TestCallButton(props: {
  assistantId?: string;
  phoneNumberId?: string;
  variant?: "primary" | "outline";
  size?: "sm" | "md";
  className?: string;
  children?: ReactNode;
}) {
  const { organization } = useSession();
  const [open, setOpen] = useState(false);
  if (!organization.permissions.includes("assistants.update")) return null;
  return (
    <>
      <Button
        variant={props.variant ?? "outline"}
        size={props.size}
        className={props.className}
        onClick={() => setOpen(true)}
      >
        {props.children ?? (
          <>
            <PhoneOutgoing className="size-4" aria-hidden />
            Test call
          </>
        )}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Try your assistant">
        <Suspense fallback={<LookingForChoices />}>
          <TestCallWays assistantId={props.assistantId} phoneNumberId={props.phoneNumberId} />
        </Suspense>
      </Dialog>
    </>
  );
}
