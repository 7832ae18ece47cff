import { data, type MetaFunction } from "@remix-run/node";

export const meta: MetaFunction = () => [{ title: "Not found · CallFlex" }];

/** Answers every address that is no page with 404; the face comes from the root. */
export function loader(): never {
  throw data({ title: "Not found" }, { status: 404 });
}

export default function NotFound() {
  return null;
}
