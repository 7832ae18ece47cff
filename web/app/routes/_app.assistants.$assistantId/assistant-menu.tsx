import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { useNavigate } from "@remix-run/react";
import { Copy, Ellipsis, RefreshCw, Trash2 } from "lucide-react";
import { useState } from "react";
import { buttonClass } from "~/components/ui/button.tsx";
import { Menu, MenuItem } from "~/components/ui/menu.tsx";
import { useChange } from "~/lib/use-change.ts";
import { DeleteDialog } from "./delete-dialog.tsx";

/** What is done with an assistant now and then. */
export function AssistantMenu({ assistant }: { assistant: AssistantDetail }) {
  const [deleting, askToDelete] = useState(false);
  const action = `/assistants/${assistant.id}`;
  const navigate = useNavigate();
  const copy = useChange<AssistantDetail>("duplicate-assistant", {
    action,
    // A link of the page's own, so that what is typed and not saved is asked about.
    onDone: ({ value }) => {
      if (value) navigate(`/assistants/${value.id}`);
    },
  });
  const sync = useChange("sync-assistant", { action });
  return (
    <>
      <Menu
        align="right"
        label={`More about ${assistant.name}`}
        className={buttonClass({ variant: "outline", size: "icon" })}
        trigger={<Ellipsis className="size-4" aria-hidden />}
      >
        <MenuItem onClick={() => copy.send()}>
          <Copy className="size-4 text-muted" aria-hidden />
          Duplicate as a draft
        </MenuItem>
        {assistant.status !== "draft" && (
          <MenuItem onClick={() => sync.send()}>
            <RefreshCw className="size-4 text-muted" aria-hidden />
            Sync now
          </MenuItem>
        )}
        <MenuItem tone="danger" onClick={() => askToDelete(true)}>
          <Trash2 className="size-4" aria-hidden />
          Delete…
        </MenuItem>
      </Menu>
      <DeleteDialog assistant={assistant} open={deleting} onClose={() => askToDelete(false)} />
    </>
  );
}
