/** The dashboard's colours, as web/app/app.css has them. Mail programs know no variables. */
export const palette = {
  background: "#f5f6f2",
  surface: "#ffffff",
  line: "#e2e6de",
  ink: "#13201b",
  inkSoft: "#3d4a44",
  muted: "#5c6963",
  brand: "#0b7554",
  brandInk: "#ffffff",
};

/** The same at night; only for mail programs that read style sheets. */
export const darkPalette = {
  background: "#0a0f0d",
  surface: "#111815",
  line: "#202b26",
  ink: "#ebf2ee",
  inkSoft: "#c4d0ca",
  muted: "#8fa199",
  brand: "#3fcf98",
  brandInk: "#06231a",
};

export const FONT = "'Geist Variable',Geist,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
