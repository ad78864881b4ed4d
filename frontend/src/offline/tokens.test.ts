import { expect, test } from "vitest";
import type { SessionState } from "@/features/auth/session";
import { tokensOf } from "./tokens";

function signedIn(user_id: string): SessionState {
  return {
    status: "signed_in",
    user: { user_id, display_name: user_id, role: "member" },
    incomplete: false,
  };
}

/** Whoever `become` lets in while a token is being renewed. */
function sessionOf(state: SessionState, become: SessionState = state) {
  let current = state;
  return {
    state: () => current,
    token: () => "a-token",
    renew: () => {
      current = become;
      return Promise.resolve("another-token");
    },
  };
}

test("the owner's requests carry the owner's token", async () => {
  const tokens = tokensOf("thu", sessionOf(signedIn("thu")));

  expect(tokens.token()).toBe("a-token");
  expect(await tokens.renew("a-token")).toBe("another-token");
});

test.each([
  ["somebody else is", signedIn("lan")],
  ["nobody is", { status: "signed_out", left: true } as const],
])("while %s signed in they carry none", async (_, state) => {
  const tokens = tokensOf("thu", sessionOf(state));

  expect(tokens.token()).toBeNull();
  expect(await tokens.renew(null)).toBeNull();
});

test("nor that of who signed in while a token was renewed", async () => {
  const tokens = tokensOf("thu", sessionOf(signedIn("thu"), signedIn("lan")));

  expect(await tokens.renew("a-token")).toBeNull();
});
