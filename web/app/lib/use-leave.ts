import { useNavigate } from "@remix-run/react";
import { useEffect, useState } from "react";

/**
 * Leaves a page whose form was just saved: first the page knows that nothing is unsaved any more, then it goes.
 *
 * @returns whether the page is being left, and how to leave it
 */
export function useLeave(): [leaving: boolean, leave: (path: string) => void] {
  const [path, leave] = useState<string | null>(null);
  const navigate = useNavigate();
  useEffect(() => {
    if (path !== null) navigate(path);
  }, [path, navigate]);
  return [path !== null, leave];
}
