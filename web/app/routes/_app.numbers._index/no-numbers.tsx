import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Hash, PhoneForwarded, PhoneIncoming, type LucideIcon } from "lucide-react";
import { buttonClass } from "~/components/ui/button.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";

/** The two ways to a number that an assistant answers. */
export function NoNumbers({ mayManage }: { mayManage: boolean }) {
  if (!mayManage) {
    return (
      <section className="card">
        <EmptyState icon={Hash} title="No numbers yet">
          An owner or admin of your organization can get one. It appears here.
        </EmptyState>
      </section>
    );
  }
  return (
    <ul className="grid gap-4 md:grid-cols-2">
      <Way
        icon={PhoneIncoming}
        title="Get a new number"
        text="Pick a local or toll-free number. It takes calls about a minute later, and you can give it out at once."
      >
        <Link to="/numbers/new" className={buttonClass()}>
          Get a number
        </Link>
      </Way>
      <Way
        icon={PhoneForwarded}
        title="Keep your number"
        text="Callers go on dialling the number they know. Get a number here, then forward yours to it: always, after hours, or when nobody picks up. Its page shows the codes for your carrier."
      >
        <Link to="/numbers/new" className={buttonClass({ variant: "outline" })}>
          Get a number to forward to
        </Link>
      </Way>
    </ul>
  );
}

function Way(props: { icon: LucideIcon; title: string; text: string; children: ReactNode }) {
  const { icon: Icon, title, text, children } = props;
  return (
    <li className="card flex flex-col items-start p-5 sm:p-6">
      <span aria-hidden className="grid size-11 place-items-center rounded-full bg-brand-soft text-brand-on-soft">
        <Icon className="size-5" />
      </span>
      <h2 className="mt-4 text-[15px] font-semibold">{title}</h2>
      <p className="mt-1 mb-5 flex-1 text-[13px] text-muted">{text}</p>
      {children}
    </li>
  );
}
