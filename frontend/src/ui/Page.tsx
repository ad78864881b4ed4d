// A page's width and its heading.
import { Container, Group, Stack, Title, type MantineSize } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface PageProps {
  title: string;
  action?: ReactNode;
  size?: MantineSize | number;
  children: ReactNode;
}

export function Page({ title, action, size = 1080, children }: PageProps) {
  useTitle(title);
  return (
    <Container size={size} px="md" py={{ base: "md", sm: "xl" }}>
      <Stack gap="md">
        <Group justify="space-between" mih={36}>
          <Title order={1}>{title}</Title>
          {action}
        </Group>
        {children}
      </Stack>
    </Container>
  );
}

export function useTitle(title: string): void {
  const { t } = useTranslation();
  const brand = t("brand");
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
}
