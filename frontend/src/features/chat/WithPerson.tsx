// An address for "the conversation with this person", which leads to the conversation itself.
import { Container } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Navigate, useParams } from "react-router";
import { api } from "@/api/client";
import { isNotFound, Problem } from "@/api/problem";
import { Failed, Loading } from "@/ui/states";

export function Component() {
  const { t } = useTranslation();
  const { userId = "" } = useParams();
  const conversation = useQuery({
    queryKey: ["chat", "with", userId],
    // Beginning a conversation that exists already only finds it.
    queryFn: () => api.post("/conversations", { with: userId }),
    staleTime: Infinity,
  });
  if (conversation.data) {
    return <Navigate to={`/chat/${conversation.data.conversation_id}`} replace />;
  }
  if (!conversation.error) return <Loading />;
  const error = isNotFound(conversation.error)
    ? new Problem(404, "may_not_talk", t("chat.notAllowed"))
    : conversation.error;
  return (
    <Container size={560} py="xl">
      <Failed error={error} retry={() => void conversation.refetch()} />
    </Container>
  );
}
