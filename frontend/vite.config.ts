// One configuration for the development server, the build and the unit tests.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

const BACKEND = "http://localhost:8080";

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      registerType: "prompt",
      injectRegister: null,
      manifest: {
        name: "Unlit",
        short_name: "Unlit",
        description: "Stop smoking, and stay stopped, with people on your side.",
        start_url: "/",
        display: "standalone",
        background_color: "#f6f5f0",
        theme_color: "#1f6a5c",
        shortcuts: [
          { name: "SOS", url: "/sos" },
          { name: "Log a craving", url: "/cravings" },
        ],
        icons: [
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          {
            src: "/icon-maskable-512.png",
            sizes: "512x512",
            type: "image/png",
            purpose: "maskable",
          },
        ],
      },
      workbox: {
        // Only the app itself is kept. Answers of the API are health data and never touch a cache;
        // what somebody needs in an urge the app keeps itself (src/offline) until they sign out.
        // The first visit already works without a network when it ends.
        clientsClaim: true,
        globPatterns: ["**/*.{html,js,css,svg}"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [/^\/api\//, /^\/ws$/, /^\/mailbox/],
        runtimeCaching: [],
      },
    }),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    proxy: {
      "/api": BACKEND,
      // The server checks the socket's origin, so the proxy must present the one it serves.
      "/ws": { target: BACKEND, ws: true, headers: { Origin: BACKEND } },
    },
  },
  build: {
    target: "es2022",
    // Browsers that know light-dark() by themselves; rewritten for older ones it loses its meaning.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
