// Where everybody begins.
import type { Role } from "@/api/types";

const HOMES: Record<Role, string> = { member: "/progress", coach: "/members", admin: "/admin" };

export function homeOf(role: Role): string {
  return HOMES[role];
}
