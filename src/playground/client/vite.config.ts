import { defineConfig } from "vite";

// The server sends index.html for `/` and for `/graphql`, so its assets are named from the root.
export default defineConfig({
  base: "/playground/",
  build: {
    outDir: "../../../dist/playground/client",
    emptyOutDir: true,
    // Monaco is one large chunk by nature.
    chunkSizeWarningLimit: 6_000,
    // Directives for React servers mean nothing in a page that is all client.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: "es" },
});
