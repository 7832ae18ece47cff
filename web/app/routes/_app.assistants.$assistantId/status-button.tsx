import { Pause, Play } from "lucide-react";
import { Button } from "~/components/ui/button.tsx";
import { useAssistant } from "~/lib/use-assistant.ts";
import { useChange } from "~/lib/use-change.ts";

/** Pauses an assistant that takes calls, and lets a paused one take them again. */
export function StatusButton({ status }: { status: "active" | "paused" }) {
  const { assistant } = useAssistant();
  const active = status === "active";
  const { busy, send } = useChange(active ? "pause-assistant" : "activate-assistant", {
    action: `/assistants/${assistant.id}`,
  });
  const Icon = active ? Pause : Play;
  return (
    <Button variant={active ? "outline" : "primary"} disabled={busy} onClick={() => send()}>
      <Icon className="size-4" aria-hidden />
      {active ? "Pause" : "Activate"}
    </Button>
  );
}
