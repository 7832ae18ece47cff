import type { ReactNode } from "react";
import { darkPalette as dark, FONT, palette } from "./palette.ts";

const DARK = `
@media (prefers-color-scheme: dark) {
  .page { background: ${dark.background} !important }
  .card { background: ${dark.surface} !important; border-color: ${dark.line} !important }
  .ink { color: ${dark.ink} !important }
  .ink-soft { color: ${dark.inkSoft} !important }
  .muted { color: ${dark.muted} !important }
  .rule { border-color: ${dark.line} !important }
  .brand, .brand a { background: ${dark.brand} !important; color: ${dark.brandInk} !important }
  .link { color: ${dark.brand} !important }
}`;

/** Mail programs show the beginning of a mail beside its subject; this keeps the card's own words out of there. */
const FILLER = "\u00a0\u200c".repeat(90);

/** The bars of the product's mark; heights in pixels. */
const BARS = [6, 14, 18, 10];

function Mark() {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0} data-skip-in-text="true">
      <tbody>
        <tr>
          <td
            className="brand"
            width={32}
            height={32}
            align="center"
            style={{ background: palette.brand, borderRadius: 9, lineHeight: "18px" }}
          >
            {BARS.map((height) => (
              <span
                key={height}
                style={{
                  display: "inline-block",
                  width: 2,
                  height,
                  margin: "0 1px",
                  borderRadius: 2,
                  verticalAlign: "middle",
                  background: palette.brandInk,
                }}
              />
            ))}
          </td>
          <td className="ink" style={{ padding: "0 0 0 10px", fontSize: 17, fontWeight: 600, color: palette.ink }}>
            CallFlex
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/**
 * The page of every mail: mark, card, and why one gets it. Tables and inline styles, because that is what mail programs
 * have in common; no images, because most load none.
 *
 * @param props.preheader shown beside the subject in lists of mails
 * @param props.footer why the reader gets this mail
 */
export function Layout(props: { title: string; preheader: string; footer: string; children: ReactNode }) {
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{props.title}</title>
        <style dangerouslySetInnerHTML={{ __html: DARK }} />
      </head>
      <body className="page" style={{ margin: 0, padding: 0, background: palette.background, fontFamily: FONT }}>
        <div data-skip-in-text="true" style={{ display: "none", maxHeight: 0, overflow: "hidden", opacity: 0 }}>
          {props.preheader}
          {FILLER}
        </div>
        <table
          role="presentation"
          width="100%"
          cellPadding={0}
          cellSpacing={0}
          border={0}
          className="page"
          style={{ background: palette.background }}
        >
          <tbody>
            <tr>
              <td align="center" style={{ padding: "32px 16px" }}>
                <table
                  role="presentation"
                  width="100%"
                  cellPadding={0}
                  cellSpacing={0}
                  border={0}
                  style={{ maxWidth: 560, textAlign: "left" }}
                >
                  <tbody>
                    <tr>
                      <td style={{ padding: "0 4px 20px" }}>
                        <Mark />
                      </td>
                    </tr>
                    <tr>
                      <td
                        className="card"
                        style={{
                          padding: 28,
                          background: palette.surface,
                          border: `1px solid ${palette.line}`,
                          borderRadius: 14,
                        }}
                      >
                        {props.children}
                      </td>
                    </tr>
                    <tr>
                      <td
                        className="muted"
                        style={{ padding: "20px 4px 0", fontSize: 13, lineHeight: "20px", color: palette.muted }}
                      >
                        {props.footer}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}
