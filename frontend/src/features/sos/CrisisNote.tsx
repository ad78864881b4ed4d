// Before anything else: an urge to smoke may not be the worst of it.
import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { inOrder, telOf } from "@/features/help/lines";
import { currentLanguage } from "@/i18n";
import { PhoneIcon } from "@/ui/icons";
import { useCrisisLines } from "./queries";

export function CrisisNote() {
  const { t } = useTranslation();
  const lines = useCrisisLines().data ?? [];
  const language = currentLanguage();
  return (
    <Alert color="ember" variant="light" radius="lg" p="md">
      <Text size="sm" fw={600}>
        {t("sos.crisis")}
      </Text>
      <Group gap="xs" mt="xs">
        {inOrder(lines).map(
          ({ code, name, number }) =>
            number && (
              <Button
                key={code}
                component="a"
                href={telOf(number)}
                size="xs"
                variant="default"
                leftSection={<PhoneIcon size={16} />}
                aria-label={t("help.lines.call", { name: name[language], number })}
              >
                {number}
              </Button>
            ),
        )}
        <Anchor component={Link} to="/help" size="sm">
          {t("sos.allLines")}
        </Anchor>
      </Group>
    </Alert>
  );
}
