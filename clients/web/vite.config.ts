import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // The polyfill would be an inline script in spirit and is not needed by the target.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        console: "index.html",
        driver: "d/index.html",
        board: "b/index.html",
        kiosk: "k/index.html",
        rules: "r/index.html",
      },
    },
  },
});
