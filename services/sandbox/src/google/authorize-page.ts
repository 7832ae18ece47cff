const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);
}

function page(content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Stand-in for Google</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 100vh; margin: 0; }
      main { width: min(24rem, calc(100vw - 3rem)); }
      label { display: block; margin: 1rem 0; }
      input:not([type="checkbox"]) { display: block; box-sizing: border-box; width: 100%; font: inherit; padding: 0.5rem; }
      button { font: inherit; padding: 0.5rem 1rem; margin-right: 0.5rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>Stand-in for Google</h1>
      ${content}
    </main>
  </body>
</html>
`;
}

/**
 * The page that asks who one is.
 *
 * @param request the authorization request; it comes back with the form
 */
export function authorizePage(request: Record<string, string>): string {
  const hidden = Object.entries(request).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}" />`,
  );
  return page(`<p>Nothing leaves this machine. Be whoever you like.</p>
      <form method="post">
        ${hidden.join("\n        ")}
        <label>Name <input name="person_name" value="Gina Google" required /></label>
        <label>E-mail address <input name="person_email" type="email" value="gina@google.test" required /></label>
        <label><input name="person_verified" type="checkbox" value="yes" checked /> Google has confirmed the address</label>
        <button name="answer" value="continue">Continue</button>
        <button name="answer" value="cancel" formnovalidate>Cancel</button>
      </form>`);
}

/** What is wrong with the request, for the person who was led here. */
export function refusalPage(reason: string): string {
  return page(`<p>${escaped(reason)}</p>`);
}
