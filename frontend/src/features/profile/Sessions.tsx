// Where I am signed in, and signing out there.
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { currentLanguage } from "@/i18n";
import { Card } from "@/ui/Card";
import { sentenceFor } from "@/ui/errors";
import { formatDate } from "@/ui/format";
import { FormError } from "@/ui/states";

const KEY = ["auth", "sessions"];

export function Sessions() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get("/auth/sessions", { signal }),
  });
  const end = useMutation({
    mutationFn: (session_id: string) =>
      api.delete("/auth/sessions/{session_id}", { path: { session_id } }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <Card title={t("profile.sessions.title")}>
      <Stack component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {sessions.data?.items.map((item) => (
          <Group key={item.session_id} component="li" justify="space-between" wrap="nowrap">
            <div>
              <Text size="sm" lineClamp={1}>
                {item.user_agent || t("profile.sessions.unknown")}
              </Text>
              <Text size="xs" c="dimmed">
                {t("profile.sessions.used", {
                  date: formatDate(item.last_used_at, currentLanguage()),
                })}
              </Text>
            </div>
            {item.is_this_one ? (
              <Badge color="pine" variant="light" style={{ flexShrink: 0 }}>
                {t("profile.sessions.here")}
              </Badge>
            ) : (
              <Button
                size="xs"
                variant="default"
                loading={end.isPending && end.variables === item.session_id}
                onClick={() => end.mutate(item.session_id)}
              >
                {t("profile.sessions.end")}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      <FormError>
        {(sessions.error ?? end.error) && sentenceFor(sessions.error ?? end.error, t)}
      </FormError>
    </Card>
  );
}
