const GSM_7 =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const GSM_7_EXTENDED = "^{}\\[~]|€\f";

/**
 * Parts that a text is sent in: 160 GSM-7 characters or 70 UCS-2 ones in one part, 153 or 67 in each of several.
 * Extended characters count twice; one character outside of GSM-7 makes the whole text UCS-2.
 */
export function countSegments(body: string): number {
  let gsmLength = 0;
  for (const character of body) {
    if (GSM_7.includes(character)) gsmLength += 1;
    else if (GSM_7_EXTENDED.includes(character)) gsmLength += 2;
    else return parts(body.length, 70, 67);
  }
  return parts(gsmLength, 160, 153);
}

function parts(length: number, single: number, several: number): number {
  return length <= single ? 1 : Math.ceil(length / several);
}
