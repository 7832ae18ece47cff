import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

/** sonner writes its CSS into a `<style>` tag while it loads, which a nonce CSP refuses; app.css imports its stylesheet. */
function sonnerWithoutStyleTag(): Plugin {
  return {
    name: "callflex:sonner-without-style-tag",
    transform(code, id) {
      if (!/sonner[\\/]dist[\\/]index\.mjs/.test(id)) return;
      const without = code.replace(/^__insertCSS\(.*\);?$/m, "");
      if (without === code) this.error("sonner no longer calls __insertCSS: drop this plugin");
      return { code: without, map: null };
    },
  };
}

export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("app", import.meta.url)) } },
  plugins: [
    tailwindcss(),
    sonnerWithoutStyleTag(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
        unstable_optimizeDeps: true,
      },
    }),
  ],
});
