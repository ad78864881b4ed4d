// What the page of the programme asks for, and what an answer to it comes to.
import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Uuid } from "@/api/types";

export function useProgramme() {
  return useQuery({
    queryKey: ["programme"],
    queryFn: ({ signal }) => api.get("/programme", { signal }),
  });
}

export function useAnswer(notificationId: Uuid) {
  return useMutation({
    mutationFn: (text: string) =>
      api.post(
        "/notifications/{notification_id}/reply",
        { text },
        { path: { notification_id: notificationId } },
      ),
  });
}
