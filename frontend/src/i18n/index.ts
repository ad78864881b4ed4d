// The language of the app: the one chosen on this device, else the browser's.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "@/api/types";
import type { Messages } from "./en";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: { app: Messages };
  }
}

export const LANGUAGES: Record<Language, string> = { en: "English", vi: "Tiếng Việt" };
const KEY = "unlit.language";

const load: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import("./en"),
  vi: () => import("./vi"),
};

export function isLanguage(value: string | null | undefined): value is Language {
  return value === "en" || value === "vi";
}

function preferred(): Language {
  const chosen = localStorage.getItem(KEY);
  if (isLanguage(chosen)) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find(isLanguage) ?? "en";
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : "en";
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: preferred(),
    fallbackLng: false,
    ns: "app",
    defaultNS: "app",
    resources: {},
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  await speak(preferred());
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "app")) {
    const { default: messages } = await load[language]();
    i18next.addResourceBundle(language, "app", messages);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(KEY, language);
}
