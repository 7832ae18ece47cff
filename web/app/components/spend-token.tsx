import { Form, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "./ui/button.tsx";

/**
 * Uses a mail's link as soon as a person's browser shows the page: programs that look into mails open links too, and must
 * not use them up. Without JavaScript the button does it.
 */
export function SpendToken({ token, title, button }: { token: string; title: string; button: string }) {
  const form = useRef<HTMLFormElement>(null);
  const sent = useRef(false);
  const submit = useSubmit();
  useEffect(() => {
    if (sent.current || !form.current) return;
    sent.current = true;
    submit(form.current, { replace: true });
  }, [submit]);
  return (
    <>
      <h1 className="text-2xl font-semibold">{title}</h1>
      <Form method="post" ref={form} className="mt-6">
        <input type="hidden" name="token" value={token} />
        <Button type="submit" size="lg">
          {button}
        </Button>
      </Form>
    </>
  );
}
