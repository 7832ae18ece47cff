import { ConfirmButton } from "~/components/ui/confirm-button.tsx";
import { Section } from "~/components/ui/section.tsx";
import { useChange } from "~/lib/use-change.ts";
import { useSession } from "~/lib/use-session.ts";

/** The way out of an organization. */
export function LeaveSection({ isOnlyOwner }: { isOnlyOwner: boolean }) {
  const { organization } = useSession();
  const leave = useChange("leave");
  return (
    <Section
      title="Leave"
      lead={
        isOnlyOwner
          ? "You are the only owner: hand the organization over first, or delete it."
          : "You no longer see its calls. Somebody of the team can invite you again."
      }
      aside={
        !isOnlyOwner && (
          <ConfirmButton
            label="Leave…"
            title={`Leave ${organization.name}?`}
            confirm="Leave"
            busy={leave.busy}
            onConfirm={() => leave.send()}
          >
            From then on you see nothing of {organization.name}, until somebody of the team invites you again.
          </ConfirmButton>
        )
      }
    />
  );
}
