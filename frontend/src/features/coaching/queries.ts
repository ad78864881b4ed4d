// What a coach asks for.
import { useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";

export function useMembers() {
  return useQuery({
    queryKey: ["coaching", "members"],
    queryFn: async ({ signal }) =>
      (await api.get("/coaching/members", { query: { limit: 100 }, signal })).items,
  });
}

export function useMemberProgress(memberId: string) {
  return useQuery({
    queryKey: ["coaching", "progress", memberId],
    queryFn: ({ signal }) =>
      api.get("/coaching/members/{member_id}/progress", { path: { member_id: memberId }, signal }),
  });
}
