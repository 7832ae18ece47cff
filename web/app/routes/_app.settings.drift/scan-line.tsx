import type { DriftScan } from "@callflex/contracts/api/drift";
import { When } from "~/components/ui/when.tsx";

/** How the latest check-up stands. */
export function ScanLine({ scan, open, now }: { scan: DriftScan; open: number; now: number }) {
  return (
    <p role="status" className="text-[13px] text-ink-2">
      {scan.state === "running" && "Your numbers and assistants are being checked. It takes up to two minutes."}
      {scan.state === "never" &&
        "Your numbers and assistants haven’t been checked yet. It happens by itself each night."}
      {scan.state === "unfinished" && "The last check-up could not be finished. Please try again."}
      {scan.state === "finished" && scan.finishedAt && (
        <>
          Checked <When at={scan.finishedAt} now={now} />.{" "}
          {open === 0 ? "Everything is as it should be." : `${open} ${open === 1 ? "thing is" : "things are"} open.`}
        </>
      )}
    </p>
  );
}
