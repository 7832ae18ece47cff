import "~/lib/zod-without-eval.ts";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { useAssistant } from "~/lib/use-assistant.ts";
import { EditAssistant } from "./edit-assistant.tsx";

export { action } from "./action.server.ts";
export { clientAction } from "~/lib/client-action.ts";
export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export async function loader(scope: LoaderFunctionArgs) {
  await loadPermitted(scope, "assistants.update");
  return null;
}

export default function Edit() {
  const { assistant } = useAssistant();
  return <EditAssistant key={assistant.id} assistant={assistant} />;
}
