const API_HOST = "api.twilio.com";

/**
 * The address to ask instead of the SDK's, and the headers to send along. Products such as pricing live on hosts of their
 * own: at Twilio they are left alone, for anything that stands in for Twilio the host goes along in a header.
 *
 * @param uri the SDK's
 * @param base stands for `https://api.twilio.com`; may have a path
 */
export function redirected(uri: string, base: URL): { uri: string; headers: Record<string, string> } {
  const url = new URL(uri);
  const product = url.hostname;
  if (product !== API_HOST && base.hostname.endsWith(".twilio.com")) return { uri, headers: {} };
  url.protocol = base.protocol;
  url.host = base.host;
  if (base.port === "") url.port = "";
  url.pathname = `${base.pathname.replace(/\/+$/, "")}${url.pathname}`;
  return { uri: url.href, headers: product === API_HOST ? {} : { "x-forwarded-host": product } };
}
