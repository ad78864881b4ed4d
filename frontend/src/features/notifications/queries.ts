// What the bell and the list of notifications ask for.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";

export function useUnreadNotifications(): number {
  const { data } = useQuery({
    queryKey: ["notifications", "unread"],
    queryFn: ({ signal }) =>
      api.get("/notifications", { query: { unread: "true", limit: 1 }, signal }),
  });
  return data?.unread ?? 0;
}

export function useNotifications() {
  return useInfiniteQuery({
    queryKey: ["notifications", "list"],
    queryFn: ({ pageParam, signal }) =>
      api.get("/notifications", { query: { limit: 30, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

function useReading<Input>(read: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: read,
    onSettled: () => queries.invalidateQueries({ queryKey: ["notifications"] }),
  });
}

export function useMarkRead() {
  return useReading((id: string) =>
    api.post("/notifications/{notification_id}/read", {}, { path: { notification_id: id } }),
  );
}

export function useMarkAllRead() {
  return useReading(() => api.post("/notifications/read-all", {}));
}
