// For tests: what a reader sees of some elements, in English until the language is changed.
import { MantineProvider } from "@mantine/core";
import i18next from "i18next";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import { beforeAll, beforeEach } from "vitest";
import en from "@/i18n/en";
import vi from "@/i18n/vi";

/** Call once in a file, before its tests. */
export function speakEnglish(): void {
  beforeAll(() =>
    i18next.use(initReactI18next).init({
      lng: "en",
      ns: "app",
      defaultNS: "app",
      resources: { en: { app: en }, vi: { app: vi } },
      interpolation: { escapeValue: false },
    }),
  );
  beforeEach(() => i18next.changeLanguage("en"));
}

export function rendered(...parts: ReactElement[]): string {
  return renderToStaticMarkup(createElement(MantineProvider, null, ...parts));
}
