// Chooses the language of the app.
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { currentLanguage, isLanguage, LANGUAGES, speak } from "@/i18n";

const OPTIONS = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));

export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <NativeSelect
      aria-label={t("auth.language")}
      data={OPTIONS}
      value={currentLanguage()}
      size="xs"
      onChange={({ currentTarget: { value } }) => {
        if (isLanguage(value)) void speak(value);
      }}
    />
  );
}
