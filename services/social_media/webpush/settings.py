"""Settings of whoever talks to browsers that are not open."""

from pydantic import Field, SecretStr

from shared.settings import LOCAL_SECRET, Settings


class PushSettings(Settings):
    vapid_secret: SecretStr = Field(
        default=SecretStr(f"{LOCAL_SECRET}: nobody's browser believes this"),
        description=(
            "What the key is made from by which browsers know our web push (RFC 8292): 32 random"
            " characters or more. Changing it makes every subscription worthless."
        ),
    )
    vapid_contact: str = Field(
        default=f"mailto:push@{LOCAL_SECRET}.example",
        description="Whom a push service may write to about us, as a mailto: or https: address.",
    )
    push_stand_in: str | None = Field(
        default=None,
        description="An http:// origin that takes web push as well. Never in production.",
    )
    unsubscribe_secret: SecretStr = Field(
        default=SecretStr(f"{LOCAL_SECRET}: nobody unsubscribes somebody else"),
        description="What the links in e-mails are signed with by which one gets no more of them.",
    )

    def _unfit_for_production(self) -> list[str]:
        faults = super()._unfit_for_production()
        if self.push_stand_in:
            faults.append("PUSH_STAND_IN takes web push that is meant for browsers")
        for name in ("vapid_secret", "unsubscribe_secret"):
            if len(getattr(self, name).get_secret_value()) < 32:
                faults.append(f"{name.upper()} is shorter than 32 characters")
        return faults
