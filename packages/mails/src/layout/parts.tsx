import { Fragment, type ReactNode } from "react";
import { palette } from "./palette.ts";

/** What happened, in one line. */
export function Title({ children }: { children: ReactNode }) {
  return (
    <h1
      className="ink"
      style={{ margin: "0 0 16px", fontSize: 21, lineHeight: "28px", fontWeight: 600, color: palette.ink }}
    >
      {children}
    </h1>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <p className="ink-soft" style={{ margin: "0 0 16px", fontSize: 15, lineHeight: "24px", color: palette.inkSoft }}>
      {children}
    </p>
  );
}

/** What the reader needs to know last: "ignore this if it wasn't you". */
export function Note({ children }: { children: ReactNode }) {
  return (
    <p
      className="muted rule"
      style={{
        margin: "24px 0 0",
        padding: "16px 0 0",
        borderTop: `1px solid ${palette.line}`,
        fontSize: 13,
        lineHeight: "20px",
        color: palette.muted,
      }}
    >
      {children}
    </p>
  );
}

/** The one thing to do, as a button; with the address itself for programs that show none. */
export function Action({ label, link }: { label: string; link: string }) {
  return (
    <>
      <table role="presentation" cellPadding={0} cellSpacing={0} border={0} style={{ margin: "24px 0 16px" }}>
        <tbody>
          <tr>
            <td className="brand" style={{ background: palette.brand, borderRadius: 9 }}>
              <a
                href={link}
                style={{
                  display: "inline-block",
                  padding: "12px 20px",
                  fontSize: 15,
                  lineHeight: "20px",
                  fontWeight: 600,
                  color: palette.brandInk,
                  textDecoration: "none",
                  borderRadius: 9,
                }}
              >
                {label}
              </a>
            </td>
          </tr>
        </tbody>
      </table>
      <p
        className="muted"
        data-skip-in-text="true"
        style={{ margin: "0 0 16px", fontSize: 13, lineHeight: "20px", color: palette.muted, wordBreak: "break-all" }}
      >
        If the button does nothing, open this address:{" "}
        <a className="link" href={link} style={{ color: palette.brand }}>
          {link}
        </a>
      </p>
    </>
  );
}

/** Facts by their labels; the values keep their line breaks. */
export function Facts({ lines }: { lines: readonly { label: string; value: string }[] }) {
  return lines.map(({ label, value }) => (
    <p
      key={label}
      className="ink"
      style={{ margin: "0 0 12px", fontSize: 15, lineHeight: "24px", color: palette.ink, wordBreak: "break-word" }}
    >
      <span className="muted" style={{ display: "block", fontSize: 13, lineHeight: "20px", color: palette.muted }}>
        {label}:
      </span>{" "}
      {value.split(/\r\n|\r|\n/).map((line, n) => (
        <Fragment key={n}>
          {n > 0 && <br />}
          {line}
        </Fragment>
      ))}
    </p>
  ));
}
